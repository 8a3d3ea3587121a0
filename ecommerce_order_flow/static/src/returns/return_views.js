import {registry} from "@web/core/registry";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";
import {useScannerToOpen} from "../scanner/scanner";

export class ReturnListController extends ListController {
    setup() {
        super.setup();
        useScannerToOpen("ecommerce.return");
    }
}

export class ReturnKanbanController extends KanbanController {
    setup() {
        super.setup();
        useScannerToOpen("ecommerce.return");
    }
}

registry.category("views").add("ecommerce_return_list", {
    ...listView,
    Controller: ReturnListController,
});
registry.category("views").add("ecommerce_return_kanban", {
    ...kanbanView,
    Controller: ReturnKanbanController,
});
