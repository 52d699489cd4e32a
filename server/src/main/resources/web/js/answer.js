// Puts into a page of hits what takes longer than the list: the short answer above it, and the
// nearest sentence of each passage that was found by its meaning. Without this script a link leads
// to the answer, and passages begin where words led.
import { announce } from "./announce.js";
import { latest } from "./latest.js";

const page = async (address, signal) => {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

const answers = latest(page);
const sentences = latest(page);

const answer = async (place) => {
  const link = place.querySelector("a");
  const said = document.createElement("p");
  said.className = "small quiet";
  said.textContent = "Looking for an answer in the texts …";
  place.replaceChildren(said);
  place.setAttribute("aria-busy", "true");
  try {
    const found = (await answers(link.href))?.getElementById("short");
    if (!found || !place.isConnected) return;
    const reason = found.querySelector("p.quiet");
    if (reason) {
      said.textContent = reason.textContent;
      return;
    }
    place.replaceChildren(found);
    announce("Above the list: " + found.textContent);
  } catch {
    said.replaceChildren(link); // asked for by hand, the server says what is wrong
  } finally {
    place.removeAttribute("aria-busy");
  }
};

const near = async () => {
  const passages = [...document.querySelectorAll("#found [data-near]")];
  if (passages.length === 0) return;
  const query = new URLSearchParams({ q: new URLSearchParams(location.search).get("q") ?? "" });
  for (const passage of passages) query.append("at", passage.dataset.near);
  try {
    const read = await sentences("/search/sentences?" + query);
    for (const better of read?.querySelectorAll("[data-near]") ?? []) {
      const passage = passages.find((p) => p.dataset.near === better.dataset.near);
      if (passage?.isConnected) passage.replaceWith(better);
    }
  } catch {
    // what stands there is good enough
  }
};

const fill = () => {
  const place = document.getElementById("answer");
  if (place?.dataset.atOnce === "true") answer(place);
  near();
};

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("#answer > p > a");
  if (!link || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  answer(document.getElementById("answer"));
});

document.addEventListener("cairn:shown", fill);
fill();
