// On every page: `/` goes to the search box, `?` shows the keys.
const keys = document.getElementById("keys");

const typing = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const box = document.querySelector("[data-ask]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "?" && keys && !keys.open) {
    event.preventDefault();
    keys.showModal();
  }
});

document.querySelector("[data-keys]")?.addEventListener("click", (event) => {
  event.preventDefault();
  keys?.showModal();
});

// The sheet of filters on a narrow screen is a place in the page; Escape leaves it.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#filters") {
    location.hash = "#results";
    document.querySelector(".filters-open")?.focus();
  }
});
