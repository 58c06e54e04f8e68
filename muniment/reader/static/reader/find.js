// Find in this document: from hit to hit with links, Enter in the box, and single keys.

import { pageOfHit } from "./hit-lines.js";

export class Find {
  constructor(reader) {
    this.reader = reader;
    this.bar = document.getElementById("find");
    this.box = this.bar?.querySelector(".find-box");
    this.steps = this.bar?.querySelector(".find-steps");
    this.searched = this.box?.value;
    this.current = Number(this.steps?.dataset.current ?? 0);
    this.total = Number(this.steps?.dataset.total ?? 0);
    this.bar?.addEventListener("toggle", (event) => {
      if (event.newState === "open") this.box.focus();
    });
    this.bar?.addEventListener("click", (event) => this.clicked(event));
    this.box?.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** Put the cursor into the box, wherever it stands. */
  open() {
    if (!this.box) return false;
    const button = this.reader.querySelector(".find-button");
    const tools = this.bar.closest(".tools");
    if (tools && getComputedStyle(tools).display === "none") tools.showPopover();
    if (button && !this.bar.matches(":popover-open")) button.click();
    this.box.focus();
    this.box.select();
    return true;
  }

  clicked(event) {
    const step = event.target.closest(".find-step");
    if (!step || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.step(Number(step.dataset.step));
  }

  /** Enter goes on to the next hit while the words are those that were looked for. */
  pressed(event) {
    if (event.key === "Enter" && this.total && this.box.value.trim() === this.searched) {
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && !this.bar.popover) {
      event.preventDefault();
      if (this.box.value === this.searched) this.bar.querySelector(".find-clear").click();
      else this.box.value = this.searched;
    }
  }

  step(by) {
    for (let tried = 0, next = this.current; tried < this.total; tried += 1) {
      next = ((next - 1 + by + this.total) % this.total) + 1;
      if (this.show(next)) return true;
    }
    return false;
  }

  /** Go to the hit that the address names, or the first of its page. */
  begin() {
    if (!this.total) return false;
    return this.show(this.current) || this.step(1);
  }

  /** Bring a hit to the line of reading; false if it stands in words that are put away. */
  show(number) {
    const parts = this.reader.querySelectorAll(`mark.hit[data-hit="${number}"]`);
    if (!parts.length || !this.reader.goTo(parts[0].id)) return false;
    for (const part of this.reader.querySelectorAll("mark.hit.is-current")) part.classList.remove("is-current");
    for (const part of parts) part.classList.add("is-current");
    this.current = number;
    this.steps.querySelector(".find-number").textContent = String(number);
    this.reader.viewer?.goToHit?.(number);
    const page = pageOfHit(number);
    if (page !== undefined && this.reader.viewer) this.reader.count(this.reader.viewer, page);
    return true;
  }
}
