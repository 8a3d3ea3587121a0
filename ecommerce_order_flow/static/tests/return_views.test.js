import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {press} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    defineModels,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

class Return extends models.ServerModel {
    _name = "ecommerce.return";
    _records = [{id: 7, name: "S00007/RET1"}];
}

defineMailModels();
defineModels([Return]);

test("scanning in the list opens the return", async () => {
    onRpc("ecommerce.return", "action_open_barcode", ({args}) => {
        expect.step(`find ${args}`);
        return {type: "ir.actions.act_window", res_model: "ecommerce.return"};
    });
    mockService("action", {
        doAction: (action) => expect.step(`open ${action.res_model}`),
    });
    await mountView({
        type: "list",
        resModel: "ecommerce.return",
        arch: `<list js_class="ecommerce_return_list"><field name="name" /></list>`,
    });

    for (const key of [..."S00007/RET1", "Enter"]) {
        await press(key);
    }
    await animationFrame();

    expect.verifySteps(["find S00007/RET1", "open ecommerce.return"]);
});
