import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, expect, test} from "@odoo/hoot";
import {advanceTime, animationFrame, Deferred} from "@odoo/hoot-mock";
import {
    defineModels,
    getService,
    makeServerError,
    MockServer,
    models,
    mountViewInDialog,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {Record} from "@web/model/relational_model/record";

const MODEL = "ecommerce.bulk.run";
const PAUSE = 2000; // milliseconds

class BulkRun extends models.ServerModel {
    _name = MODEL;
    _records = [{id: 1, queued_count: 2}];
}

defineMailModels();
defineModels([BulkRun]);

let answer = null; // what the server lets the form wait for

beforeEach(() => {
    answer = null;
    onRpc(MODEL, "web_read", () => answer);
    // Not counted at the server: Odoo lets no request of a closed form reach it.
    patchWithCleanup(Record.prototype, {
        load() {
            expect.step("load");
            return super.load();
        },
    });
});

function setQueuedCount(count) {
    MockServer.env[MODEL].write([1], {queued_count: count});
}

async function openRun() {
    await mountViewInDialog({
        type: "form",
        resModel: MODEL,
        resId: 1,
        arch: `
            <form js_class="ecommerce_run_form" edit="false">
                <field name="queued_count" />
            </form>`,
    });
}

async function closeRun() {
    getService("dialog").closeAll();
    await animationFrame();
    expect(".modal").toHaveCount(0);
}

test("a run is loaded again and again while lines are queued", async () => {
    await openRun();

    await advanceTime(PAUSE);
    expect.verifySteps(["load"]);
    await advanceTime(PAUSE);
    expect.verifySteps(["load"]);
});

test("a run shows how many lines are left", async () => {
    await openRun();
    expect("[name=queued_count]").toHaveText("2");

    setQueuedCount(1);
    await advanceTime(PAUSE);
    await animationFrame();
    expect("[name=queued_count]").toHaveText("1");
    expect.verifySteps(["load"]);
});

test("a run is not loaded anymore once no line is queued", async () => {
    await openRun();

    setQueuedCount(0);
    await advanceTime(PAUSE);
    expect.verifySteps(["load"]);
    await advanceTime(5 * PAUSE);
    expect.verifySteps([]);
});

test("a run without queued lines is not loaded again", async () => {
    BulkRun._records[0].queued_count = 0;
    await openRun();

    await advanceTime(5 * PAUSE);
    expect.verifySteps([]);
});

test("a run is not loaded anymore once it is closed", async () => {
    await openRun();

    await closeRun();
    await advanceTime(5 * PAUSE);
    expect.verifySteps([]);
});

test("a run that is closed while the server loads it is not loaded again", async () => {
    await openRun();
    answer = new Deferred();
    await advanceTime(PAUSE);
    expect.verifySteps(["load"]);

    await closeRun();
    answer.resolve();
    await animationFrame();
    await advanceTime(5 * PAUSE);
    expect.verifySteps([]);
});

test("a run that is closed while the form takes it in is not loaded again", async () => {
    const takenIn = new Deferred();
    patchWithCleanup(Record.prototype, {
        async load() {
            await super.load();
            await takenIn;
        },
    });
    await openRun();
    await advanceTime(PAUSE);
    expect.verifySteps(["load"]);

    await closeRun();
    takenIn.resolve();
    await animationFrame();
    await advanceTime(5 * PAUSE);
    expect.verifySteps([]);
});

test("nobody hears of a load that fails after the run was closed", async () => {
    await openRun();
    answer = new Deferred();
    await advanceTime(PAUSE);
    expect.verifySteps(["load"]);

    await closeRun();
    answer.reject(makeServerError());
    await animationFrame();
    await advanceTime(5 * PAUSE);
    expect.verifySteps([]);
});

test("whoever looks at a run hears of a load that fails, once", async () => {
    expect.errors(1);
    await openRun();
    answer = new Deferred();
    await advanceTime(PAUSE);
    expect.verifySteps(["load"]);

    answer.reject(makeServerError());
    await animationFrame();
    await advanceTime(5 * PAUSE);
    expect.verifyErrors(["RPC_ERROR"]);
    expect.verifySteps([]);
});
