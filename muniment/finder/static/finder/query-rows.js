// <query-rows data-add="…">: a button that adds one more row below the rows that are there.

const MAX_ROWS = 20;

class QueryRows extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button";
    this.button.textContent = this.dataset.add;
    this.button.addEventListener("click", () => this.add());
    this.append(this.button);
  }

  add() {
    const rows = this.querySelectorAll(".advanced-row");
    const row = rows[rows.length - 1].cloneNode(true);
    row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, rows.length + 1));
    for (const select of row.querySelectorAll("select")) select.selectedIndex = 0;
    const words = row.querySelector("[name=words]");
    words.value = "";
    this.button.before(row);
    this.button.hidden = rows.length + 1 >= MAX_ROWS;
    words.focus();
  }
}

customElements.define("query-rows", QueryRows);
