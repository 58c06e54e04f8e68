// <theme-switch>: choose light, dark, or what the system says. Its words come as data attributes.

const CHOICES = ["auto", "light", "dark"];

function current() {
  return document.documentElement.dataset.theme ?? "auto";
}

function choose(theme) {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    if (this.firstElementChild) return;
    const select = document.createElement("select");
    select.className = "select select-quiet";
    select.setAttribute("aria-label", this.dataset.label);
    for (const choice of CHOICES) {
      select.add(new Option(this.dataset[choice], choice, false, choice === current()));
    }
    select.addEventListener("change", () => choose(select.value));
    this.append(select);
  }
}

customElements.define("theme-switch", ThemeSwitch);
