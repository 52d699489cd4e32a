import assert from "node:assert/strict";
import { test } from "node:test";
import { first, fit, pan, read, reveal, scale, shaped, write, zoom } from "../js/graph/frame.js";

const screen = { width: 800, height: 400 };
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

test("a frame is written as it is read", () => {
  assert.equal(write(read("-10 0.5 300 200")), "-10 0.5 300 200");
});

test("a frame of another shape grows around its middle", () => {
  const grown = shaped({ x: 0, y: 0, width: 100, height: 100 }, screen);
  assert.deepEqual(grown, { x: -50, y: 0, width: 200, height: 100 });
});

test("a small drawing keeps its natural size, a large one is made to fit", () => {
  near(scale(fit({ x: 0, y: 0, width: 100, height: 50 }, screen), screen), 1);
  near(scale(fit({ x: 0, y: 0, width: 1600, height: 50 }, screen), screen), 0.5);
});

test("the point under the finger stays where it is", () => {
  const frame = { x: 0, y: 0, width: 800, height: 400 };
  const at = { x: 600, y: 100 };
  const larger = zoom(frame, screen, 2, at);
  near((at.x - larger.x) * scale(larger, screen), 600);
  near((at.y - larger.y) * scale(larger, screen), 100);
  near(scale(zoom(frame, screen, 100, at), screen), 2.5);
  near(scale(zoom(frame, screen, 1e-9, at), screen), 0.1);
});

test("what is outside is brought in, what is inside moves nothing", () => {
  const frame = { x: 0, y: 0, width: 800, height: 400 };
  assert.deepEqual(reveal(frame, { x: 400, y: 200 }), frame);
  assert.equal(reveal(frame, { x: 1000, y: 200 }).x, 300);
  assert.deepEqual(pan(frame, 5, -5), { ...frame, x: 5, y: -5 });
});

test("what cannot be read as a whole is shown around the middle", () => {
  const whole = { x: -2000, y: -1000, width: 4000, height: 2000 };
  const seen = first(whole, screen, { x: 100, y: 50 });
  near(scale(seen, screen), 0.8);
  near(seen.x + seen.width / 2, 100);
});
