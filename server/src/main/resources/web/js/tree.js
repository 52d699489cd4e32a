// Makes an ARIA tree out of the nested lists of links: one tab stop, arrows, type-ahead. Branches
// that are not in the page yet are fetched when they are opened; what is typed into the field above
// leaves only the ways to what is named so.
import { announce } from "./announce.js";
import { latest } from "./latest.js";
import { byLetter, typing } from "./treewalk.js";

/** So many branches are fetched by one key; more would keep server and reader waiting. */
const AT_ONCE = 40;

const tree = document.querySelector("[data-tree]");

const groupOf = (item) =>
  item.nextElementSibling instanceof HTMLUListElement ? item.nextElementSibling : undefined;

const parentOf = (item) => {
  const above = item.closest("ul").previousElementSibling;
  return above instanceof HTMLAnchorElement ? above : undefined;
};

const isOpen = (item) => item.getAttribute("aria-expanded") === "true";

const nameOf = (item) => item.querySelector(".t").textContent;

const firstIn = (list) => list?.firstElementChild?.firstElementChild;

/** What can be seen last of this item and all that is open below it. */
const lastOf = (item) => {
  let at = item;
  while (isOpen(at) && groupOf(at)?.lastElementChild)
    at = groupOf(at).lastElementChild.firstElementChild;
  return at;
};

const next = (item) => {
  if (isOpen(item) && groupOf(item)) return firstIn(groupOf(item));
  for (let at = item; at; at = parentOf(at))
    if (at.parentElement.nextElementSibling)
      return at.parentElement.nextElementSibling.firstElementChild;
  return undefined;
};

const previous = (item) => {
  const before = item.parentElement.previousElementSibling;
  return before ? lastOf(before.firstElementChild) : parentOf(item);
};

const visible = () => {
  const all = [];
  for (let item = firstIn(tree); item; item = next(item)) all.push(item);
  return all;
};

const prepare = (list, level) => {
  const size = list.children.length;
  let place = 0;
  for (const li of list.children) {
    const item = li.firstElementChild;
    li.setAttribute("role", "none");
    item.setAttribute("role", "treeitem");
    item.setAttribute("aria-level", String(level));
    item.setAttribute("aria-setsize", String(size));
    item.setAttribute("aria-posinset", String(++place));
    item.setAttribute("aria-selected", String(item.hasAttribute("aria-current")));
    item.tabIndex = -1;
    if (item.dataset.branch) item.setAttribute("aria-expanded", String(!!groupOf(item)));
    const group = groupOf(item);
    if (!group) continue;
    group.setAttribute("role", "group");
    prepare(group, level + 1);
  }
};

const stop = (item) => {
  for (const other of tree.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
  if (item) item.tabIndex = 0;
};

const focus = (item) => {
  if (!item) return;
  stop(item);
  item.focus();
};

const listAt = async (address, signal) => {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("ul");
};

const open = async (item) => {
  if (item.getAttribute("aria-expanded") !== "false") return;
  if (!groupOf(item)) {
    item.setAttribute("aria-busy", "true");
    const group = await listAt(item.dataset.branch);
    item.removeAttribute("aria-busy");
    if (groupOf(item)) return;
    group.setAttribute("role", "group");
    prepare(group, Number(item.ariaLevel) + 1);
    item.after(group);
  }
  item.setAttribute("aria-expanded", "true");
};

/** Opens the item and says so; where its branch cannot be had, its own page shows it. */
const openAloud = async (item) => {
  try {
    await open(item);
    announce(`${nameOf(item)} opened, ${groupOf(item).children.length} below it`);
  } catch {
    location.assign(item.href);
  }
};

const close = (item) => {
  item.setAttribute("aria-expanded", "false");
  if (groupOf(item)?.contains(document.activeElement)) focus(item);
  else if (groupOf(item)?.querySelector('[tabindex="0"]')) stop(item);
};

const openAll = async (item) => {
  const closed = [...item.closest("ul").children]
    .map((li) => li.firstElementChild)
    .filter((other) => other.getAttribute("aria-expanded") === "false");
  const now = closed.slice(0, AT_ONCE);
  const done = await Promise.allSettled(now.map(open));
  const opened = done.filter(({ status }) => status === "fulfilled").length;
  const left = closed.length - opened;
  announce(`${opened} opened on this level${left ? `, ${left} are still closed` : ""}`);
};

const keys = {
  ArrowDown: (item) => focus(next(item)),
  ArrowUp: (item) => focus(previous(item)),
  Home: () => focus(firstIn(tree)),
  End: () => focus(lastOf(tree.lastElementChild.firstElementChild)),
  ArrowRight: (item) =>
    isOpen(item) ? focus(firstIn(groupOf(item))) : item.dataset.branch && openAloud(item),
  ArrowLeft: (item) => (isOpen(item) ? close(item) : focus(parentOf(item))),
  "*": (item) => openAll(item),
  " ": (item) => item.click(),
};

/** One tab stop: what the page is about, else the first hit, else the first of all. */
const start = () => {
  tree.setAttribute("role", "tree");
  prepare(tree, 1);
  stop(
    tree.querySelector("[aria-current]") ?? tree.querySelector("[data-hit]") ?? firstIn(tree),
  );
};

const walkable = () => {
  const word = typing();
  start();

  tree.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const item = event.target.closest("a");
    if (!item) return;
    const blank = event.key === " " && word.isGoing(event.timeStamp);
    const key = keys[event.key];
    if (key && !blank) {
      event.preventDefault();
      word.end();
      key(item);
    } else if (blank || /^[\p{L}\p{N}]$/u.test(event.key)) {
      event.preventDefault();
      const { text, from } = word.type(event.key, event.timeStamp);
      const items = visible();
      const at = byLetter(items.map(nameOf), items.indexOf(item) + from, text);
      if (at >= 0) focus(items[at]);
    }
  });

  // The little triangle opens and closes; the name goes to the concept.
  tree.addEventListener("click", (event) => {
    const twist = event.target.closest("[data-branch] > .twist");
    if (!twist) return;
    event.preventDefault();
    if (isOpen(twist.parentElement)) close(twist.parentElement);
    else openAloud(twist.parentElement);
  });
};

const findable = (field) => {
  // Where the page came with something found, the whole tree is not there to go back to.
  let whole = field.value ? undefined : [...tree.children];
  const nothing = document.querySelector("[data-no-hit]");

  const fill = (items) => {
    tree.replaceChildren(...items);
    nothing.hidden = items.length > 0;
    tree.hidden = items.length === 0;
    if (items.length) start();
  };

  const reveal = latest(async (text, signal) => {
    if (!text && whole) return { text, items: whole };
    const address = text ? `/concepts/tree?find=${encodeURIComponent(text)}` : "/concepts/tree";
    return { text, items: [...(await listAt(address, signal)).children] };
  });

  const ask = async () => {
    const answer = await reveal(field.value.trim());
    if (!answer) return;
    fill(answer.items);
    if (!answer.text) return void (whole = answer.items);
    const hits = tree.querySelectorAll("[data-hit]").length;
    announce(
      answer.items.length === 0
        ? "No concept has a name like that."
        : `${hits === 1 ? "1 concept" : `${hits} concepts`} shown in the tree; arrow down leads there.`,
    );
  };

  // Without an answer the form still leads to the page of what is found.
  field.addEventListener("input", () => ask().catch(() => {}));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || tree.hidden) return;
    event.preventDefault();
    focus(tree.querySelector("[data-hit]") ?? tree.querySelector('[tabindex="0"]'));
  });
};

/** The open concept is seen without moving the page. */
const show = (item) => {
  const pane = item?.closest(".tree-body");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  pane.scrollTop += item.getBoundingClientRect().top - pane.getBoundingClientRect().top - 120;
};

if (tree) {
  if (tree.children.length) walkable();
  const field = document.querySelector("[data-find]");
  if (field) findable(field);
  show(tree.querySelector("[aria-current]"));
}
