import {useBus, useService} from "@web/core/utils/hooks";
import {onMounted} from "@odoo/owl";

/**
 * Open the record of a model whose barcode somebody scans.
 *
 * @param {String} model with the method `action_open_barcode`
 */
export function useScannerToOpen(model) {
    const action = useService("action");
    const barcode = useService("barcode");
    const orm = useService("orm");
    // What is scanned while the search has the focus would be written into it.
    onMounted(() => document.querySelector(".o_searchview_input:focus")?.blur());
    useBus(barcode.bus, "barcode_scanned", async (ev) => {
        action.doAction(
            await orm.call(model, "action_open_barcode", [ev.detail.barcode])
        );
    });
}
