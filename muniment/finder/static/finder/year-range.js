// <year-range data-first data-last>: two sliders beside the two years, or months, in it.

// "1939" is a step of a year, "1939-03" one of a month.
const steps = {
  year: { number: (text) => Number(text.split("-")[0]), text: (number) => String(number) },
  month: {
    number: (text, month = 1) => {
      const [year, own] = text.split("-").map(Number);
      return year * 12 + (own || month) - 1;
    },
    text: (number) => {
      const year = String(Math.floor(number / 12)).padStart(4, "0");
      return `${year}-${String((number % 12) + 1).padStart(2, "0")}`;
    },
  },
};

class YearRange extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[type=range]")) return;
    const { first, last } = this.dataset;
    if (first === last) return;
    this.step = first.includes("-") ? steps.month : steps.year;
    const [from, to] = this.querySelectorAll("input");
    const ends = [this.step.number(first), this.step.number(last)];
    this.pair(from, ends[0], 1, ends);
    this.pair(to, ends[1], 12, ends);
  }

  // `open` is the end of the scale at which the box stays empty: no bound. `month` is the one
  // that a year alone means at this end.
  pair(box, open, month, [min, max]) {
    const at = () => (box.value ? this.step.number(box.value, month) : open);
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min, max, value: at() });
    slider.setAttribute("aria-label", box.labels[0].textContent.trim());
    const say = () => slider.setAttribute("aria-valuetext", this.step.text(slider.valueAsNumber));
    slider.addEventListener("input", () => {
      box.value = slider.valueAsNumber === open ? "" : this.step.text(slider.valueAsNumber);
      say();
    });
    box.addEventListener("input", () => {
      slider.value = at();
      say();
    });
    say();
    this.append(slider);
  }
}

customElements.define("year-range", YearRange);
