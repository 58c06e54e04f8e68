// The reader as the place of readers' notes: which texts and which image there are, how words are
// brought to the line of reading, and how the panes make room for the notes beside them.

import { Noter } from "../annotations/noter.js";

export class Noting {
  constructor(reader) {
    this.reader = reader;
    this.panel = reader.querySelector("notes-panel");
    reader.addEventListener("click", (event) => this.noteOnImage(event));
    const begin = () => {
      this.noter = new Noter(this.panel, this);
      this.noter.begin();
    };
    customElements.whenDefined("notes-panel").then(begin);
  }

  // What the notes ask of their place ---------------------------------------------------------------

  get articles() {
    return this.reader.texts.map(({ article }) => article);
  }

  get page() {
    return this.reader.page ?? "";
  }

  onImage(then) {
    const { viewer } = this.reader;
    viewer?.addEventListener("viewer:open", then);
    if (this.image) then();
  }

  /** The page image that is shown; null while there is none. */
  get image() {
    const { stage, viewer, pages, key } = this.reader.viewer ?? {};
    if (!viewer?.world?.getItemCount()) return null;
    const { service, width } = pages.find(({ dataset }) => dataset.key === key).dataset;
    const surface = service.split("/").at(-1);
    return { element: stage, viewer, key, surface, width: Number(width) };
  }

  /** Bring words to the line of reading, their pane to the front; false if they are put away. */
  bring(article, range) {
    const text = this.reader.texts.find((each) => each.article === article);
    if (!text.isShown) this.reader.activate(text.closest(".pane").dataset.pane);
    if (!range.getClientRects().length) return false;
    text.read(text.scroller.offsetOf(range));
    this.reader.follow(text);
    return true;
  }

  showImage() {
    const pane = this.reader.viewer?.closest(".pane");
    if (pane && !pane.getClientRects().length) this.reader.activate(pane.dataset.pane);
  }

  offerImage() {
    this.reader.querySelector(".image-notes-button").hidden = false;
  }

  goPage(key) {
    this.reader.goPage(key);
  }

  /** Let the panes make room for what opens beside them, or take it back; what is read stays put. */
  makeRoom(isOpen, change) {
    const places = this.reader.texts.filter(({ isShown }) => isShown).map((text) => [text, anchorOf(text)]);
    change();
    this.reader.toggleAttribute("data-beside", isOpen);
    this.reader.arrange();
    for (const [text, place] of places) {
      if (!place || !text.isShown || !place.leaf.getClientRects().length) continue;
      text.moveTo(text.scroller.offsetOf(place.leaf) - place.above);
    }
  }

  // Keys and tools ------------------------------------------------------------------------------------

  toggle() {
    return this.noter?.panel.toggle() ?? false;
  }

  step(by) {
    return this.noter?.step(by) ?? false;
  }

  enterTools() {
    return this.noter?.tools.enter() ?? false;
  }

  takeBack() {
    return this.panel.takeBack?.() ?? false;
  }

  noteOnImage(event) {
    const button = event.target.closest("[data-note-on]");
    if (!button || !this.noter) return;
    button.closest("[popover]").hidePopover();
    this.noter.noteOnImage(button.dataset.noteOn);
  }
}

/** The paragraph at the line of reading, and how far below the edge it stands. */
function anchorOf(text) {
  const edge = text.scroller.isOwn ? text.getBoundingClientRect().top : 0;
  const line = edge + text.scroller.reading;
  const leaf = Array.from(text.querySelectorAll("[data-leaf]")).find(
    (each) => each.getClientRects().length && each.getBoundingClientRect().bottom > line,
  );
  return leaf && { leaf, above: leaf.getBoundingClientRect().top - edge };
}
