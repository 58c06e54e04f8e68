// <library-panel>: what the reader keeps of the document, fetched each time that its
// drawer is opened.
//
// Its forms act in place. What it holds from the start, a link to the same as a page, stays where
// nothing can be fetched.

class LibraryPanel extends HTMLElement {
  connectedCallback() {
    this.closest("[popover]")?.addEventListener("toggle", ({ newState }) => {
      if (newState === "open") this.load();
    });
    this.addEventListener("submit", (event) => this.send(event));
  }

  async load() {
    await this.fill(await fetch(this.dataset.src).catch(() => null));
  }

  async send(event) {
    const form = event.target;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const response = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (!(await this.fill(response))) form.submit();
    this.querySelector("input:not([type=hidden])")?.focus();
  }

  /** Show an answer that is a panel; tell whether it was one. */
  async fill(response) {
    if (!response?.ok || !new URL(response.url).searchParams.has("part")) return false;
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    this.innerHTML = await response.text(); // a part of our own page, made by the server
    const links = Array.from(this.querySelectorAll("a[data-dialog]"));
    if (focused?.pathname) links.find((link) => link.pathname === focused.pathname)?.focus();
    return true;
  }
}

customElements.define("library-panel", LibraryPanel);
