// Replaces the results without loading the page anew. What is shown is what the address gives: the
// same page is asked for and its main part is taken.
import { announce } from "./announce.js";
import { latest } from "./latest.js";

const load = latest(async (address, signal) => {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
});

/** Where the keyboard was, so that it can be there again in the new page. */
const place = () => {
  const active = document.activeElement;
  if (!active || !document.getElementById("content").contains(active)) return undefined;
  const group = active.closest("section, details, .order, .chips, .pager");
  const label = (active.querySelector("span") ?? active).textContent;
  return { heading: group?.querySelector("h3, summary")?.textContent, label };
};

const putBack = (was) => {
  if (!was) return;
  const links = [...document.querySelectorAll("#content a")];
  const same = links.find(
    (link) =>
      (link.querySelector("span") ?? link).textContent === was.label &&
      link.closest("section, details, .order, .chips, .pager")?.querySelector("h3, summary")
        ?.textContent === was.heading,
  );
  (same ?? document.getElementById("results"))?.focus({ preventScroll: true });
};

const show = async (address, { toTop = false } = {}) => {
  document.getElementById("content").setAttribute("aria-busy", "true");
  try {
    const page = await load(address);
    if (!page) return;
    const was = place();
    const openBefore = new Set(
      [...document.querySelectorAll(".facets details[open] > summary")].map((s) => s.textContent),
    );
    document.getElementById("content").replaceChildren(...page.getElementById("content").childNodes);
    for (const summary of document.querySelectorAll(".facets details > summary"))
      if (openBefore.has(summary.textContent)) summary.parentElement.open = true;
    document.dispatchEvent(new Event("cairn:shown"));
    document.title = page.title;
    const box = document.querySelector("[data-ask]");
    const newBox = page.querySelector("[data-ask]");
    if (box && newBox && document.activeElement !== box) box.value = newBox.value;
    document.getElementById("content").removeAttribute("aria-busy");
    if (toTop) {
      scrollTo({ top: 0 });
      document.getElementById("results")?.focus({ preventScroll: true });
    } else putBack(was);
    announce(document.getElementById("sum")?.textContent ?? document.title);
  } catch {
    location.assign(address); // the browser shows what went wrong
  }
};

const go = (address, options) => {
  history.pushState({ swapped: true }, "", address);
  shown = location.pathname + location.search;
  return show(address, options);
};

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-swap]");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.href, { toTop: link.rel === "next" || link.rel === "first" });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("form.ask")) return;
  event.preventDefault();
  go(form.action + "?" + new URLSearchParams(new FormData(form)));
});

let shown = location.pathname + location.search;
addEventListener("popstate", () => {
  const now = location.pathname + location.search;
  if (now !== shown) show(location.href);
  shown = now;
});
