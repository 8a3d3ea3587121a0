import {registry} from "@web/core/registry";
import {Interaction} from "@web/public/interaction";

/**
 * The way back to a cart: people who follow the link need not press its button.
 * Programs that only look at links change nothing.
 */
export class CartReturn extends Interaction {
    static selector = ".o_ecommerce_cart_return";

    start() {
        this.el.requestSubmit();
    }
}

registry
    .category("public.interactions")
    .add("ecommerce_order_flow.cart_return", CartReturn);
