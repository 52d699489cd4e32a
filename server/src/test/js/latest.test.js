import assert from "node:assert/strict";
import { test } from "node:test";
import { latest } from "../js/latest.js";

const later = () => {
  let answer;
  const promise = new Promise((done) => (answer = done));
  return { promise, answer };
};

test("only the newest call answers, whichever comes back first", async () => {
  const open = new Map();
  const ask = latest((input) => {
    const one = later();
    open.set(input, one);
    return one.promise;
  });
  const old = ask("old");
  const fresh = ask("new");
  open.get("new").answer("new answer");
  open.get("old").answer("old answer");
  assert.equal(await fresh, "new answer");
  assert.equal(await old, undefined);
});

test("an older call is told to stop", async () => {
  const signals = [];
  const ask = latest(async (input, signal) => signals.push(signal));
  await Promise.all([ask("a"), ask("b")]);
  assert.deepEqual(signals.map((s) => s.aborted), [true, false]);
});

test("a failure of the newest call is not swallowed, one of an older call is", async () => {
  const ask = latest(async (input) => {
    throw new Error(input);
  });
  const [old, fresh] = await Promise.allSettled([ask("old"), ask("new")]);
  assert.equal(old.status, "fulfilled");
  assert.equal(fresh.reason.message, "new");
});
