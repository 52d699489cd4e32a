// Makes the map of thousands of dots walkable. While it is moved, only the picture as a whole is
// moved, which the browser does without painting it anew; names are set when it rests.
import { announce } from "../announce.js";
import { latest } from "../latest.js";
import { pan, read, reveal, scale, shaped, zoom } from "./frame.js";
import { chosenNames, nextDot } from "./names.js";
import { save } from "./picture.js";

const room = document.querySelector("[data-map-room]");
const canvas = room.querySelector("[data-map]");
const svg = canvas.querySelector("svg");
const web = svg.querySelector(".dots");
const names = svg.querySelector(".names");

const LARGEST = 8;
const LETTERS = 12.5;
const MOST_NAMES = 60;

/** So many square pixels for each name, so that dots are seen between them. */
const FOR_A_NAME = 11_000;

/** No dot is smaller on the screen, in pixels from its middle. */
const LEAST_SEEN = 1.4;
const LEAST = Math.min(...[...web.querySelectorAll("circle")].map((c) => c.r.baseVal.value));
const RESTS = 160;

/** Every dot, the most telling first. */
const dots = [...web.querySelectorAll("a")].map((element) => {
  const circle = element.firstElementChild;
  return {
    element,
    href: element.getAttribute("href"),
    label: element.getAttribute("aria-label"),
    x: Number(circle.getAttribute("cx")),
    y: Number(circle.getAttribute("cy")),
    r: Number(circle.getAttribute("r")),
  };
});
const byHref = new Map(dots.map((dot) => [dot.href, dot]));
const dotOf = (element) => byHref.get(element.closest?.("a")?.getAttribute("href"));

const whole = read(svg.dataset.box);
let screen = { width: canvas.clientWidth, height: canvas.clientHeight };

/** What the picture was painted for; all else is this, moved and enlarged. */
let painted = shaped(whole, screen);
let frame = painted;
let wanted;
let chosen = dots.find((dot) => dot.element.classList.contains("chosen"));
let near = new Set();
let found = new Set();

const paint = () => {
  painted = shaped(whole, screen);
  svg.setAttribute("viewBox", [painted.x, painted.y, painted.width, painted.height].join(" "));
};

const move = () => {
  wanted = undefined;
  const by = painted.width / frame.width;
  const unit = scale(frame, screen);
  const x = (painted.x - frame.x) * unit;
  const y = (painted.y - frame.y) * unit;
  svg.style.transform = `translate(${x}px, ${y}px) scale(${by})`;
};

let resting;

/** Sets names where there is room for them now. */
const rest = () => {
  clearTimeout(resting);
  if (fingers.size > 0) {
    resting = setTimeout(rest, RESTS); // nobody rests while he holds the map
    return;
  }
  svg.style.willChange = "auto"; // sharp again
  const size = LETTERS / scale(frame, screen);
  const most = Math.min(MOST_NAMES, (screen.width * screen.height) / FOR_A_NAME);
  const wider = Math.max(0, LEAST_SEEN / scale(frame, screen) - LEAST);
  web.style.strokeWidth = (2 * wider).toFixed(1);
  const first = new Set([...(chosen ? [chosen] : []), ...near, ...found]);
  const texts = chosenNames(dots, frame, size, most, first).map(({ dot, x, y }) => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("x", x);
    text.setAttribute("y", y);
    text.textContent = dot.label;
    return text;
  });
  names.setAttribute("font-size", size);
  names.setAttribute("stroke-width", size / 4);
  names.replaceChildren(...texts);
};

const look = (at) => {
  const by = scale(at, screen) / scale(shaped(whole, screen), screen);
  frame = by < 0.5 ? frame : at;
  svg.style.willChange = "transform";
  wanted ??= requestAnimationFrame(move);
  clearTimeout(resting);
  resting = setTimeout(rest, RESTS);
};

const enlarge = (by, at) => look(zoom(frame, screen, by, at, LARGEST));

const load = latest(async (address, signal) => {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
});

const idOf = (dot) => dot.href.slice("/concepts/".length);

const addressOf = (dot) =>
  `${canvas.dataset.map}&chosen=${encodeURIComponent(decodeURIComponent(idOf(dot)))}`;

const mark = (dot) => {
  for (const one of near) one.element.classList.remove("near");
  near = new Set();
  chosen?.element.classList.remove("chosen");
  chosen?.element.setAttribute("tabindex", "-1");
  chosen = dot;
  dot?.element.classList.add("chosen");
  dot?.element.setAttribute("tabindex", "0");
};

/** Takes over what the server tells of the chosen dot: its lines and its panel. */
const tell = (part) => {
  const lines = part.querySelector("[data-near]");
  svg.querySelector("[data-near]").replaceWith(document.adoptNode(lines));
  near = new Set(
    [...lines.children].map((line) => byHref.get(line.dataset.to)).filter((dot) => dot),
  );
  for (const one of near) one.element.classList.add("near");
  room.querySelector("[data-panel]").replaceWith(part.querySelector("[data-panel]"));
  web.classList.toggle("dim", near.size > 0);
};

let walking;

/** Looks at a dot; what the server knows of it is fetched when the reader rests there. */
const choose = (dot, { now = false, push = now } = {}) => {
  if (!dot) return;
  mark(dot);
  look(reveal(frame, dot));
  dot.element.focus({ preventScroll: true });
  clearTimeout(walking);
  walking = setTimeout(
    async () => {
      const address = addressOf(dot);
      history[push ? "pushState" : "replaceState"]({ chosen: dot.href }, "", address);
      const part = await load(`${address}&part=yes`).catch(() => location.assign(address));
      if (!part || chosen !== dot) return;
      tell(part);
      rest();
      const linked = near.size === 1 ? "1 concept" : `${near.size} concepts`;
      announce(`${dot.label}, linked to ${linked} on the map`);
    },
    now ? 0 : 350,
  );
};

const keys = {
  "+": () => enlarge(1.4, chosen),
  "-": () => enlarge(1 / 1.4, chosen),
  0: () => look(shaped(whole, screen)),
  Home: () => choose(dots[0]),
  n: () => choose(dots[(dots.indexOf(chosen) + 1) % dots.length]),
  p: () => choose(dots[(dots.indexOf(chosen) - 1 + dots.length) % dots.length]),
};

canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    const step = 80 / scale(frame, screen);
    const [dx, dy] = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[
      event.key
    ];
    if (event.shiftKey) return look(pan(frame, dx * step, dy * step));
    const at = dotOf(event.target);
    if (!at) return choose(chosen ?? dots[0]);
    const next = nextDot(at, dots, event.key);
    return next ? choose(next) : announce("No dot on that side.");
  }
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

const fingers = new Map();
let moved = 0;
let left = 0;
let top = 0;
const toPlane = ({ x, y }) => {
  const by = scale(frame, screen);
  return { x: frame.x + (x - left) / by, y: frame.y + (y - top) / by };
};
const middle = () => {
  const points = [...fingers.values()];
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
};
const spread = () => {
  const [a, b] = [...fingers.values()];
  return b ? Math.hypot(a.x - b.x, a.y - b.y) : undefined;
};
canvas.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  ({ left, top } = canvas.getBoundingClientRect());
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  moved = 0;
});
addEventListener("pointermove", (event) => {
  if (!fingers.has(event.pointerId)) return;
  const before = middle();
  const apart = spread();
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  const after = middle();
  moved += Math.hypot(after.x - before.x, after.y - before.y);
  if (moved < 4) return;
  const by = scale(frame, screen);
  const next = pan(frame, (before.x - after.x) / by, (before.y - after.y) / by);
  look(apart ? zoom(next, screen, spread() / apart, toPlane(after), LARGEST) : next);
});
for (const name of ["pointerup", "pointercancel"])
  addEventListener(name, (event) => fingers.delete(event.pointerId));
// A link under the finger is no link while the plane is dragged.
canvas.addEventListener("dragstart", (event) => event.preventDefault());
canvas.addEventListener(
  "click",
  (event) => {
    if (moved >= 4) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const dot = dotOf(event.target);
    if (!dot || event.detail === 0) return; // by keys a link leads where it says
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    choose(dot, { now: true });
  },
  { capture: true },
);
canvas.addEventListener("dblclick", (event) => {
  const dot = dotOf(event.target);
  if (dot) location.assign(dot.href);
});
canvas.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    ({ left, top } = canvas.getBoundingClientRect());
    enlarge(Math.exp(-event.deltaY / 300), toPlane({ x: event.clientX, y: event.clientY }));
  },
  { passive: false },
);

const tools = room.querySelector("[data-zoom]");
tools.hidden = false;
tools.addEventListener("click", (event) => {
  const button = event.target.closest("[data-by]");
  if (!button) return;
  const by = { in: () => enlarge(1.5), out: () => enlarge(1 / 1.5), fit: keys[0] };
  by[button.dataset.by]();
});
const png = room.querySelector("[data-png]");
png.hidden = false;
png.addEventListener("click", () =>
  save(png.dataset.png).catch(() => announce("The picture could not be made.")),
);

/** Lights the dots whose names contain what is typed; the first is shown. */
const finder = room.querySelector("[data-map-find]");
finder.hidden = false;
const field = finder.querySelector("input");
const find = () => {
  for (const dot of found) dot.element.classList.remove("found");
  const text = field.value.trim().toLowerCase();
  found = new Set(
    text.length < 2 ? [] : dots.filter((dot) => dot.label.toLowerCase().includes(text)),
  );
  for (const dot of found) dot.element.classList.add("found");
  web.classList.toggle("dim", found.size > 0 || near.size > 0);
  const [first] = found;
  if (first) look(reveal(frame, first));
  else look(frame);
  if (text.length >= 2)
    announce(found.size === 1 ? "1 dot is named so" : `${found.size} dots are named so`);
};
field.addEventListener("input", find);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  choose([...found][0]);
});

room.querySelector("[data-map-form]").addEventListener("change", (event) => {
  if (event.target.name) event.currentTarget.requestSubmit();
});

addEventListener("popstate", () => location.reload());

new ResizeObserver(() => {
  if (canvas.clientWidth === screen.width && canvas.clientHeight === screen.height) return;
  screen = { width: canvas.clientWidth, height: canvas.clientHeight };
  paint();
  frame = painted;
  move();
  rest();
}).observe(canvas);

canvas.classList.add("live");
canvas.tabIndex = -1;
svg.removeAttribute("width");
svg.removeAttribute("height");
screen = { width: canvas.clientWidth, height: canvas.clientHeight };
paint();
frame = painted;
const asked = new URLSearchParams(location.search).get("chosen");
const start = asked && byHref.get(`/concepts/${encodeURIComponent(asked)}`);
if (start) {
  mark(start);
  for (const line of svg.querySelectorAll("[data-near] path")) {
    const dot = byHref.get(line.dataset.to);
    if (dot) near.add(dot);
  }
  for (const dot of near) dot.element.classList.add("near");
  web.classList.toggle("dim", near.size > 0);
} else dots[0]?.element.setAttribute("tabindex", "0");
rest();
canvas.dataset.ready = "true";
