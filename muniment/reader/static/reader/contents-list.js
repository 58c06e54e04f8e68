// <contents-list>: shows where the reader is in a list, and fetches a long list when it is seen.

class ContentsList extends HTMLElement {
  connectedCallback() {
    this.drawer = this.closest("[popover]");
    this.drawer?.addEventListener("toggle", (event) => {
      if (event.newState === "open") this.showCurrent();
    });
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.fill().then(() => this.showCurrent());
    }).observe(this);
  }

  async fill() {
    const { src } = this.dataset;
    if (!src) return;
    delete this.dataset.src;
    try {
      const response = await fetch(src, { headers: { Accept: "text/html" } });
      if (response.ok) this.innerHTML = await response.text();
    } catch {
      // The link to the list, which stands here from the start, leads to it.
    }
  }

  showCurrent() {
    const current = this.querySelector("[aria-current]");
    if (!current || !this.drawer) return;
    const middle = this.drawer.clientHeight / 2;
    const offset = current.getBoundingClientRect().top - this.drawer.getBoundingClientRect().top;
    this.drawer.scrollTop += offset - middle;
  }
}

customElements.define("contents-list", ContentsList);
