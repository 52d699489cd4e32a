// What part of the plane a drawing shows. Pure; a frame is {x, y, width, height}.

/** More than so many pixels for one unit make nothing clearer. */
const LARGEST = 2.5;

/** `"0 0 10 5"` as a frame. */
export const read = (text) => {
  const [x, y, width, height] = text.split(" ").map(Number);
  return { x, y, width, height };
};

export const write = ({ x, y, width, height }) =>
  [x, y, width, height].map((n) => Math.round(n * 10) / 10).join(" ");

/** The frame, grown to the shape of the screen, around the same middle. */
export const shaped = (frame, screen) => {
  const width = Math.max(frame.width, (frame.height * screen.width) / screen.height);
  const height = Math.max(frame.height, (frame.width * screen.height) / screen.width);
  return {
    x: frame.x - (width - frame.width) / 2,
    y: frame.y - (height - frame.height) / 2,
    width,
    height,
  };
};

/** Pixels for one unit. */
export const scale = (frame, screen) => screen.width / frame.width;

/** All of it, but never blown up beyond its natural size. */
export const fit = (whole, screen) => {
  const all = shaped(whole, screen);
  return scale(all, screen) > 1 ? zoom(all, screen, 1 / scale(all, screen)) : all;
};

/**
 * Larger by that factor; the point stays where it is on the screen.
 * @param {{x: number, y: number}} [at] the middle unless said
 * @param {number} [largest] pixels for one unit
 */
export const zoom = (frame, screen, by, at, largest = LARGEST) => {
  const now = scale(frame, screen);
  const factor = Math.min(largest, Math.max(0.1, now * by)) / now;
  const point = at ?? { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  return {
    x: point.x - (point.x - frame.x) / factor,
    y: point.y - (point.y - frame.y) / factor,
    width: frame.width / factor,
    height: frame.height / factor,
  };
};

/** Moved by so many units. */
export const pan = (frame, dx, dy) => ({ ...frame, x: frame.x + dx, y: frame.y + dy });

/** Moved as little as needed until the point is well inside. */
export const reveal = (frame, { x, y }) => {
  const edge = { x: frame.width / 8, y: frame.height / 8 };
  const by = (at, start, length, rim) =>
    at < start + rim ? at - start - rim : at > start + length - rim ? at - start - length + rim : 0;
  return pan(frame, by(x, frame.x, frame.width, edge.x), by(y, frame.y, frame.height, edge.y));
};

/** At the first sight: all of it where it can be read so, else what is around the middle. */
export const first = (whole, screen, middle) => {
  const all = fit(whole, screen);
  const least = 0.7;
  if (scale(all, screen) >= least) return all;
  const width = screen.width / 0.8;
  const height = screen.height / 0.8;
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
};
