import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useAutofocus, useBus, useService} from "@web/core/utils/hooks";
import {url} from "@web/core/utils/urls";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {Component, useState} from "@odoo/owl";

const MODEL = "ecommerce.return.desk";

export function getConditions(isTracked) {
    return [
        {key: "accepted", label: _t("As Expected"), icon: "fa-check"},
        {key: "damaged", label: _t("Damaged"), icon: "fa-chain-broken"},
        {key: "missing", label: _t("Missing"), icon: "fa-question"},
        {key: "other_product", label: _t("Other Product"), icon: "fa-exchange"},
        ...(isTracked
            ? [{key: "other_lot", label: _t("Other Number"), icon: "fa-barcode"}]
            : []),
    ];
}

/**
 * The warehouse's screen for returns: scan a parcel, enter in which condition its
 * products are, done. It works on phones, by keyboard and by barcode scanner.
 */
export class ReturnDesk extends Component {
    static template = "ecommerce_order_flow.ReturnDesk";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({
            code: "",
            message: "",
            choices: [],
            parcel: null,
            entries: [],
            note: "",
            result: null,
            isBusy: false,
        });
        useAutofocus({refName: "code", mobile: true});
        useBus(useService("barcode").bus, "barcode_scanned", (ev) =>
            this.onScanned(ev.detail.barcode)
        );
    }

    // Finding

    async find(code) {
        this.state.code = code;
        await this.load("find", [code]);
    }

    async choose(choice) {
        await this.load("open_parcel", [choice.model, choice.id]);
    }

    async load(method, args) {
        const found = await this.run(method, args);
        if (!found) {
            return;
        }
        Object.assign(this.state, {
            message: found.message || "",
            choices: found.choices || [],
            parcel: found.parcel || null,
            entries: [],
            note: "",
            result: null,
        });
    }

    /**
     * Call the server, once at a time: a double click must not receive twice.
     */
    async run(method, args) {
        if (this.state.isBusy) {
            return null;
        }
        this.state.isBusy = true;
        try {
            return await this.orm.call(MODEL, method, args);
        } finally {
            this.state.isBusy = false;
        }
    }

    async onScanned(code) {
        if (!this.state.parcel) {
            await this.find(code);
            return;
        }
        const row = this.state.parcel.rows.find(
            (it) => it.codes.includes(code) || it.lots.some((lot) => lot.name === code)
        );
        if (row) {
            const lot = row.lots.find((it) => it.name === code);
            this.add(row, "accepted", lot?.id);
        } else {
            this.notification.add(_t("Nothing of this parcel has the code %s.", code), {
                type: "warning",
            });
        }
    }

    startAgain() {
        Object.assign(this.state, {
            code: "",
            message: "",
            choices: [],
            parcel: null,
            entries: [],
            result: null,
        });
    }

    // Conditions

    getConditions(row) {
        return getConditions(row.is_tracked);
    }

    getPicture(row) {
        return url("/web/image", {
            model: "product.product",
            id: row.product_id,
            field: "image_256",
        });
    }

    getEntries(row) {
        return this.state.entries.filter(
            (it) => it.order_line_id === row.order_line_id
        );
    }

    count(row, condition) {
        return this.getEntries(row)
            .filter((it) => !condition || it.condition === condition)
            .reduce((sum, it) => sum + it.quantity, 0);
    }

    getRest(row) {
        return Math.max(row.most - this.count(row), 0);
    }

    /**
     * Enter the condition of one more unit.
     */
    add(row, condition, lotId) {
        const rest = this.getRest(row);
        if (rest <= 0) {
            this.notification.add(_t("All of %s is entered already.", row.name), {
                type: "warning",
            });
            return;
        }
        const used = this.getEntries(row).map((it) => it.lot_id);
        const lot = row.lots.find((it) => !used.includes(it.id)) || row.lots[0];
        this.state.entries.push({
            order_line_id: row.order_line_id,
            condition,
            quantity: Math.min(1, rest),
            destination: ["accepted", "missing"].includes(condition)
                ? ""
                : "quarantine",
            lot_id: lotId || lot?.id || false,
            found_code: "",
            found_lot: "",
        });
    }

    /**
     * Enter that all that is left is in a condition.
     */
    addRest(row, condition) {
        this.add(row, condition);
        const entry = this.state.entries.at(-1);
        if (!row.is_tracked) {
            entry.quantity += Math.min(this.getRest(row), this.getExpectedRest(row));
        }
    }

    getExpectedRest(row) {
        return Math.max(row.quantity - this.count(row), 0);
    }

    describeRest(row) {
        return _t("All %s as Expected", this.getExpectedRest(row));
    }

    describeProgress(row) {
        return _t("%(entered)s of %(expected)s %(unit)s", {
            entered: this.count(row),
            expected: row.quantity,
            unit: row.unit,
        });
    }

    get resultTitle() {
        return _t("%s is received.", this.state.result.names.join(", "));
    }

    remove(entry) {
        this.state.entries.splice(this.state.entries.indexOf(entry), 1);
    }

    getLabel(entry) {
        return getConditions(true).find((it) => it.key === entry.condition).label;
    }

    get destinations() {
        return [
            {key: "quarantine", label: _t("Quarantine")},
            {key: "scrap", label: _t("Scrap")},
            {key: "restock", label: _t("Restock")},
        ];
    }

    send(entry, destination) {
        entry.destination = destination;
    }

    isOther(entry) {
        return ["other_product", "other_lot"].includes(entry.condition);
    }

    // Receiving

    get isPartlyEntered() {
        return this.state.parcel.rows.some((row) => this.getExpectedRest(row) > 0);
    }

    async receive() {
        const {parcel, entries, note} = this.state;
        const result = await this.run("receive", [
            parcel.model,
            parcel.id,
            entries.map((it) => ({...it})),
            note,
        ]);
        if (result) {
            this.startAgain();
            this.state.result = result;
        }
    }
}

registry.category("actions").add("ecommerce_return_desk", ReturnDesk);
