// <query-rows data-add="…">: a button that adds one more row below the rows that are there, and in
// each row the values of its field alone.

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
    for (const row of this.querySelectorAll(".advanced-row")) this.offer(row);
    this.addEventListener("change", ({ target }) => {
      if (target.name === "field") this.offer(target.closest(".advanced-row"));
    });
  }

  offer(row) {
    const list = `values-${row.querySelector("[name=field]").value}`;
    const words = row.querySelector("[name=words]");
    words.removeAttribute("list");
    if (document.getElementById(list)) words.setAttribute("list", list);
  }

  add() {
    const rows = this.querySelectorAll(".advanced-row");
    const row = rows[rows.length - 1].cloneNode(true);
    row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, rows.length + 1));
    for (const select of row.querySelectorAll("select")) select.selectedIndex = 0;
    const words = row.querySelector("[name=words]");
    words.value = "";
    this.offer(row);
    this.button.before(row);
    this.button.hidden = rows.length + 1 >= MAX_ROWS;
    words.focus();
  }
}

customElements.define("query-rows", QueryRows);
