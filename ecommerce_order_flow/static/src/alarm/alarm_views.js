import {AlarmBanner} from "./alarm_banner";
import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {ListRenderer} from "@web/views/list/list_renderer";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

export class AlarmListRenderer extends ListRenderer {
    static template = "ecommerce_order_flow.AlarmListRenderer";
    static components = {...ListRenderer.components, AlarmBanner};
}

export class AlarmKanbanRenderer extends KanbanRenderer {
    static template = "ecommerce_order_flow.AlarmKanbanRenderer";
    static components = {...KanbanRenderer.components, AlarmBanner};
}

registry.category("views").add("ecommerce_alarm_list", {
    ...listView,
    Renderer: AlarmListRenderer,
});
registry.category("views").add("ecommerce_alarm_kanban", {
    ...kanbanView,
    Renderer: AlarmKanbanRenderer,
});
