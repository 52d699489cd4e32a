// A question that takes long can be cancelled, one that is long is sent in a body, and Ctrl and
// Enter asks. Without this script the form works as it is.
import { announce } from "./announce.js";

/** Longer addresses are refused by servers and proxies. */
const LONGEST = 6000;

const begin = (form) => {
  const query = form.querySelector("textarea");
  const cancel = form.querySelector("[data-cancel]");
  let asking = false;

  form.addEventListener("submit", () => {
    const run = document.createElement("input");
    run.type = "hidden";
    run.name = "run";
    run.value = form.dataset.run;
    form.append(run);
    if (encodeURIComponent(query.value).length > LONGEST) form.method = "post";
    asking = true;
    cancel.hidden = false;
    announce("The question is in work.");
  });
  cancel.addEventListener("click", async () => {
    if (!asking) return;
    announce("The question is being cancelled.");
    await fetch(`/sparql/running/${form.dataset.run}`, {
      method: "DELETE",
      headers: { "X-CSRF-Token": form.dataset.csrf },
    });
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  const line = Number(query.dataset.line);
  if (line > 0) {
    const before = query.value.split("\n").slice(0, line - 1).join("\n").length;
    query.focus();
    query.setSelectionRange(before + (line > 1 ? 1 : 0), before + (line > 1 ? 1 : 0));
  }
};

const form = document.querySelector("[data-sparql]");
if (form) begin(form);
const summary = document.querySelector("[data-summary]");
if (summary) announce(summary.textContent);
