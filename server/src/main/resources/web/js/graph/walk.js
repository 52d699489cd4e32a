// Walking in a drawing by keys. Pure.

const DIRECTIONS = { ArrowRight: 0, ArrowDown: 90, ArrowLeft: 180, ArrowUp: -90 };

const apart = (a, b) => Math.abs(((a - b + 540) % 360) - 180);

/**
 * The neighbour that lies most in the direction of the key.
 * @param {{x: number, y: number}} from
 * @param {{id: string, x: number, y: number}[]} neighbours
 * @param {string} key name of an arrow key
 * @returns {string | undefined} undefined where no neighbour lies on that side
 */
export const towards = (from, neighbours, key) => {
  const direction = DIRECTIONS[key];
  const seen = neighbours
    .map(({ id, x, y }) => ({
      id,
      off: apart((Math.atan2(y - from.y, x - from.x) * 180) / Math.PI, direction),
      far: Math.hypot(x - from.x, y - from.y),
    }))
    .filter(({ off }) => off <= 75)
    .sort((a, b) => a.off - b.off || a.far - b.far || (a.id < b.id ? -1 : 1));
  return seen[0]?.id;
};

/** Ids of what is linked to `id`. */
export const neighbours = (id, lines) => {
  const all = new Set();
  for (const { source, target } of lines) {
    if (source === id) all.add(target);
    if (target === id) all.add(source);
  }
  return all;
};
