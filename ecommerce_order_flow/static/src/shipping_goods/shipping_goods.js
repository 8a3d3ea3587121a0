import {registry} from "@web/core/registry";
import {url} from "@web/core/utils/urls";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/**
 * The products of a transfer: pictures with quantities.
 */
export class ShippingGoods extends Component {
    static template = "ecommerce_order_flow.ShippingGoods";
    static props = {...standardFieldProps};

    get goods() {
        return this.props.record.data[this.props.name] || {products: [], more: 0};
    }

    getPicture(product) {
        return url("/web/image", {
            model: "product.product",
            id: product.id,
            field: "image_128",
        });
    }

    getLabel(product) {
        const name = [product.name, ...(product.details || [])].join(", ");
        return `${product.quantity} ${product.uom} ${name}`;
    }
}

registry.category("fields").add("ecommerce_shipping_goods", {
    component: ShippingGoods,
    supportedTypes: ["json"],
});
