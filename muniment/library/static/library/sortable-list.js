// <sortable-list>: its items are put in order by dragging, and by their buttons without a reload.
//
// An item's buttons say where to send its move; they stand in a form that works without any of
// this. Where a move leads off the page, the form is sent and the page comes anew.

class SortableList extends HTMLElement {
  connectedCallback() {
    if ("fixed" in this.dataset) return;
    this.list = this.querySelector(":scope > ol");
    this.form = this.closest("form");
    if (!this.list || !this.form || this.isReady) return;
    this.isReady = true;
    if (!this.words) return;
    for (const item of this.items) this.line(item).prepend(this.grip());
    this.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("pointerdown", (event) => this.begin(event));
  }

  get items() {
    return Array.from(this.list.children);
  }

  /** The words of the outermost list: those inside it say the same. */
  get words() {
    return this.dataset.moved ? this.dataset : this.parentElement.closest("sortable-list")?.words;
  }

  line(item) {
    return item.querySelector(":scope > .row-line") ?? item;
  }

  grip() {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.title = this.words.grip;
    grip.setAttribute("aria-hidden", "true");
    return grip;
  }

  // By the buttons -------------------------------------------------------------------------------

  clicked(event) {
    const button = event.target.closest("button[name=step]");
    const item = button?.closest("li");
    if (item?.parentElement !== this.list) return;
    const other = button.value === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return; // off this page, or nowhere: the form is sent
    event.preventDefault();
    if (button.value === "up") other.before(item);
    else other.after(item);
    button.focus();
    this.send(item);
  }

  // By dragging ----------------------------------------------------------------------------------

  begin(event) {
    const grip = event.target.closest(".grip");
    const item = grip?.closest("li");
    if (item?.parentElement !== this.list || event.button) return;
    event.preventDefault();
    const before = item.nextElementSibling;
    grip.setPointerCapture(event.pointerId);
    item.classList.add("is-dragged");
    const move = (moved) => this.drag(item, moved.clientY);
    const end = (ended) => {
      grip.removeEventListener("pointermove", move);
      grip.removeEventListener("pointerup", end);
      grip.removeEventListener("pointercancel", end);
      item.classList.remove("is-dragged");
      if (ended.type === "pointercancel") this.list.insertBefore(item, before);
      else if (item.nextElementSibling !== before) this.send(item);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
  }

  /** Move the others past the item, which stays where it is: so the pointer is never lost. */
  drag(item, y) {
    const { items } = this;
    const place = items.indexOf(item);
    for (const other of items.slice(place + 1)) if (y > middleOf(other)) item.before(other);
    for (const other of items.slice(0, place).reverse()) if (y < middleOf(other)) item.after(other);
  }

  // To the archive -------------------------------------------------------------------------------

  async send(item) {
    this.say(item);
    const body = new URLSearchParams({
      csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value,
      ...this.place(item),
    });
    const headers = { Accept: "application/json" };
    const { formAction } = this.line(item).querySelector("button[name=step]");
    const response = await fetch(formAction, { method: "POST", body, headers }).catch(() => null);
    if (response?.status !== 204) location.reload();
  }

  /** Where the item stands now: before the next one, or one below the one before. */
  place(item) {
    const next = item.nextElementSibling;
    if (next) return { before: next.dataset.id };
    const { previousElementSibling: previous } = item;
    return previous ? { after: previous.dataset.id } : {};
  }

  say(item) {
    this.status ??= this.makeStatus();
    const number = this.items.indexOf(item) + (this.list.start || 1);
    const total = this.items.length + (this.list.start || 1) - 1;
    this.status.textContent = this.words.moved.replace("{number}", number).replace("{total}", total);
  }

  makeStatus() {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.append(status);
    return status;
  }
}

function middleOf(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}

customElements.define("sortable-list", SortableList);
