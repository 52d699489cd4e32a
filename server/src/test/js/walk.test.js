import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, towards } from "../js/graph/walk.js";
import { byLetter, step } from "../js/treewalk.js";

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

test("what is chosen is said in one sentence", () => {
  assert.equal(describe("Churn", 0, []), "Churn, nothing about it yet, 0 neighbours.");
  assert.equal(
    describe("Churn", 1, ["Churn is a kind of Loss"]),
    "Churn, 1 item, 1 neighbour: Churn is a kind of Loss.",
  );
});

test("arrows in the tree stop at both ends", () => {
  assert.equal(step(["a", "b"], "b", 1), "b");
  assert.equal(step(["a", "b"], "a", -1), "a");
  assert.equal(step(["a", "b"], "a", 1), "b");
});

test("a letter jumps to the next name, going round", () => {
  const names = ["Control", "Churn", "Loyalty"];
  assert.equal(byLetter(names, 0, "c"), 1);
  assert.equal(byLetter(names, 1, "C"), 0);
  assert.equal(byLetter(names, 0, "z"), -1);
});
