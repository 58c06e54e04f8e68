// What is shown beside the author's words: put away at once, and kept in the address.

export class Options {
  constructor(reader) {
    this.reader = reader;
    this.form = reader.querySelector("form.voices");
    this.form?.addEventListener("change", () => this.apply());
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.apply();
    });
  }

  apply() {
    const boxes = Array.from(this.form.querySelectorAll("input[type=checkbox]"));
    const hidden = boxes.filter((box) => !box.checked).map((box) => box.value.toUpperCase());
    const shown = boxes.filter((box) => box.checked).map((box) => box.value);
    this.reader.dataset.hide = hidden.join(" ");
    this.reader.toggleAttribute("data-lines", shown.includes("lines"));
    for (const text of this.reader.texts) text.forget();
    const address = new URL(location.href);
    address.searchParams.delete("voices");
    address.searchParams.set("voices", ["author", ...shown].join(","));
    history.replaceState(history.state, "", address.href.replaceAll("%2C", ","));
  }
}
