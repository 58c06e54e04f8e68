// A button that copies the link beside it; without scripts the link stands there to be selected.

customElements.define(
  "copy-link",
  class extends HTMLElement {
    connectedCallback() {
      const input = this.querySelector("input");
      const button = this.querySelector("button");
      if (!navigator.clipboard) return;
      button.hidden = false;
      button.addEventListener("click", async () => {
        input.select();
        await navigator.clipboard.writeText(input.value);
        button.querySelector("span").textContent = this.dataset.copied;
      });
    }
  },
);
