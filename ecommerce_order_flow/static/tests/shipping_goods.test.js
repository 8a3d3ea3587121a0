import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {queryAllAttributes, queryAllTexts} from "@odoo/hoot-dom";
import {defineModels, models, mountView} from "@web/../tests/web_test_helpers";

const DESK = {id: 7, name: "[D1] Desk", quantity: 2, uom: "Units"};
const LAMP = {id: 8, name: "Lamp", quantity: 0.5, uom: "Dozens"};

class Picking extends models.ServerModel {
    _name = "stock.picking";
    _records = [{id: 1}];
}

defineMailModels();
defineModels([Picking]);

async function showGoods(goods) {
    Picking._records[0].shipping_goods = goods;
    await mountView({
        type: "kanban",
        resModel: "stock.picking",
        arch: `
            <kanban>
                <t t-name="card">
                    <field name="shipping_goods" widget="ecommerce_shipping_goods" />
                </t>
            </kanban>`,
    });
}

test("goods are shown as pictures with quantities", async () => {
    await showGoods({products: [DESK, LAMP], more: 0});

    expect(queryAllTexts(".o_field_widget span[title]")).toEqual(["2×", "0.5×"]);
    // The tests' templates load no pictures.
    const pictures = queryAllAttributes(".o_field_widget img", "data-src");
    expect(pictures.map((picture) => picture.replace(/^.*(?=\/web)/, ""))).toEqual([
        "/web/image?model=product.product&id=7&field=image_128",
        "/web/image?model=product.product&id=8&field=image_128",
    ]);
});

test("a product of several moves is shown for each", async () => {
    await showGoods({products: [DESK, {...DESK, quantity: 3}], more: 0});

    expect(queryAllTexts(".o_field_widget span[title]")).toEqual(["2×", "3×"]);
});

test("goods tell how many more there are", async () => {
    await showGoods({products: [DESK], more: 4});

    expect(".o_field_widget .text-muted").toHaveText("+4");
});

test("goods do not tell that there are no more", async () => {
    await showGoods({products: [DESK], more: 0});

    expect(".o_field_widget img").toHaveCount(1);
    expect(".o_field_widget .text-muted").toHaveCount(0);
});

test("a transfer without goods shows none", async () => {
    await showGoods({products: [], more: 0});

    expect(".o_field_widget").toHaveCount(1);
    expect(".o_field_widget").toHaveText("");
    expect(".o_field_widget img").toHaveCount(0);
});

test("a transfer whose goods are unknown shows none", async () => {
    await showGoods(false);

    expect(".o_field_widget").toHaveCount(1);
    expect(".o_field_widget").toHaveText("");
    expect(".o_field_widget img").toHaveCount(0);
});

test("pictures of goods have the products' names for screen readers", async () => {
    await showGoods({products: [DESK, LAMP], more: 0});

    expect(queryAllAttributes(".o_field_widget img", "alt")).toEqual([
        "[D1] Desk",
        "Lamp",
    ]);
    expect(".o_field_widget span[title] span[aria-hidden=true]").toHaveCount(2);
});

test("goods have a label with quantity, unit and name", async () => {
    await showGoods({products: [DESK, LAMP], more: 0});

    expect(queryAllAttributes(".o_field_widget span[title]", "title")).toEqual([
        "2 Units [D1] Desk",
        "0.5 Dozens Lamp",
    ]);
});
