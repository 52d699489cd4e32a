// Suggestions while somebody types in a search box. Without this script it is a plain box.
import { announce } from "./announce.js";
import { latest } from "./latest.js";

const PAUSE = 70; // milliseconds without a key before the server is asked
const NAMES = { question: "Asked before", concept: "Concept", title: "Document" };

const ask = latest(async (typed, signal) => {
  const address = "/api/suggest?" + new URLSearchParams({ q: typed });
  const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
  return response.ok ? (await response.json()).suggestions : [];
});

const kindOf = (suggestion) =>
  suggestion.kind === "title" && suggestion.item === "lesson" ? "Lesson" : NAMES[suggestion.kind];

let boxes = 0;

const help = (box) => {
  const name = "suggestions-" + ++boxes;
  const list = document.createElement("ul");
  list.id = name;
  list.className = "plain suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  box.form.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", name);

  let shown = [];
  let at = -1;
  let typed = box.value;
  let waiting = 0;
  let turn = 0;

  const mark = (place) => {
    at = place;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
    box.value = at < 0 ? typed : shown[at].text;
  };

  const close = () => {
    clearTimeout(waiting);
    turn++; // what is on its way comes too late
    shown = [];
    at = -1;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const take = (suggestion) => {
    box.value = typed = suggestion.text;
    close();
    if (suggestion.kind === "title") location.assign(suggestion.url);
    else box.form.requestSubmit();
  };

  const option = (suggestion, i) => {
    const item = document.createElement("li");
    item.id = name + "-" + i;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.textContent = suggestion.text;
    const kind = document.createElement("span");
    kind.className = "quiet small";
    kind.textContent = suggestion.also
      ? kindOf(suggestion) + ", also " + suggestion.also
      : kindOf(suggestion);
    item.append(text, " ", kind);
    // Before the box loses the keyboard, which closes the list.
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => take(suggestion));
    return item;
  };

  const show = async () => {
    const mine = ++turn;
    try {
      const found = await ask(typed);
      if (!found || mine !== turn || document.activeElement !== box) return;
      shown = found;
      at = -1;
      box.removeAttribute("aria-activedescendant");
      list.replaceChildren(...found.map(option));
      list.hidden = found.length === 0;
      box.setAttribute("aria-expanded", String(found.length > 0));
      if (found.length > 0)
        announce(found.length === 1 ? "1 suggestion" : found.length + " suggestions");
    } catch {
      if (mine === turn) close(); // a search box without suggestions is still a search box
    }
  };

  box.addEventListener("input", () => {
    typed = box.value;
    clearTimeout(waiting);
    if (typed.trim() === "") close();
    else waiting = setTimeout(show, PAUSE);
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const down = event.key === "ArrowDown";
      if (list.hidden) {
        if (!down || box.value.trim() === "") return;
        typed = box.value;
        show();
      } else if (down) mark(at + 1 < shown.length ? at + 1 : -1);
      else mark(at < 0 ? shown.length - 1 : at - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(shown[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      mark(-1);
      close();
    }
  });

  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
};

for (const box of document.querySelectorAll("[data-ask]")) help(box);
