import assert from "node:assert/strict";
import { test } from "node:test";
import { toSend } from "../js/files.js";

test("what systems put beside files is left out, folders stay in the path", () => {
  const files = ["/reports/a.pdf", "reports/.DS_Store", "._a.pdf", "x/Thumbs.db", "b.txt"];
  assert.deepEqual(
    toSend(files.map((path) => ({ file: path, path }))).map(({ path }) => path),
    ["reports/a.pdf", "b.txt"],
  );
});
