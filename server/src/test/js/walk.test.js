import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbours, towards } from "../js/graph/walk.js";
import { byLetter, typing } from "../js/treewalk.js";

const near = [
  { id: "up", x: 0, y: -50 },
  { id: "right", x: 80, y: 10 },
  { id: "far right", x: 200, y: 25 },
  { id: "down", x: 5, y: 60 },
];

test("an arrow leads to the neighbour on that side", () => {
  const from = { x: 0, y: 0 };
  assert.equal(towards(from, near, "ArrowUp"), "up");
  assert.equal(towards(from, near, "ArrowDown"), "down");
  assert.equal(towards(from, near, "ArrowRight"), "right");
  assert.equal(towards(from, near, "ArrowLeft"), undefined);
});

test("neighbours are at either end of a line", () => {
  const lines = [
    { source: "a", target: "b" },
    { source: "c", target: "a" },
    { source: "c", target: "b" },
  ];
  assert.deepEqual([...neighbours("a", lines)], ["b", "c"]);
});

test("a letter jumps to the next name, going round", () => {
  const names = ["Control", "Churn", "Loyalty"];
  assert.equal(byLetter(names, 0, "c"), 1);
  assert.equal(byLetter(names, 1, "C"), 0);
  assert.equal(byLetter(names, 0, "z"), -1);
});

test("letters typed quickly are one word, the same letter goes on to the next name", () => {
  const names = ["Control", "Churn", "Customer", "Cost"];
  const { type } = typing();
  const at = (from, key, time) => {
    const { text, from: by } = type(key, time);
    return byLetter(names, from + by, text);
  };
  assert.equal(at(0, "c", 0), 1);
  assert.equal(at(1, "c", 300), 2);
  assert.equal(at(2, "c", 2000), 3);
  assert.equal(at(3, "u", 2200), 2);
  assert.equal(at(2, "s", 2400), 2);
});
