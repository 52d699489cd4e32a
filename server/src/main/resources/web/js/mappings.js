// Working through suggested mappings by keyboard: arrows go from one to the next, letters press what
// stands there anyway.
const rows = [...document.querySelectorAll("[data-row]")];
const hint = document.querySelector("[data-keys]");
if (hint && rows.length) hint.hidden = false;

const current = () => document.activeElement?.closest("[data-row]");
const typing = () => document.activeElement?.matches("input:not([type=checkbox]), select, textarea");

const go = (step) => {
  const at = rows.indexOf(current());
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  if (!next) return false;
  next.querySelector("input[type=checkbox], button").focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing() || !rows.length) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if ((current() || event.key === "ArrowDown") && go(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  const row = current();
  if (!row) return;
  const key = event.key.toLowerCase();
  const box = row.querySelector("input[type=checkbox]");
  if (key === "x" && box) box.click();
  else row.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
});
