import {Component, onMounted, useState} from "@odoo/owl";
import {useService} from "@web/core/utils/hooks";

/**
 * Automations that stand still: what happened, why, and what to do. Asked for whenever
 * a screen is opened, because scheduled actions may have ended.
 */
export class AlarmBanner extends Component {
    static template = "ecommerce_order_flow.AlarmBanner";
    static props = {hasLink: {type: Boolean, optional: true}};

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({alarms: []});
        onMounted(() => this.load());
    }

    async load() {
        this.state.alarms = await this.orm.silent.call(
            "ecommerce.automation",
            "get_alarms"
        );
    }

    openAutomations() {
        return this.action.doAction("ecommerce_order_flow.ecommerce_automation_action");
    }
}
