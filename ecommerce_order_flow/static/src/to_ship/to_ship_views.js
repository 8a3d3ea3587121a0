import {registry} from "@web/core/registry";
import {useBus, useService} from "@web/core/utils/hooks";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {ListController} from "@web/views/list/list_controller";
import {ListRenderer} from "@web/views/list/list_renderer";
import {listView} from "@web/views/list/list_view";
import {onMounted} from "@odoo/owl";

/**
 * Open the transfer whose barcode, or whose order's or package's, somebody scans.
 */
function useScannerToOpenTransfers() {
    const action = useService("action");
    const barcode = useService("barcode");
    const orm = useService("orm");
    // What is scanned while the search has the focus would be written into it.
    onMounted(() => document.querySelector(".o_searchview_input:focus")?.blur());
    useBus(barcode.bus, "barcode_scanned", async (ev) => {
        action.doAction(
            await orm.call("stock.picking", "action_open_barcode", [ev.detail.barcode])
        );
    });
}

export class ToShipListController extends ListController {
    setup() {
        super.setup();
        useScannerToOpenTransfers();
    }
}

export class ToShipListRenderer extends ListRenderer {
    /**
     * Mute blocked transfers. A decoration of the list would need its field for all
     * who may read transfers; customers don't see what blocks theirs.
     *
     * @override
     */
    getRowClass(record) {
        const rowClass = super.getRowClass(record);
        return record.data.shipping_blocker ? `${rowClass} text-muted` : rowClass;
    }
}

export class ToShipKanbanController extends KanbanController {
    setup() {
        super.setup();
        useScannerToOpenTransfers();
    }
}

registry.category("views").add("ecommerce_to_ship_list", {
    ...listView,
    Controller: ToShipListController,
    Renderer: ToShipListRenderer,
});
registry.category("views").add("ecommerce_to_ship_kanban", {
    ...kanbanView,
    Controller: ToShipKanbanController,
});
