// Makes the drawing that the server sent walkable, and lets it grow in place. What is shown is what
// the address gives: the same page is asked for, and its drawing is taken.
import { announce } from "../announce.js";
import { latest } from "../latest.js";
import { first, fit, pan, read, reveal, scale, write, zoom } from "./frame.js";
import { save } from "./picture.js";
import { neighbours, towards } from "./walk.js";

const room = document.querySelector("[data-graph-room]");

/** Where the reader looks, kept while the drawing changes under him. */
let frame;

/** Puts an end to what listens to the drawing that is replaced. */
let ended = new AbortController();

const dotOf = (node) => {
  const dot = node.querySelector("circle");
  return { id: node.dataset.id, x: dot.cx.baseVal.value, y: dot.cy.baseVal.value };
};

/** The drawing as it is in the page now. */
const drawing = (canvas) => {
  const svg = canvas.querySelector("svg");
  const nodes = new Map([...svg.querySelectorAll(".node")].map((n) => [n.dataset.id, n]));
  const lines = [...svg.querySelectorAll(".line")].map((element) => ({
    element,
    source: element.dataset.source,
    target: element.dataset.target,
  }));
  return { canvas, svg, nodes, lines, whole: read(svg.dataset.box), centre: canvas.dataset.centre };
};

const screenOf = ({ canvas }) => ({ width: canvas.clientWidth, height: canvas.clientHeight });

/** How long the reader must keep still until the drawing is painted for what he sees. */
const RESTS = 160;

/** Painted anew for what is seen now. */
const paint = (all) => {
  clearTimeout(all.resting);
  all.painted = frame;
  all.svg.setAttribute("viewBox", write(frame));
  all.svg.style.transform = "";
  all.svg.style.willChange = "auto";
};

/** While the reader moves, only the picture as a whole is moved, which costs no painting. */
const move = (all) => {
  all.moving = undefined;
  if (all.painted === frame) return;
  const by = all.painted.width / frame.width;
  const unit = scale(frame, screenOf(all));
  const x = (all.painted.x - frame.x) * unit;
  const y = (all.painted.y - frame.y) * unit;
  all.svg.style.transform = `translate(${x}px, ${y}px) scale(${by})`;
};

const look = (all, at) => {
  frame = at;
  if (!all.painted) return paint(all);
  all.svg.style.willChange = "transform";
  all.moving ??= requestAnimationFrame(() => move(all));
  rest(all);
};

/** Nobody rests while he holds the drawing. */
const rest = (all) => {
  clearTimeout(all.resting);
  all.resting = setTimeout(() => (all.fingers?.size ? rest(all) : paint(all)), RESTS);
};

/** Bright is what is linked to the node, the rest is faded; at once, before the server answers. */
const light = ({ nodes, lines }, id) => {
  const near = neighbours(id, lines);
  for (const [other, node] of nodes) {
    node.classList.toggle("chosen", other === id);
    node.classList.toggle("faded", other !== id && !near.has(other));
  }
  for (const { element, source, target } of lines) {
    const touches = source === id || target === id;
    element.classList.toggle("bright", touches);
    element.classList.toggle("faded", !touches);
    element.classList.remove("chosen");
  }
};

const stop = ({ nodes }, node) => {
  for (const other of nodes.values()) other.setAttribute("tabindex", "-1");
  node?.setAttribute("tabindex", "0");
};

const load = latest(async (address, signal) => {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
});

/** Where the keyboard is, so that it can be there again in the new drawing. */
const place = () => {
  const active = document.activeElement;
  if (!room.contains(active)) return undefined;
  if (active.dataset.id) return { node: active.dataset.id };
  if (active.name) return { name: active.name, value: active.value };
  return { panel: true };
};

const putBack = (was, all) => {
  if (!was) return;
  const field =
    was.name &&
    [...room.querySelectorAll(`[name="${was.name}"]`)].find(
      (f) => f.type === "text" || f.tagName === "SELECT" || f.value === was.value,
    );
  const panel = room.querySelector("[data-panel]");
  if (was.panel && panel) panel.tabIndex = -1;
  (field || all.nodes.get(was.node) || panel || all.canvas).focus({ preventScroll: true });
};

const show = async (address) => {
  room.setAttribute("aria-busy", "true");
  try {
    const page = await load(address);
    if (!page) return;
    const was = place();
    room.replaceChildren(...page.querySelector("[data-graph-room]").childNodes);
    room.removeAttribute("aria-busy");
    document.title = page.title;
    const all = start(room.querySelector("[data-graph]"), frame);
    putBack(was, all);
    const panel = room.querySelector("[data-panel]");
    announce(
      [panel?.innerText.split("\n").slice(0, 4).join(". "), saidOf(room)].filter(Boolean).join(". "),
    );
  } catch {
    location.assign(address); // the browser shows what went wrong
  }
};

const saidOf = (within) => within.querySelector("[data-graph-said]")?.textContent ?? "";

let shown = location.pathname + location.search;

const go = (address, { replace = false } = {}) => {
  if (replace) history.replaceState({ swapped: true }, "", address);
  else history.pushState({ swapped: true }, "", address);
  shown = location.pathname + location.search;
  return show(address);
};

/** Where the link leads, if that is another state of this drawing; else it is another page. */
const within = (link) => {
  const href = link.href.baseVal ?? link.href;
  const stays = new URL(href, location.href).pathname === location.pathname;
  return link.hasAttribute("data-keep") && stays ? href : undefined;
};

let walking;

/** Looks at a node; its panel is fetched when the reader rests there. */
const choose = (all, id, { now = false } = {}) => {
  const node = all.nodes.get(id);
  if (!node) return;
  light(all, id);
  stop(all, node);
  look(all, reveal(frame, dotOf(node)));
  node.focus({ preventScroll: true });
  clearTimeout(walking);
  // A scheme's link leads away from what is drawn: it is followed on purpose only.
  if (!room || id.startsWith("scheme:")) return;
  if (now) go(node.href.baseVal);
  else walking = setTimeout(() => go(node.href.baseVal, { replace: true }), 350);
};

/** Nodes in the order in which they are read: as the server wrote them, from the middle outward. */
const inOrder = (all, from, by) => {
  const ids = [...all.nodes.keys()];
  return ids[(ids.indexOf(from) + by + ids.length) % ids.length];
};

const keyed = (all, signal) => {
  const trail = [];
  all.canvas.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target.closest?.(".node");
      const id = at?.dataset.id ?? all.nodes.keys().next().value;
      const step = 60 / scale(frame, screenOf(all));
      const arrows = {
        ArrowUp: [0, -step],
        ArrowDown: [0, step],
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
      };
      const lead = (to) => {
        if (!to) return announce("No neighbour on that side.");
        if (at) trail.push(id);
        choose(all, to);
      };
      const keys = {
        "+": () => look(all, zoom(frame, screenOf(all), 1.25, at && dotOf(at))),
        "-": () => look(all, zoom(frame, screenOf(all), 0.8, at && dotOf(at))),
        0: () => look(all, fit(all.whole, screenOf(all))),
        Home: () => lead(all.centre || all.nodes.keys().next().value),
        n: () => lead(inOrder(all, id, 1)),
        p: () => lead(inOrder(all, id, -1)),
        Escape: () => choose(all, trail.pop() ?? (all.centre || id)),
        o: () => room?.querySelector("[data-panel] a[data-keep][href*='open=']")?.click(),
      };
      if (arrows[event.key]) {
        event.preventDefault();
        if (event.shiftKey) return look(all, pan(frame, ...arrows[event.key]));
        if (!at) return choose(all, id);
        const near = [...neighbours(id, all.lines)].map((other) => dotOf(all.nodes.get(other)));
        lead(towards(dotOf(at), near, event.key));
      } else if (event.key === "Enter" && at?.dataset.page) {
        event.preventDefault();
        location.assign(at.dataset.page);
      } else if (keys[event.key] && (room || !/[nop]/.test(event.key))) {
        event.preventDefault();
        keys[event.key]();
      }
    },
    { signal },
  );
};

/** Drags the plane, with one finger or the mouse; two fingers make it larger. */
const dragged = (all, signal) => {
  const fingers = new Map();
  all.fingers = fingers;
  let moved = 0;
  const options = { signal };
  const middle = () => {
    const points = [...fingers.values()];
    const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
    return { x: sum.x / points.length, y: sum.y / points.length };
  };
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return b ? Math.hypot(a.x - b.x, a.y - b.y) : undefined;
  };
  const toPlane = ({ x, y }) => {
    const box = all.canvas.getBoundingClientRect();
    const by = scale(frame, screenOf(all));
    return { x: frame.x + (x - box.left) / by, y: frame.y + (y - box.top) / by };
  };
  all.canvas.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      moved = 0;
    },
    options,
  );
  addEventListener(
    "pointermove",
    (event) => {
      if (!fingers.has(event.pointerId)) return;
      const before = middle();
      const apart = spread();
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const after = middle();
      const by = scale(frame, screenOf(all));
      moved += Math.hypot(after.x - before.x, after.y - before.y);
      if (moved < 4) return;
      let next = pan(frame, (before.x - after.x) / by, (before.y - after.y) / by);
      if (apart) next = zoom(next, screenOf(all), spread() / apart, toPlane(after));
      look(all, next);
    },
    options,
  );
  for (const name of ["pointerup", "pointercancel"])
    addEventListener(name, (event) => fingers.delete(event.pointerId), options);
  // A link under the finger is no link while the plane is dragged.
  all.canvas.addEventListener("dragstart", (event) => event.preventDefault(), options);
  all.canvas.addEventListener(
    "click",
    (event) => {
      if (moved >= 4) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { signal, capture: true },
  );
  all.canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const at = toPlane({ x: event.clientX, y: event.clientY });
      look(all, zoom(frame, screenOf(all), Math.exp(-event.deltaY / 300), at));
    },
    { signal, passive: false },
  );
};

const clicked = (all, signal) => {
  all.canvas.addEventListener(
    "click",
    (event) => {
      const node = event.target.closest(".node");
      if (!node || event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (!within(node)) return;
      event.preventDefault();
      event.stopPropagation();
      choose(all, node.dataset.id, { now: true });
    },
    { signal },
  );
  all.canvas.addEventListener(
    "dblclick",
    (event) => {
      const node = event.target.closest(".node");
      if (node) location.assign(node.dataset.page);
    },
    { signal },
  );
};

const tooled = (all) => {
  const zooms = room?.querySelector("[data-zoom]");
  if (!zooms) return;
  zooms.hidden = false;
  const screen = () => screenOf(all);
  const by = {
    in: () => zoom(frame, screen(), 1.3),
    out: () => zoom(frame, screen(), 1 / 1.3),
    fit: () => fit(all.whole, screen()),
    centre: () => first(all.whole, screen(), middleOf(all)),
  };
  zooms.addEventListener("click", (event) => {
    const button = event.target.closest("[data-by]");
    if (button) look(all, by[button.dataset.by]());
  });
  const png = room.querySelector("[data-png]");
  png.hidden = false;
  png.addEventListener("click", () =>
    save(png.dataset.png).catch(() => announce("The picture could not be made.")),
  );
};

const middleOf = (all) => {
  const node = all.svg.querySelector(".node.chosen") ?? all.nodes.get(all.centre);
  return node ? dotOf(node) : { x: 0, y: 0 };
};

/** @param before the frame to keep, where there is one */
function start(canvas, before) {
  ended.abort();
  ended = new AbortController();
  const { signal } = ended;
  const all = drawing(canvas);
  canvas.classList.add("live");
  canvas.tabIndex = -1;
  all.svg.removeAttribute("width");
  all.svg.removeAttribute("height");
  const chosen = all.svg.querySelector(".node.chosen");
  look(all, before ?? first(all.whole, screenOf(all), middleOf(all)));
  if (before && chosen) look(all, reveal(frame, dotOf(chosen)));
  stop(all, chosen ?? all.nodes.get(all.centre) ?? all.nodes.values().next().value);
  keyed(all, signal);
  dragged(all, signal);
  clicked(all, signal);
  tooled(all);
  let width = canvas.clientWidth;
  const observer = new ResizeObserver(() => {
    if (canvas.clientWidth === width) return;
    width = canvas.clientWidth;
    look(all, first(all.whole, screenOf(all), middleOf(all)));
  });
  observer.observe(canvas);
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(all.resting);
    cancelAnimationFrame(all.moving);
  });
  canvas.dataset.ready = "true";
  return all;
}

if (room) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-keep]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!within(link)) return;
    event.preventDefault();
    go(within(link));
  });
  const ask = (form) => {
    const fields = new URLSearchParams(
      [...new FormData(form)].filter(([, value]) => String(value).trim() !== ""),
    );
    const address = `${form.getAttribute("action")}?${fields}`;
    // The map of all is another page.
    if (fields.get("depth") === "all") location.assign(address);
    else go(address);
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-graph-form]")) return;
    event.preventDefault();
    ask(event.target);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-graph-form]");
    if (form && event.target.name !== "to") ask(form);
  });
  addEventListener("popstate", () => {
    const now = location.pathname + location.search;
    if (now !== shown) show(location.href);
    shown = now;
  });
}

const canvas = document.querySelector("[data-graph]");
if (canvas) start(canvas);
