import assert from "node:assert/strict";
import { test } from "node:test";
import { layout, touch } from "../js/graph/layout.js";

// Numbers that look random and are the same each time.
const numbers = (seed) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

const graph = (size, seed) => {
  const next = numbers(seed);
  const nodes = Array.from({ length: size }, (_, i) => ({
    id: `n${i}`,
    width: 30 + Math.round(next() * 80),
    height: 25 + Math.round(next() * 50),
  }));
  const kinds = ["up", "near", "typed"];
  const edges = nodes.slice(1).map((node, i) => ({
    source: node.id,
    target: `n${Math.floor(next() * (i + 1))}`,
    kind: kinds[Math.floor(next() * 3)],
  }));
  return { nodes, edges };
};

const boxes = ({ nodes, edges }, aspect) => {
  const places = layout(nodes, edges, "n0", aspect);
  return nodes.map((node) => ({ ...node, ...places.get(node.id) }));
};

test("no two names touch, whatever the graph", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const all = boxes(graph(2 + (seed * 7) % 80, seed), seed % 2 ? 0.5 : 0.9);
    for (let i = 0; i < all.length; i++)
      for (let j = i + 1; j < all.length; j++)
        assert.ok(!touch(all[i], all[j]), `seed ${seed}: ${all[i].id} touches ${all[j].id}`);
  }
});

test("the centre stands in the middle and every place is a number", () => {
  for (const box of boxes(graph(40, 3))) assert.ok(Number.isFinite(box.x + box.y), box.id);
  assert.deepEqual(layout([{ id: "n0", width: 10, height: 10 }], [], "n0").get("n0"), { x: 0, y: 0 });
});

test("what is broader stands above, what is narrower below", () => {
  const box = (id) => ({ id, width: 60, height: 30 });
  const nodes = ["centre", "above", "below", "left", "right"].map(box);
  const places = layout(
    nodes,
    [
      { source: "centre", target: "above", kind: "up" },
      { source: "below", target: "centre", kind: "up" },
      { source: "centre", target: "left", kind: "near" },
      { source: "right", target: "centre", kind: "near" },
    ],
    "centre",
  );
  assert.ok(places.get("above").y < -40);
  assert.ok(places.get("below").y > 40);
});

test("equal graphs give equal drawings", () => {
  assert.deepEqual(boxes(graph(30, 5)), boxes(graph(30, 5)));
});

test("a node that nothing leads to is drawn too", () => {
  const nodes = ["a", "b", "lost"].map((id) => ({ id, width: 40, height: 20 }));
  const places = layout(nodes, [{ source: "a", target: "b", kind: "near" }], "a");
  assert.equal(places.size, 3);
});
