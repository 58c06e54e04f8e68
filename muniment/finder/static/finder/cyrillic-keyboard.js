// <cyrillic-keyboard data-for="id">: letters to press for those without a Cyrillic keyboard, the
// old ones too. What is pressed goes to where the caret stands in the field.

const ROWS = ["йцукенгшщзхъ", "фывапролджэё", "ячсмитьбюѣіѳѵ"];

function button(text, label, press) {
  const key = document.createElement("button");
  key.type = "button";
  key.className = "button";
  key.textContent = text;
  if (label) key.setAttribute("aria-label", label);
  key.addEventListener("click", press);
  return key;
}

class CyrillicKeyboard extends HTMLElement {
  connectedCallback() {
    if (this.firstElementChild) return;
    const words = this.dataset;
    this.panel = document.createElement("div");
    this.panel.className = "keyboard";
    this.panel.id = `${words.for}-keyboard`;
    this.panel.hidden = true;
    this.panel.setAttribute("role", "group");
    this.panel.setAttribute("aria-label", words.label);
    this.panel.lang = "ru";
    this.letters = [];
    for (const row of ROWS) this.addRow([...row].map((letter) => this.letter(letter)));
    this.shift = button("⇧", words.shift, () => this.capitals(!this.isCapital));
    this.addRow([
      this.shift,
      button("␣", words.space, () => this.type(" ")),
      button("⌫", words.delete, () => this.type("")),
    ]);
    this.toggle = button(`Я ${words.label}`, "", () => this.open(this.panel.hidden));
    this.toggle.classList.add("button-quiet");
    this.toggle.setAttribute("aria-controls", this.panel.id);
    this.append(this.toggle, this.panel);
    this.capitals(false);
    this.open(false);
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.panel.hidden) return;
      this.open(false);
      this.toggle.focus();
    });
  }

  addRow(keys) {
    const row = document.createElement("div");
    row.append(...keys);
    this.panel.append(row);
  }

  letter(text) {
    const key = button(text, "", () => {
      this.type(key.textContent);
      this.capitals(false);
    });
    this.letters.push(key);
    return key;
  }

  open(isOpen) {
    this.panel.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", isOpen);
  }

  capitals(isCapital) {
    this.isCapital = isCapital;
    this.shift.setAttribute("aria-pressed", isCapital);
    for (const key of this.letters) {
      key.textContent = key.textContent[isCapital ? "toUpperCase" : "toLowerCase"]();
    }
  }

  type(text) {
    const field = document.getElementById(this.dataset.for);
    const end = field.selectionEnd;
    const start = field.selectionStart - (!text && end === field.selectionStart && end > 0);
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("cyrillic-keyboard", CyrillicKeyboard);
