// <show-password>: adds a button to a password field that shows what is typed. Its words come as
// data attributes; without scripts the field stays as it is.

class ShowPassword extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    if (!input || this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.setAttribute("aria-label", this.dataset.label);
    button.setAttribute("aria-pressed", "false");
    button.textContent = this.dataset.show;
    button.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      button.textContent = shown ? this.dataset.hide : this.dataset.show;
    });
    // What was shown is hidden again before it is sent, so that no browser keeps it as text.
    input.form?.addEventListener("submit", () => {
      input.type = "password";
    });
    this.append(button);
  }
}

customElements.define("show-password", ShowPassword);
