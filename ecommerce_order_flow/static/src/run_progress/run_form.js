import {registry} from "@web/core/registry";
import {FormController} from "@web/views/form/form_controller";
import {formView} from "@web/views/form/form_view";
import {onMounted, onWillUnmount, status} from "@odoo/owl";

const PAUSE = 2000; // milliseconds

/**
 * A bulk run that goes on in the background: shows how far it is until it is done.
 */
export class RunFormController extends FormController {
    setup() {
        super.setup();
        onMounted(() => this.scheduleReload());
        onWillUnmount(() => clearTimeout(this.timeout));
    }

    get isClosed() {
        return status(this) === "destroyed";
    }

    scheduleReload() {
        if (!this.isClosed && this.model.root.data.queued_count) {
            this.timeout = setTimeout(() => this.reload(), PAUSE);
        }
    }

    async reload() {
        try {
            await this.model.root.load();
        } catch (error) {
            if (!this.isClosed) {
                throw error;
            }
        }
        this.scheduleReload();
    }
}

registry.category("views").add("ecommerce_run_form", {
    ...formView,
    Controller: RunFormController,
});
