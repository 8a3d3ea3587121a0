import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";

class Order extends models.Model {
    _name = "sale.order";

    is_late = fields.Boolean();
    payment_status = fields.Selection({
        selection: [
            ["unpaid", "Unpaid"],
            ["failed", "Failed"],
            ["paid", "Paid"],
        ],
    });
    fulfillment_status = fields.Selection({
        selection: [
            ["not_yet", "Not Yet"],
            ["to_ship", "To Ship"],
            ["shipped", "Shipped"],
        ],
    });

    _records = [{id: 1}];
}

defineMailModels();
defineModels([Order]);

async function show(name, values) {
    Order._records = [{id: 1, ...values}];
    await mountView({
        type: "list",
        resModel: "sale.order",
        arch: `<list><field name="${name}" widget="ecommerce_status" /></list>`,
    });
}

for (const [name, status, label, color] of [
    ["payment_status", "paid", "Paid", "text-bg-success"],
    ["payment_status", "unpaid", "Unpaid", "text-bg-300"],
    ["payment_status", "failed", "Failed", "text-bg-warning"],
    ["fulfillment_status", "not_yet", "Not Yet", "text-bg-300"],
    ["fulfillment_status", "to_ship", "To Ship", "text-bg-warning"],
    ["fulfillment_status", "shipped", "Shipped", "text-bg-info"],
]) {
    test(`the badge "${label}" has the color of its meaning`, async () => {
        await show(name, {[name]: status});

        expect(".o_data_row .badge").toHaveText(label);
        expect(".o_data_row .badge").toHaveClass(color);
    });
}

test("late is a word, and red", async () => {
    await show("fulfillment_status", {fulfillment_status: "to_ship", is_late: true});

    expect(".o_data_row .badge").toHaveText("Late: To Ship");
    expect(".o_data_row .badge").toHaveClass("text-bg-danger");
});

test("other statuses of a late order are not late", async () => {
    await show("payment_status", {payment_status: "paid", is_late: true});

    expect(".o_data_row .badge").toHaveText("Paid");
    expect(".o_data_row .badge").toHaveClass("text-bg-success");
});

test("an order without a status has no badge", async () => {
    await show("payment_status", {});

    expect(".o_data_row").toHaveCount(1);
    expect(".o_data_row .badge").toHaveCount(0);
});
