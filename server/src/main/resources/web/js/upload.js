// Drag and drop, and sending with a bar. Without it the form works by itself.
import { announce } from "./announce.js";
import { entriesOf, toSend } from "./files.js";
import { refresh } from "./jobs.js";

const form = document.querySelector("[data-upload]");
const sending = document.querySelector("[data-sending]");
const bar = sending?.querySelector("progress");
const said = document.querySelector("[data-sent]");

const say = (sentence, bad = false) => {
  sending.hidden = false;
  said.textContent = sentence;
  said.classList.toggle("quiet", !bad);
  announce(sentence);
};

/** What a page that tells of a problem says. */
const problem = (html) =>
  new DOMParser().parseFromString(html, "text/html").querySelector(".lead")?.textContent ??
  "The files could not be sent. Nothing was taken in.";

const send = (files) => {
  const chosen = toSend(files);
  if (!chosen.length) return say("Choose files first.", true);
  const body = new FormData();
  body.append("csrf", form.elements.csrf.value);
  const list = form.elements.list.files[0];
  if (list) body.append("list", list, list.name);
  for (const { file, path } of chosen) body.append("file", file, path);
  const count = chosen.length === 1 ? "1 file" : `${chosen.length} files`;
  const request = new XMLHttpRequest();
  bar.max = 1;
  bar.value = 0;
  say(`Sending ${count} …`);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
  });
  request.addEventListener("load", async () => {
    if (request.status >= 400) return say(problem(request.responseText), true);
    bar.value = bar.max;
    say(`${count} taken in and safe. Reading has begun.`);
    form.reset();
    await refresh();
  });
  request.addEventListener("error", () =>
    say("The connection broke. What was not acknowledged was not taken in; send it again.", true),
  );
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(body);
};

if (form) {
  document.querySelector("[data-hint]").prepend("Drop files or folders here, or choose them below. ");
  const hint = document.querySelector("[data-hint]");
  hint.childNodes[1].textContent = hint.childNodes[1].textContent.replace("Choose files below. ", "");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const inputs = [...form.querySelectorAll('input[name="file"]')];
    send(inputs.flatMap((input) => [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }))));
  });

  let inside = 0;
  const over = (event, by) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    inside += by;
    form.classList.toggle("over", inside > 0);
  };
  addEventListener("dragenter", (event) => over(event, 1));
  addEventListener("dragleave", (event) => over(event, -1));
  addEventListener("dragover", (event) => over(event, 0));
  addEventListener("drop", async (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    inside = 0;
    form.classList.remove("over");
    send(await entriesOf(event.dataTransfer));
  });
}
