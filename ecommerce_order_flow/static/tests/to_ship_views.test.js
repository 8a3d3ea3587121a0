import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, expect, test} from "@odoo/hoot";
import {press} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

const ARCHS = {
    list: `
        <list js_class="ecommerce_to_ship_list">
            <field name="name" />
        </list>`,
    kanban: `
        <kanban js_class="ecommerce_to_ship_kanban">
            <t t-name="card">
                <field name="name" />
            </t>
        </kanban>`,
};

class Picking extends models.ServerModel {
    _name = "stock.picking";
    shipping_blocker = fields.Char();

    _records = [
        {id: 7, name: "WH/OUT/00007"},
        {id: 8, name: "WH/OUT/00008", shipping_blocker: "payment"},
    ];
}

defineMailModels();
defineModels([Picking]);

beforeEach(() => {
    onRpc("stock.picking", "action_open_barcode", ({args}) => {
        expect.step(`find ${args}`);
        return {type: "ir.actions.act_window", res_model: "stock.picking", res_id: 7};
    });
    mockService("action", {
        doAction: (action) => expect.step(`open ${action.res_model} ${action.res_id}`),
    });
});

async function openToShip(type) {
    await mountView({type, resModel: "stock.picking", arch: ARCHS[type]});
}

/** Do what a scanner does: type fast, with Enter in the end. */
async function scan(barcode) {
    for (const key of [...barcode, "Enter"]) {
        await press(key);
    }
    await animationFrame();
}

for (const type of Object.keys(ARCHS)) {
    test(`scanning in the ${type} opens the transfer`, async () => {
        await openToShip(type);

        await scan("WH/OUT/00007");
        expect.verifySteps(["find WH/OUT/00007", "open stock.picking 7"]);
    });

    test.tags("desktop");
    test(`what is scanned in the ${type} does not get into the search`, async () => {
        await openToShip(type);
        expect(".o_searchview_input").not.toBeFocused();

        await scan("S00042");
        expect(".o_searchview_input").toHaveValue("");
        expect.verifySteps(["find S00042", "open stock.picking 7"]);
    });
}

test("blocked transfers in the list are muted", async () => {
    await mountView({
        type: "list",
        resModel: "stock.picking",
        arch: `
            <list js_class="ecommerce_to_ship_list">
                <field name="name" />
                <field name="shipping_blocker" column_invisible="1" />
            </list>`,
    });

    expect(".o_data_row.text-muted").toHaveCount(1);
    expect(".o_data_row.text-muted").toHaveText("WH/OUT/00008");
});
