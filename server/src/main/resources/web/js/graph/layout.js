// Where the concepts of a drawing stand. Pure and without chance: equal graphs give equal drawings.

/** Free space around each box, in pixels. */
const GAP = 8;

/** Room that a dot with its name takes on a ring, and between two rings. */
const ROOM = { along: 118, across: 50 };

const neighbours = (nodes, edges) => {
  const all = new Map(nodes.map((node) => [node.id, []]));
  for (const { source, target, kind } of edges) {
    all.get(source)?.push({ id: target, side: kind === "up" ? "above" : "aside" });
    all.get(target)?.push({ id: source, side: kind === "up" ? "below" : "aside" });
  }
  return all;
};

/** What is broader goes up, what is narrower down, the rest to the sides: clockwise. */
const clockwise = (children) => {
  const of = (side) => children.filter((child) => child.side === side);
  const aside = of("aside");
  const half = Math.ceil(aside.length / 2);
  return [...of("above"), ...aside.slice(0, half), ...of("below"), ...aside.slice(half)];
};

/**
 * The nodes by number of links from the centre; within a ring those that hang below the same node
 * stand together. What nothing leads to is in the outermost ring.
 */
const rings = (nodes, edges, centre) => {
  const next = neighbours(nodes, edges);
  const seen = new Set([centre]);
  const all = [];
  let ring = next.has(centre) ? [centre] : [];
  let above = 0;
  while (ring.length) {
    const found = [];
    for (const id of ring) {
      const fresh = next.get(id).filter((child) => !seen.has(child.id) && next.has(child.id));
      const unique = [...new Map(fresh.map((child) => [child.id, child])).values()];
      const ordered = id === centre ? clockwise(unique) : unique;
      if (id === centre) above = ordered.filter((child) => child.side === "above").length;
      for (const child of ordered) {
        seen.add(child.id);
        found.push(child.id);
      }
    }
    if (found.length) all.push(found);
    ring = found;
  }
  const lost = nodes.filter((node) => !seen.has(node.id)).map((node) => node.id);
  if (lost.length) all.push(lost);
  return { all, above };
};

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
  for (let round = 0; round < 300; round++) {
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
 * Rings around the centre, each of as many lanes as its nodes need; no two boxes touch.
 * @param {{id: string, width: number, height: number}[]} nodes boxes of dot and name
 * @param {{source: string, target: string, kind: string}[]} edges
 * @param {string} centre
 * @param {number} aspect height of the drawing divided by its width
 * @returns {Map<string, {x: number, y: number}>} middle of each box
 */
export const layout = (nodes, edges, centre, aspect = 0.6) => {
  const flat = Math.min(0.95, Math.max(0.45, aspect));
  const lane = ROOM.across / flat;
  const boxes = new Map(nodes.map((node) => [node.id, { ...node, x: 0, y: 0 }]));
  const { all, above } = rings(nodes, edges, centre);
  let radius = 0;
  all.forEach((ring, depth) => {
    radius = Math.max(radius + lane * 1.35, 150);
    const lanes = [];
    for (let room = 0; room < ring.length; ) {
      const r = radius + lanes.length * lane;
      const capacity = Math.max(3, Math.floor((Math.PI * (1 + flat) * r) / ROOM.along));
      lanes.push({ r, capacity, taken: 0 });
      room += capacity;
    }
    const whole = lanes.reduce((sum, { capacity }) => sum + capacity, 0);
    // The first ring begins so that what is broader has the top for its middle.
    const start = -Math.PI / 2 - (Math.PI * Math.max(0, above - 1)) / all[0].length;
    ring.forEach((id, i) => {
      const due = (l) => (l.capacity * (i + 1)) / whole - l.taken;
      const chosen = lanes.reduce((a, b) => (due(b) > due(a) ? b : a));
      chosen.taken++;
      const angle = start + (2 * Math.PI * (i + (depth % 2) / 2)) / ring.length;
      const box = boxes.get(id);
      box.x = Math.cos(angle) * chosen.r;
      box.y = Math.sin(angle) * chosen.r * flat;
    });
    radius = lanes.at(-1).r;
  });
  const list = [...boxes.values()];
  for (let tries = 0; tries < 40 && !separate(list, centre); tries++)
    for (const box of list) {
      box.x *= 1.1;
      box.y *= 1.1;
    }
  return new Map(list.map(({ id, x, y }) => [id, { x, y }]));
};
