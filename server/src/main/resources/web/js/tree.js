// Makes an ARIA tree out of the nested lists of links: one tab stop, arrows, type-ahead. Branches
// that are not in the page yet are fetched when they are opened.
import { announce } from "./announce.js";
import { byLetter, step } from "./treewalk.js";

const tree = document.querySelector("[data-tree]");

/** Items that can be seen, from top to bottom. */
const visible = () =>
  [...tree.querySelectorAll("a")].filter((a) => !a.closest('a[aria-expanded="false"] + ul'));

const groupOf = (item) =>
  item.nextElementSibling instanceof HTMLUListElement ? item.nextElementSibling : undefined;

const parentOf = (item) => {
  const above = item.closest("ul")?.previousElementSibling;
  return above instanceof HTMLAnchorElement ? above : undefined;
};

const levelOf = (item) => {
  let level = 1;
  for (let above = parentOf(item); above; above = parentOf(above)) level++;
  return level;
};

const prepare = (root) => {
  for (const li of root.querySelectorAll("li")) li.setAttribute("role", "none");
  for (const ul of root.querySelectorAll("ul")) ul.setAttribute("role", "group");
  for (const item of root.querySelectorAll("a")) {
    item.setAttribute("role", "treeitem");
    item.setAttribute("aria-level", String(levelOf(item)));
    item.tabIndex = -1;
    if (item.classList.contains("branch") && !item.hasAttribute("aria-expanded"))
      item.setAttribute("aria-expanded", String(item.classList.contains("open")));
    const siblings = [...item.closest("ul").children];
    item.setAttribute("aria-setsize", String(siblings.length));
    item.setAttribute("aria-posinset", String(siblings.indexOf(item.parentElement) + 1));
  }
};

const focus = (item) => {
  if (!item) return;
  for (const other of tree.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
};

const open = async (item) => {
  if (item.getAttribute("aria-expanded") !== "false") return;
  if (!groupOf(item)) {
    const response = await fetch(item.href + "/branch");
    if (!response.ok) return location.assign(item.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const group = page.querySelector("ul");
    if (groupOf(item)) return;
    item.after(group);
    group.setAttribute("role", "group");
    prepare(group);
  }
  item.setAttribute("aria-expanded", "true");
  announce(`${item.querySelector(".t").textContent} opened, ${groupOf(item).children.length} below it`);
};

const close = (item) => item.setAttribute("aria-expanded", "false");

const toggle = (item) => (item.getAttribute("aria-expanded") === "true" ? close(item) : open(item));

const keys = {
  ArrowDown: (item) => focus(step(visible(), item, 1)),
  ArrowUp: (item) => focus(step(visible(), item, -1)),
  Home: () => focus(visible()[0]),
  End: () => focus(visible().at(-1)),
  ArrowRight: (item) =>
    item.getAttribute("aria-expanded") === "true"
      ? focus(groupOf(item).querySelector("a"))
      : open(item),
  ArrowLeft: (item) =>
    item.getAttribute("aria-expanded") === "true" ? close(item) : focus(parentOf(item)),
  " ": (item) => item.click(),
};

if (tree) {
  tree.setAttribute("role", "tree");
  prepare(tree);
  const first = tree.querySelector("[aria-current]") ?? tree.querySelector("a");
  if (first) first.tabIndex = 0;

  tree.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const item = event.target.closest("a");
    if (!item) return;
    const key = keys[event.key];
    if (key) {
      event.preventDefault();
      key(item);
    } else if (event.key.length === 1 && /[\p{L}\p{N}]/u.test(event.key)) {
      event.preventDefault();
      const items = visible();
      const labels = items.map((a) => a.querySelector(".t").textContent);
      const at = byLetter(labels, items.indexOf(item), event.key);
      if (at >= 0) focus(items[at]);
    }
  });

  // The little triangle opens and closes; the name goes to the concept.
  tree.addEventListener("click", (event) => {
    const twist = event.target.closest(".branch > .twist");
    if (!twist) return;
    event.preventDefault();
    toggle(twist.parentElement);
  });
}
