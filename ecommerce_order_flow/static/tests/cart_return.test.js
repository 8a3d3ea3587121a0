import {describe, expect, test} from "@odoo/hoot";
import {
    setupInteractionWhiteList,
    startInteractions,
} from "@web/../tests/public/helpers";
import {patchWithCleanup} from "@web/../tests/web_test_helpers";

setupInteractionWhiteList("ecommerce_order_flow.cart_return");
describe.current.tags("interaction_dev");

test("who follows the link to a cart need not press its button", async () => {
    patchWithCleanup(HTMLFormElement.prototype, {
        requestSubmit() {
            expect.step(`submit ${this.getAttribute("action")}`);
        },
    });

    await startInteractions(`
        <form class="o_ecommerce_cart_return" action="/shop/cart/return" method="post">
            <button type="submit">Show My Cart</button>
        </form>`);

    expect.verifySteps(["submit /shop/cart/return"]);
});

test("other forms are left alone", async () => {
    const {core} = await startInteractions(`<form action="/shop/address"></form>`);

    expect(core.interactions).toHaveLength(0);
});
