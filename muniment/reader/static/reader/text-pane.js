// <text-pane>: a text that scrolls, that can be measured, and that says which page is read.

import { measure, Scroller } from "./places.js";
import { openNote, openPerson } from "./beside.js";

class TextPane extends HTMLElement {
  connectedCallback() {
    this.scroller = new Scroller(this);
    this.places = null;
    this.expected = null;
    this.addEventListener("click", (event) => this.followLink(event));
    const forget = () => {
      this.places = null;
    };
    new ResizeObserver(forget).observe(this.article);
    document.fonts?.ready.then(forget);
    this.addEventListener("toggle", forget, true);
    this.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  get article() {
    return this.querySelector("article");
  }

  get isShown() {
    return this.offsetParent !== null;
  }

  /** Forget where things stand: they are measured anew when next needed. */
  forget() {
    this.places = null;
  }

  measured() {
    this.places ??= measure(this, this.scroller);
    return this.places;
  }

  /** Tell those who listen that the reader, not a program, has moved this text. */
  scrolled() {
    if (this.expected !== null && Math.abs(this.scroller.top - this.expected) < 2) return;
    this.expected = null;
    this.dispatchEvent(new CustomEvent("reader:moved", { bubbles: true }));
  }

  /** The offset that is read now. */
  get reading() {
    return this.scroller.top + this.scroller.reading;
  }

  get page() {
    return this.measured().pageAt(this.reading);
  }

  /** Bring an offset to the line of reading. */
  read(offset) {
    this.moveTo(offset - this.scroller.reading);
  }

  readPage(key) {
    const offset = this.measured().offsetOfPage(key);
    if (offset === undefined) return false;
    if (offset <= this.measured().start + 1) this.moveTo(this.scroller.isOwn ? 0 : offset - 60);
    else this.read(offset + 2);
    return true;
  }

  moveTo(top) {
    this.scroller.top = Math.max(0, top);
    this.expected = this.scroller.top;
  }

  followLink(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const call = event.target.closest("a.call");
    if (call && openNote(call, this)) event.preventDefault();
    const name = event.target.closest("a.name[data-person]");
    if (name && openPerson(name)) event.preventDefault();
    const back = event.target.closest("a.note-label");
    if (back) this.goBack(event, back);
  }

  /** From a note at the end back to its call, with the focus. */
  goBack(event, link) {
    const call = document.getElementById(link.getAttribute("href").slice(1));
    if (!call) return;
    event.preventDefault();
    this.read(this.scroller.offsetOf(call));
    call.focus({ preventScroll: true });
    this.dispatchEvent(new CustomEvent("reader:moved", { bubbles: true }));
  }
}

customElements.define("text-pane", TextPane);
