// <year-range data-first data-last>: two sliders beside the two numbers in it.

class YearRange extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[type=range]")) return;
    const [first, last] = [this.dataset.first, this.dataset.last];
    if (first === last) return;
    const [from, to] = this.querySelectorAll("input");
    this.pair(from, first, first, last);
    this.pair(to, last, first, last);
  }

  // `open` is the end of the scale at which the number stays empty: no bound.
  pair(number, open, first, last) {
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: first, max: last, value: number.value || open });
    slider.setAttribute("aria-label", number.labels[0].textContent.trim());
    slider.addEventListener("input", () => {
      number.value = slider.value === open ? "" : slider.value;
    });
    number.addEventListener("input", () => (slider.value = number.value || open));
    this.append(slider);
  }
}

customElements.define("year-range", YearRange);
