// <suggest-box data-source="…">: what the archive has that begins as typed, below the field in it.
// A combobox with a list, nothing in it selected by itself (ARIA 1.2). Choosing a phrase searches
// for it; anything else has a page, which opens.

const PAUSE_MS = 150;

function part(name, words, lang) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  if (lang) span.lang = lang;
  return span;
}

class SuggestBox extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    if (this.list || !this.field) return;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `${this.field.id}-suggestions`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.append(this.list);
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(said)) this.field.setAttribute(name, value);
    this.show([]);
    this.field.addEventListener("input", () => this.wait());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("blur", () => this.show([]));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  wait() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  async ask() {
    const typed = this.field.value.trim();
    if (typed.length < 2) return this.show([]);
    this.asked = new AbortController();
    try {
      const address = `${this.dataset.source}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: this.asked.signal });
      const { suggestions } = await answer.json();
      if (document.activeElement === this.field) this.show(suggestions);
    } catch {
      // Typed on, or no connection: the search itself works without suggestions.
    }
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((suggestion, n) => this.option(suggestion, n)));
    this.list.hidden = !suggestions.length;
    this.field.setAttribute("aria-expanded", suggestions.length > 0);
    this.field.removeAttribute("aria-activedescendant");
    this.at = -1;
  }

  option({ label, lang, kind_words: kind, href, query }, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(part("suggestion-label", label, lang), " ", part("suggestion-kind", kind));
    if (query) option.dataset.query = query;
    else option.dataset.href = href;
    return option;
  }

  onKey(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !this.list.hidden && !event.altKey) {
      event.preventDefault();
      this.move(step);
    } else if (event.key === "ArrowDown" && this.list.hidden) {
      event.preventDefault();
      this.ask();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.show([]);
    } else if (event.key === "Enter") {
      clearTimeout(this.timer);
      this.asked?.abort();
      const option = this.list.children[this.at];
      if (option) {
        event.preventDefault();
        this.choose(option);
      } else {
        this.show([]);
      }
    }
  }

  move(step) {
    const options = [...this.list.children];
    const count = options.length + 1; // one more step is the field itself
    this.at = ((this.at + 1 + step + count) % count) - 1;
    options.forEach((option, n) => option.setAttribute("aria-selected", n === this.at));
    const active = options[this.at];
    if (active) this.field.setAttribute("aria-activedescendant", active.id);
    else this.field.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    const { href, query } = option.dataset;
    this.show([]);
    if (href) return location.assign(href);
    this.field.value = query;
    this.field.form.requestSubmit();
  }
}

customElements.define("suggest-box", SuggestBox);
