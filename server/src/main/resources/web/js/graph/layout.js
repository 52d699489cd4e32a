// Where the concepts of a drawing stand. Pure and without chance: equal graphs give equal drawings.

/** Free space around each box, in pixels. */
const GAP = 10;

const neighbours = (nodes, edges) => {
  const all = new Map(nodes.map((node) => [node.id, []]));
  for (const { source, target, kind } of edges) {
    all.get(source)?.push({ id: target, side: kind === "up" ? "above" : "aside" });
    all.get(target)?.push({ id: source, side: kind === "up" ? "below" : "aside" });
  }
  return all;
};

/** Each node hangs below the first node by which it is reached from the centre. */
const hang = (nodes, edges, centre) => {
  const next = neighbours(nodes, edges);
  const children = new Map(nodes.map((node) => [node.id, []]));
  const seen = new Set([centre]);
  const queue = [centre];
  while (queue.length) {
    const at = queue.shift();
    for (const { id, side } of next.get(at) ?? []) {
      if (seen.has(id) || !next.has(id)) continue;
      seen.add(id);
      children.get(at).push({ id, side });
      queue.push(id);
    }
  }
  return children;
};

/** What is broader goes up, what is narrower down, the rest to the sides: clockwise from the left. */
const around = (children) => {
  const of = (side) => children.filter((child) => child.side === side).map((child) => child.id);
  const above = of("above");
  const below = of("below");
  const aside = of("aside");
  const half = Math.ceil(aside.length / 2);
  return { order: [...above, ...aside.slice(0, half), ...below, ...aside.slice(half)], above };
};

const leaves = (id, children) =>
  Math.max(1, children.get(id).reduce((sum, child) => sum + leaves(child.id, children), 0));

const overlap = (a, b) => ({
  x: (a.width + b.width) / 2 + GAP - Math.abs(a.x - b.x),
  y: (a.height + b.height) / 2 + GAP - Math.abs(a.y - b.y),
});

/** Whether two boxes of the drawing touch. */
export const touch = (a, b) => {
  const { x, y } = overlap(a, b);
  return x > GAP && y > GAP;
};

/** Pushes boxes apart until none touches another; the centre stays where it is. */
const separate = (boxes, centre) => {
  for (let round = 0; round < 400; round++) {
    let moved = false;
    for (let i = 0; i < boxes.length; i++)
      for (let j = i + 1; j < boxes.length; j++) {
        const a = boxes[i];
        const b = boxes[j];
        const { x, y } = overlap(a, b);
        if (x <= 0.01 || y <= 0.01) continue;
        moved = true;
        const axis = x < y ? "x" : "y";
        const by = (axis === "x" ? x : y) / 2 + 0.01;
        const sign = a[axis] === b[axis] ? 1 : Math.sign(b[axis] - a[axis]);
        const fixed = a.id === centre ? a : b.id === centre ? b : undefined;
        if (fixed !== a) a[axis] -= sign * (fixed ? 2 * by : by);
        if (fixed !== b) b[axis] += sign * (fixed ? 2 * by : by);
      }
    if (!moved) return true;
  }
  return false;
};

/**
 * Rings around the centre, wider than high because names are; no two boxes touch.
 * @param {{id: string, width: number, height: number}[]} nodes boxes of dot and name
 * @param {{source: string, target: string, kind: string}[]} edges
 * @param {string} centre
 * @returns {Map<string, {x: number, y: number}>} middle of each box
 */
export const layout = (nodes, edges, centre) => {
  const children = hang(nodes, edges, centre);
  const boxes = new Map(nodes.map((node) => [node.id, { ...node, x: 0, y: 0 }]));
  const put = (ids, from, to, ring) => {
    const all = ids.reduce((sum, id) => sum + leaves(id, children), 0);
    let angle = from;
    for (const id of ids) {
      const share = ((to - from) * leaves(id, children)) / all;
      const middle = angle + share / 2;
      const box = boxes.get(id);
      box.x = Math.cos(middle) * 175 * ring;
      box.y = Math.sin(middle) * 115 * ring;
      put(children.get(id).map((child) => child.id), angle, angle + share, ring + 1);
      angle += share;
    }
  };
  const { order, above } = around(children.get(centre) ?? []);
  const whole = order.reduce((sum, id) => sum + leaves(id, children), 0) || 1;
  const up = above.reduce((sum, id) => sum + leaves(id, children), 0);
  const start = -Math.PI / 2 - (Math.PI * up) / whole;
  put(order, start, start + 2 * Math.PI, 1);
  // What nothing leads to stands in a row below.
  const lost = nodes.filter((node) => node.id !== centre && isAtOrigin(boxes.get(node.id)));
  lost.forEach((node, i) => Object.assign(boxes.get(node.id), { x: i * 120, y: 480 }));
  const list = [...boxes.values()];
  for (let tries = 0; tries < 40 && !separate(list, centre); tries++)
    for (const box of list) {
      box.x *= 1.15;
      box.y *= 1.15;
    }
  return new Map(list.map(({ id, x, y }) => [id, { x, y }]));
};

const isAtOrigin = ({ x, y }) => x === 0 && y === 0;
