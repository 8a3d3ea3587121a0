import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {BadgeField, badgeField} from "@web/views/fields/badge/badge_field";

// What the colors of all statuses mean. Red is not among them: it means late.
const COLORS = {
    // Nothing is left to do.
    success: ["paid", "delivered", "settled", "done", "sent"],
    // It goes on without anybody here.
    info: [
        "pending",
        "authorized",
        "picking",
        "packed",
        "ready_for_pickup",
        "shipped",
        "approved",
        "on_the_way",
        "queued",
        "sending",
    ],
    // Somebody here, or the customer, has to act.
    warning: [
        "awaiting_payment",
        "to_confirm",
        "partially_paid",
        "overpaid",
        "failed",
        "to_ship",
        "partially_shipped",
        "requested",
        "received",
        "inspected",
        "exchanging",
        "in_repair",
        "to_approve",
        "to_transfer",
        "unknown",
    ],
};
// The order's status that can be late.
const FULFILLMENT = "fulfillment_status";
// Only orders from before the installation have none, until an automation found it.
const STAGE = "flow_stage";

/**
 * A status as a badge: one color for each meaning, and a word if it is late.
 */
export class StatusBadge extends BadgeField {
    get isLate() {
        return this.props.name === FULFILLMENT && this.props.record.data.is_late;
    }

    /**
     * @override
     */
    get formattedValue() {
        const status = super.formattedValue;
        if (this.props.name === STAGE && !status) {
            return _t("Not Yet Known");
        }
        return this.isLate ? _t("Late: %(status)s", {status}) : status;
    }

    /**
     * @override
     */
    get badgeClass() {
        if (this.isLate) {
            return "text-bg-danger";
        }
        const status = this.props.record.data[this.props.name];
        const color = Object.keys(COLORS).find((it) => COLORS[it].includes(status));
        return color ? `text-bg-${color}` : "text-bg-300";
    }
}

registry.category("fields").add("ecommerce_status", {
    ...badgeField,
    component: StatusBadge,
    displayName: _t("eCommerce Status"),
    supportedTypes: ["selection"],
    fieldDependencies: ({name}) =>
        name === FULFILLMENT ? [{name: "is_late", type: "boolean"}] : [],
});
