// Which names of a map find room, whole. Pure.

/** How wide a letter is beside its height, about. */
const LETTER = 0.56;
const LINE = 1.2;

/**
 * The first dots whose names stand on no other name, as the reader sees them.
 * @param {{x: number, y: number, r: number, label: string}[]} dots the most telling first
 * @param {{x: number, y: number, width: number, height: number}} frame that is seen
 * @param {number} size of the letters, in the unit of the frame
 * @param {number} most names
 * @param {Set<unknown>} [always] dots whose names come first
 */
export const chosenNames = (dots, frame, size, most, always = new Set()) => {
  const taken = new Map();
  const cell = size * 6;
  const cells = (box) => {
    const keys = [];
    for (let x = Math.floor(box.left / cell); x <= Math.floor(box.right / cell); x++)
      for (let y = Math.floor(box.top / cell); y <= Math.floor(box.bottom / cell); y++)
        keys.push(x * 65_536 + y);
    return keys;
  };
  const touches = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const names = [];
  const offer = (dot) => {
    if (names.length >= most) return;
    const half = (dot.label.length * LETTER * size) / 2 + size / 3;
    const top = dot.y + dot.r + size * 0.15;
    const box = { left: dot.x - half, right: dot.x + half, top, bottom: top + LINE * size };
    if (box.left < frame.x || box.right > frame.x + frame.width) return;
    if (box.top < frame.y || box.bottom > frame.y + frame.height) return;
    const keys = cells(box);
    if (keys.some((key) => taken.get(key)?.some((other) => touches(box, other)))) return;
    for (const key of keys) taken.set(key, [...(taken.get(key) ?? []), box]);
    names.push({ dot, x: dot.x, y: top + size });
  };
  for (const dot of always) offer(dot);
  for (const dot of dots) if (!always.has(dot)) offer(dot);
  return names;
};

/**
 * The dot that lies most in the direction of the key, near ones before far ones.
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}[]} dots
 */
export const nextDot = (from, dots, key) => {
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
    key
  ];
  let best;
  let least = Infinity;
  for (const dot of dots) {
    const along = (dot.x - from.x) * dx + (dot.y - from.y) * dy;
    const aside = Math.abs((dot.x - from.x) * dy) + Math.abs((dot.y - from.y) * dx);
    if (along <= 0 || aside > 2 * along) continue;
    const far = along + 2 * aside;
    if (far < least) {
      least = far;
      best = dot;
    }
  }
  return best;
};
