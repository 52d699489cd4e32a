// Shows how far running jobs are without loading the page anew. Events only tell that something has
// changed; what is shown is what the page itself says.
import { announce } from "./announce.js";
import { latest } from "./latest.js";

const whole = document.querySelector("[data-whole]");
const PAUSE = whole ? 1500 : 700; // milliseconds between two looks
const watched = new Map();

const load = latest(async (address, signal) => {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
});

const swap = (selector, page) => {
  const old = document.querySelector(selector);
  const fresh = page.querySelector(selector);
  if (!old || !fresh) return;
  const opened = new Map(
    [...old.querySelectorAll("details")].map((d) => [d.querySelector("summary").textContent.replace(/[\d,]+/, ""), d.open]),
  );
  old.replaceChildren(...fresh.childNodes);
  for (const d of old.querySelectorAll("details")) {
    const was = opened.get(d.querySelector("summary").textContent.replace(/[\d,]+/, ""));
    if (was !== undefined) d.open = was;
  }
};

const look = async () => {
  // What a person is about to confirm is not taken away under the hand.
  if (document.querySelector("[data-keep] details[open]")) return lookSoon();
  // What was sent by a form has no address to be loaded again from.
  const page = await load(whole?.dataset.at ?? location.href);
  if (!page) return;
  const focused = document.activeElement?.closest("[data-whole], [data-jobs]") ? document.activeElement.textContent : undefined;
  swap(whole ? "[data-whole]" : "[data-jobs]", page);
  swap(".counts", page);
  swap(".state", page);
  if (focused)
    [...document.querySelectorAll("[data-whole] a, [data-whole] button, [data-whole] summary, [data-jobs] a")]
      .find((e) => e.textContent === focused)
      ?.focus({ preventScroll: true });
  watch();
};

let waiting = false;
const lookSoon = () => {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    look().catch(() => {});
  }, PAUSE);
};

const watch = () => {
  document.querySelectorAll("[data-reload]").forEach((hint) => hint.remove());
  if (document.querySelector("[data-soon]")) lookSoon();
  for (const job of document.querySelectorAll('[data-events][data-running="true"]')) {
    const address = job.dataset.events;
    if (watched.has(address)) continue;
    const events = new EventSource(address);
    watched.set(address, events);
    events.addEventListener("progress", lookSoon);
    events.addEventListener("done", async () => {
      events.close();
      await look().catch(() => {});
      announce(document.querySelector(`[data-events="${address}"] .outcomes`)?.textContent ?? "Done.");
    });
  }
};

/** Shows what has come in since, and follows it. */
export const refresh = () => look();

watch();
