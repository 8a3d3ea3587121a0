import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, expect, test} from "@odoo/hoot";
import {click} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    defineModels,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

const ARCHS = {
    list: `
        <list js_class="ecommerce_alarm_list">
            <field name="name" />
        </list>`,
    kanban: `
        <kanban js_class="ecommerce_alarm_kanban">
            <t t-name="card">
                <field name="name" />
            </t>
        </kanban>`,
};
const ALARM = {what: "Nothing runs.", why: "It was restarted.", remedy: "Restart it."};
const LINK = ".o_ecommerce_alarm button";

class Order extends models.ServerModel {
    _name = "sale.order";
    _records = [{id: 7, name: "S00007"}];
}

class Automation extends models.ServerModel {
    _name = "ecommerce.automation";
    _records = [{id: 1, name: "Confirm paid orders"}];
}

defineMailModels();
defineModels([Order, Automation]);

let alarms = [];

beforeEach(() => {
    alarms = [ALARM];
    onRpc("ecommerce.automation", "get_alarms", () => alarms);
});

async function open(type, resModel = "sale.order") {
    await mountView({type, resModel, arch: ARCHS[type]});
    await animationFrame();
}

for (const type of Object.keys(ARCHS)) {
    test(`the ${type} tells what happened, why, and what to do`, async () => {
        await open(type);

        expect(".o_ecommerce_alarm").toHaveCount(1);
        for (const text of Object.values(ALARM)) {
            expect(`.o_ecommerce_alarm:contains(${text})`).toHaveCount(1);
        }
        expect(`.o_${type}_renderer:contains(S00007)`).toHaveCount(1);
    });

    test(`the ${type} shows nothing if all is well`, async () => {
        alarms = [];

        await open(type);

        expect(".o_ecommerce_alarm").toHaveCount(0);
        expect(`.o_${type}_renderer:contains(S00007)`).toHaveCount(1);
    });
}

test("each alarm is shown", async () => {
    alarms = [ALARM, {...ALARM, what: "Something waits."}];

    await open("list");

    expect(".o_ecommerce_alarm").toHaveCount(2);
});

test("the alarm of orders leads to the automations", async () => {
    mockService("action", {doAction: (action) => expect.step(action)});
    await open("kanban");

    await click(LINK);

    expect.verifySteps(["ecommerce_order_flow.ecommerce_automation_action"]);
});

test("the alarm of the automations leads nowhere else", async () => {
    await open("list", "ecommerce.automation");

    expect(".o_ecommerce_alarm").toHaveCount(1);
    expect(LINK).toHaveCount(0);
});
