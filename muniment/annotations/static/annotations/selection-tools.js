// <selection-tools>: what can be done with the words that are chosen, beside them; at the foot of
// the window where fingers choose. Tab leads into it, Escape back.

const SETTLED_MS = 150;
const MARGIN_PX = 8;
const bySheet = matchMedia("(pointer: coarse), (width < 60rem)");

class SelectionTools extends HTMLElement {
  /** `noter` says what passage a range is, and does what the buttons ask. */
  begin(noter) {
    this.noter = noter;
    this.chosen = null;
    const later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), SETTLED_MS);
    };
    document.addEventListener("selectionchange", later);
    document.addEventListener("pointerdown", (event) => this.pressed(event), true);
    document.addEventListener("pointerup", () => {
      this.isPressed = false;
      later();
    });
    document.addEventListener("pointercancel", () => {
      this.isPressed = false;
    });
    document.addEventListener("keydown", (event) => this.key(event), true);
    addEventListener("scroll", () => this.place(), { capture: true, passive: true });
    addEventListener("resize", () => this.place());
    this.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
    this.addEventListener("click", (event) => this.clicked(event));
  }

  pressed(event) {
    if (this.contains(event.target)) return;
    this.isPressed = true;
  }

  /** Show the tools once words are chosen, and put them away when they no longer are. */
  look() {
    if (this.isPressed || this.contains(document.activeElement)) return;
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const passage = range && this.noter.passageOf(range);
    if (!passage) return this.away();
    this.offer(passage, range);
  }

  offer(passage, range) {
    this.chosen = passage;
    this.range = range;
    this.noter.fillLinks(this, passage);
    this.hidden = false;
    this.place();
  }

  away() {
    this.hidden = true;
    this.chosen = null;
    this.range = null;
  }

  /** Above the words if there is room, else below; never beyond the window's edge. */
  place() {
    if (this.hidden || !this.range) return;
    const isSheet = bySheet.matches;
    this.classList.toggle("is-sheet", isSheet);
    if (isSheet) {
      this.style.removeProperty("left");
      this.style.removeProperty("top");
      return;
    }
    const lines = Array.from(this.range.getClientRects()).filter(({ width }) => width);
    const first = lines[0] ?? this.range.getBoundingClientRect();
    const last = lines.at(-1) ?? first;
    const { width, height } = this.getBoundingClientRect();
    const isAbove = first.top - height - MARGIN_PX > MARGIN_PX;
    const top = isAbove ? first.top - height - MARGIN_PX : last.bottom + MARGIN_PX;
    const left = Math.min(Math.max(MARGIN_PX, first.left), innerWidth - width - MARGIN_PX);
    this.style.left = `${Math.max(MARGIN_PX, left)}px`;
    this.style.top = `${Math.min(Math.max(MARGIN_PX, top), innerHeight - height - MARGIN_PX)}px`;
  }

  // Keys ------------------------------------------------------------------------------------------

  get buttons() {
    return Array.from(this.querySelectorAll("button, a[href]")).filter((each) => !each.closest("[hidden]"));
  }

  /** Go into the tools; false where no words are chosen. */
  enter() {
    if (this.hidden) this.look();
    if (this.hidden) return false;
    this.cameFrom = document.activeElement;
    this.buttons[0].focus();
    return true;
  }

  key(event) {
    if (this.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const isInside = this.contains(document.activeElement);
      this.leave();
      if (isInside) event.preventDefault();
      return;
    }
    if (!this.contains(event.target)) {
      if (event.key === "Tab" && !event.shiftKey && this.enter()) event.preventDefault();
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const { buttons } = this;
    buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
  }

  /** Put the tools away and go back to where the words were chosen. */
  leave() {
    const isInside = this.contains(document.activeElement);
    this.away();
    if (isInside) this.noter.focusOn(this.cameFrom);
  }

  clicked(event) {
    const button = event.target.closest("[data-do]");
    const { chosen } = this;
    if (!button || !chosen) return;
    if (button.tagName !== "A") this.leave();
    this.noter.act(button.dataset, chosen);
  }
}

customElements.define("selection-tools", SelectionTools);
