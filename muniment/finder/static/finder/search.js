// The search page without full loads: choices in the filters act at once, "Back" undoes them.
// The page works without any of this: everything is a form or a link.

import htmx from "htmx";

document.documentElement.dataset.quick = "";

// Addresses stay short: what was left empty, or is so anyway, does not stand in them.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.id !== "search-form") return;
  for (const [name, value] of [...formData]) {
    if (value === "" || (name === "sort" && value === "relevance")) formData.delete(name);
  }
});

document.addEventListener("htmx:after:swap", () => {
  const said = document.querySelector("#search-count")?.textContent ?? "";
  document.querySelector("#search-status").textContent = said;
});

export { htmx };
