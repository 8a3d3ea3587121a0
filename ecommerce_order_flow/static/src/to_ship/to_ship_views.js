import {registry} from "@web/core/registry";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {ListController} from "@web/views/list/list_controller";
import {ListRenderer} from "@web/views/list/list_renderer";
import {listView} from "@web/views/list/list_view";
import {useScannerToOpen} from "../scanner/scanner";

export class ToShipListController extends ListController {
    setup() {
        super.setup();
        useScannerToOpen("stock.picking");
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
        useScannerToOpen("stock.picking");
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
