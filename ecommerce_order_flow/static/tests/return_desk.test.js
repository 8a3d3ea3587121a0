import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {click, edit, press, queryAllTexts} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {getService, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";

defineMailModels();

const ROW = {
    order_line_id: 1,
    product_id: 5,
    name: "Lantern",
    unit: "Units",
    codes: ["4006381333931"],
    is_tracked: false,
    lots: [],
    quantity: 2,
    most: 2,
};

function makeParcel(values = {}) {
    return {
        model: "ecommerce.return",
        id: 7,
        name: "S00007/RET1",
        customer: "Jane",
        reason: "Too small",
        remark: "",
        rows: [{...ROW, ...values}],
    };
}

/**
 * Open the screen, and answer the calls of its server.
 */
async function openDesk(answers) {
    onRpc("ecommerce.return.desk", "*", ({args, method}) => {
        expect.step(method);
        return answers[method](...args);
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "ecommerce_return_desk",
    });
    await animationFrame();
}

async function find(code) {
    await click("#return_desk_code");
    await edit(code);
    await press("Enter");
    await animationFrame();
}

async function choose(selector) {
    await click(selector);
    await animationFrame();
}

test("a parcel is received by two taps", async () => {
    let received = null;
    await openDesk({
        find: () => ({parcel: makeParcel({quantity: 1, most: 1})}),
        receive: (...args) => {
            received = args;
            return {
                names: ["S00007/RET1"],
                todo: [{destination: "Restock", quantity: 1, name: "Lantern", lot: ""}],
                waits: false,
            };
        },
    });
    await find("S00007/RET1");
    expect(".o_return_desk_done").not.toBeEnabled();
    await choose("[data-condition=accepted]");
    await choose(".o_return_desk_done");

    expect.verifySteps(["find", "receive"]);
    const [model, id, entries] = received;
    expect([model, id]).toEqual(["ecommerce.return", 7]);
    expect(entries.map((it) => [it.order_line_id, it.condition, it.quantity])).toEqual([
        [1, "accepted", 1],
    ]);
    expect(".o_return_desk_result").toHaveText(/Restock: 1 × Lantern/);
    expect("#return_desk_code").toHaveCount(1);
});

test("each unit has its condition, and no more are entered than there are", async () => {
    await openDesk({find: () => ({parcel: makeParcel()})});
    await find("S00007");
    await choose("[data-condition=accepted]");
    await choose("[data-condition=damaged]");

    expect(queryAllTexts(".o_return_desk_entry span:first-child")).toEqual([
        "1 × As Expected",
        "1 × Damaged",
    ]);
    expect("[data-condition=missing]").not.toBeEnabled();
    expect("[data-destination=quarantine]").toHaveAttribute("aria-pressed", "true");
    await choose("[data-destination=scrap]");
    expect("[data-destination=scrap]").toHaveAttribute("aria-pressed", "true");
    await choose(".o_return_desk_entry:last button[aria-label=Remove]");
    expect("[data-condition=missing]").toBeEnabled();
    expect.verifySteps(["find"]);
});

test("scanning a product enters it, and scanning anything else warns", async () => {
    await openDesk({find: () => ({parcel: makeParcel()})});
    await find("S00007");
    document.activeElement.blur();
    for (const code of ["4006381333931", "4006381333931", "999999"]) {
        for (const key of [...code, "Enter"]) {
            await press(key);
        }
        await animationFrame();
    }

    expect(".o_return_desk_entry").toHaveCount(2);
    expect(".o_notification").toHaveText(/999999/);
    expect.verifySteps(["find"]);
});

test("serial numbers are proposed one after the other", async () => {
    const lots = [
        {id: 11, name: "SN1"},
        {id: 12, name: "SN2"},
    ];
    await openDesk({find: () => ({parcel: makeParcel({is_tracked: true, lots})})});
    await find("S00007");
    await choose("[data-condition=accepted]");
    await choose("[data-condition=other_lot]");

    expect(".o_return_desk_entry select:first").toHaveValue("11");
    expect(".o_return_desk_entry select:last").toHaveValue("12");
    expect(".o_return_desk_entry input").toHaveCount(1);
    expect.verifySteps(["find"]);
});

test("several orders are a choice, and nothing found says what to do", async () => {
    await openDesk({
        find: (code) =>
            code === "Jane"
                ? {
                      choices: [
                          {
                              model: "sale.order",
                              id: 3,
                              name: "S00003",
                              customer: "Jane",
                              products: "Lantern",
                          },
                      ],
                  }
                : {message: "Ask a salesperson."},
        open_parcel: () => ({parcel: makeParcel({quantity: 0})}),
    });
    await find("Nobody");
    expect(".o_return_desk_message").toHaveText("Ask a salesperson.");
    await find("Jane");
    await choose(".o_return_desk_choice");

    expect(".o_return_desk_row").toHaveText(/Not announced/);
    expect("[data-condition=missing]").not.toBeEnabled();
    expect.verifySteps(["find", "find", "open_parcel"]);
});
