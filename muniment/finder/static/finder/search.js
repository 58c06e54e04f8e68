// The search page without full loads: choices in the filters act at once, "Back" undoes them.
// The page works without any of this: everything is a form or a link.

import htmx from "htmx";

const SAY_AFTER_MS = 400; // a quicker answer says itself what was found

const status = document.getElementById("search-status");
let asked; // the request whose answer is waited for
let timer;

document.documentElement.dataset.quick = "";

// Addresses stay short: what was left empty, or is so anyway, does not stand in them.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.id !== "search-form") return;
  for (const [name, value] of [...formData]) {
    if (value === "" || (name === "sort" && value === "relevance")) formData.delete(name);
  }
});

document.addEventListener("htmx:before:request", ({ detail }) => {
  asked = detail.ctx;
  document.getElementById("search-results").setAttribute("aria-busy", "true");
  clearTimeout(timer);
  timer = setTimeout(() => (status.textContent = status.dataset.busy), SAY_AFTER_MS);
});

document.addEventListener("htmx:after:swap", () => {
  status.textContent = document.getElementById("search-count")?.textContent ?? "";
});

document.addEventListener("htmx:finally:request", ({ detail }) => {
  if (detail.ctx !== asked) return; // it was given up for another
  clearTimeout(timer);
  document.getElementById("search-results").removeAttribute("aria-busy");
  if (status.textContent === status.dataset.busy) status.textContent = "";
});

export { htmx };
