import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenNames, nextDot } from "../js/graph/names.js";

const dot = (label, x, y) => ({ label, x, y, r: 2 });
const frame = { x: 0, y: 0, width: 400, height: 300 };
const told = (names) => names.map((name) => name.dot.label);

test("names stand on no other, the most telling ones first", () => {
  const dots = [dot("market", 100, 100), dot("prices", 110, 104), dot("trade", 300, 100)];
  assert.deepEqual(told(chosenNames(dots, frame, 12, 9)), ["market", "trade"]);
  const always = new Set([dots[1]]);
  assert.deepEqual(told(chosenNames(dots, frame, 12, 9, always)), ["prices", "trade"]);
  assert.deepEqual(told(chosenNames(dots, frame, 12, 1)), ["market"]);
});

test("nearer, with smaller letters, there is room for more", () => {
  const dots = [dot("market", 100, 100), dot("prices", 110, 104)];
  assert.equal(chosenNames(dots, frame, 1, 9).length, 2);
});

test("what is not seen gets no name", () => {
  assert.deepEqual(chosenNames([dot("market", 500, 100)], frame, 12, 9), []);
});

test("an arrow leads to the next dot on that side, not to a far one straight ahead", () => {
  const from = { x: 0, y: 0 };
  const near = { x: 10, y: 6 };
  const dots = [from, { x: 400, y: 0 }, near, { x: -5, y: 0 }];
  assert.equal(nextDot(from, dots, "ArrowRight"), near);
  assert.equal(nextDot(from, dots, "ArrowUp"), undefined);
});
