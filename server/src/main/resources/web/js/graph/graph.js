// Draws the concepts around one, out of the table that stands beside the drawing, and lets one walk
// in it. The library is loaded here only.
import { announce } from "../announce.js";
import { layout } from "./layout.js";
import { describe, towards } from "./walk.js";

const LIBRARY = "/webjars/cytoscape/3.33.1/dist/cytoscape.esm.min.mjs";

const read = () => ({
  nodes: [...document.querySelectorAll("[data-nodes] > li")].map((li) => ({
    id: li.dataset.id,
    label: li.textContent,
    items: Number(li.dataset.items),
    distance: Number(li.dataset.distance),
    href: li.dataset.href,
    graphHref: li.dataset.graphHref,
  })),
  edges: [...document.querySelectorAll("[data-edges] tbody tr")].map((tr) => ({
    source: tr.dataset.source,
    target: tr.dataset.target,
    kind: tr.dataset.kind,
    words: tr.cells[1].textContent,
    says: [...tr.cells].map((cell) => cell.textContent).join(" "),
  })),
});

/** The tokens of the style sheet as the drawing can use them, for light or dark as it is now. */
const colours = () => {
  const probe = document.createElement("i");
  document.body.append(probe);
  const of = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const all = {
    ground: of("stone-0"),
    text: of("stone-9"),
    quiet: of("stone-5"),
    line: of("stone-4"),
    green: of("lichen"),
    soft: of("lichen-soft"),
  };
  probe.remove();
  return all;
};

/** Size of the dot: its area grows with the number of items. */
const dot = (items) => Math.round(12 + 3.2 * Math.sqrt(Math.min(items, 120)));

const wrapAt = 108;

const sized = (nodes, font) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return nodes.map((node) => {
    const long = pen.measureText(node.label).width;
    const lines = Math.ceil(long / wrapAt) + (long > wrapAt ? 0.2 : 0);
    const size = dot(node.items);
    return {
      ...node,
      size,
      width: Math.max(size, Math.min(long, wrapAt) + 6),
      height: size + 6 + Math.ceil(lines) * 16,
    };
  });
};

const style = (c, family) => [
  {
    selector: "node",
    style: {
      width: "data(size)",
      height: "data(size)",
      "background-color": c.green,
      label: "data(label)",
      color: c.text,
      "font-family": family,
      "font-size": 13,
      "text-wrap": "wrap",
      "text-max-width": wrapAt,
      "text-valign": "bottom",
      "text-margin-y": 4,
      "text-background-color": c.ground,
      "text-background-opacity": 0.85,
      "text-background-padding": 1,
      "overlay-opacity": 0,
    },
  },
  {
    selector: "edge",
    style: {
      width: 1.4,
      "line-color": c.line,
      "curve-style": "straight",
      "overlay-opacity": 0,
    },
  },
  { selector: 'edge[kind="up"]', style: { "mid-target-arrow-shape": "triangle", "mid-target-arrow-color": c.line, "arrow-scale": 0.6 } },
  { selector: 'edge[kind="near"]', style: { "line-style": "dashed", "line-dash-pattern": [2, 4] } },
  { selector: 'edge[kind="typed"]', style: { "line-style": "dashed", "line-dash-pattern": [8, 4] } },
  { selector: ".faded", style: { opacity: 0.22 } },
  { selector: "edge.bright", style: { "line-color": c.green, "mid-target-arrow-color": c.green, width: 2 } },
  {
    selector: "node.chosen",
    style: { "font-weight": 600, "border-width": 4, "border-color": c.soft, "outline-width": 2, "outline-color": c.green, "outline-offset": 4 },
  },
];

const draw = async (canvas) => {
  const { default: cytoscape } = await import(LIBRARY);
  // The library would add a style element, which the policy of this site forbids, unless one with
  // this id is there; what it would say stands in our own sheet.
  const mark = document.createElement("meta");
  mark.id = "__________cytoscape_stylesheet";
  document.head.append(mark);

  const { nodes, edges } = read();
  const family = getComputedStyle(document.body).fontFamily;
  const boxes = sized(nodes, `13px ${family}`);
  canvas.classList.add("drawn");
  const places = layout(
    boxes,
    edges,
    canvas.dataset.centre,
    canvas.clientHeight / canvas.clientWidth,
  );
  const large = canvas.dataset.large === "true";
  const cy = cytoscape({
    container: canvas,
    elements: [
      ...boxes.map((box) => {
        const { x, y } = places.get(box.id);
        // The place is that of dot and name together; the dot stands at its top.
        return { data: box, position: { x, y: y - (box.height - box.size) / 2 } };
      }),
      ...edges.map((edge, i) => ({ data: { id: `e${i}`, ...edge } })),
    ],
    layout: { name: "preset" },
    style: style(colours(), family),
    userZoomingEnabled: false,
    userPanningEnabled: large,
    boxSelectionEnabled: false,
    autoungrabify: true,
    minZoom: 0.2,
    maxZoom: 2.5,
  });
  const most = large ? 1.5 : 1.1;
  const fit = () => {
    cy.resize();
    cy.fit(undefined, 24);
    if (cy.zoom() > most) {
      cy.zoom(most);
      cy.center();
    }
  };
  fit();
  new ResizeObserver(fit).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    cy.style(style(colours(), family)),
  );
  return { cy, large, edges };
};

const start = async (canvas) => {
  const { cy, large, edges } = await draw(canvas);
  const tools = document.querySelector("[data-graph-tools]");
  const line = document.querySelector("[data-chosen]");
  const trail = [];
  let chosen;

  const choose = (node, { say = true } = {}) => {
    chosen = node;
    const near = node.closedNeighborhood();
    cy.batch(() => {
      cy.elements().removeClass("chosen bright faded");
      cy.elements().not(near).addClass("faded");
      node.connectedEdges().addClass("bright");
      node.addClass("chosen");
    });
    const { label, items, href, graphHref, id } = node.data();
    const links = edges.filter((e) => e.source === id || e.target === id).map((e) => e.says);
    const link = (text, to) => {
      const a = document.createElement("a");
      a.className = "go";
      a.href = to;
      a.textContent = text;
      return a;
    };
    line.replaceChildren(
      link(label, href),
      items ? ` · ${items === 1 ? "1 item" : `${items} items`} · ` : " · ",
      link("draw from here", graphHref),
    );
    tools.hidden = false;
    if (say) announce(describe(label, items, links));
  };

  const back = () => {
    const before = trail.pop();
    if (before) choose(before);
    else choose(cy.getElementById(canvas.dataset.centre));
  };

  const open = () => location.assign(large ? chosen.data("graphHref") : chosen.data("href"));

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const near = chosen.neighborhood("node").map((node) => ({ id: node.id(), ...node.position() }));
      const next = towards(chosen.position(), near, event.key);
      if (!next) return announce("No neighbour on that side.");
      trail.push(chosen);
      choose(cy.getElementById(next));
    } else if (event.key === "Enter") {
      event.preventDefault();
      // On the drawing of this very concept there is nothing to draw anew, so its page opens.
      if (large && chosen.id() === canvas.dataset.centre) location.assign(chosen.data("href"));
      else open();
    } else if (event.key === "Escape" || event.key === "Backspace") {
      event.preventDefault();
      back();
    } else if (event.key === "Home") {
      event.preventDefault();
      trail.length = 0;
      choose(cy.getElementById(canvas.dataset.centre));
    } else if (event.key === "+" || event.key === "-") {
      event.preventDefault();
      cy.zoom({
        level: cy.zoom() * (event.key === "+" ? 1.2 : 1 / 1.2),
        renderedPosition: chosen.renderedPosition(),
      });
    }
  });
  cy.on("tap", "node", (event) => {
    trail.push(chosen);
    choose(event.target);
    canvas.focus({ preventScroll: true });
  });
  cy.on("dbltap", "node", (event) => {
    chosen = event.target;
    open();
  });
  cy.on("mouseover", "node", () => canvas.classList.add("pointing"));
  cy.on("mouseout", "node", () => canvas.classList.remove("pointing"));
  document.querySelector("[data-legend]").hidden = false;
  choose(cy.getElementById(canvas.dataset.centre), { say: false });
  canvas.dataset.ready = "true";
};

const canvas = document.querySelector("[data-graph]");
// Without the library the table beside it says the same.
if (canvas) start(canvas).catch(() => canvas.remove());
