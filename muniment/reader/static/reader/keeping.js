// What is kept of the document: links that save, bookmark or tag know the page that is read and the
// words that are selected; and, for those who have asked for it, that the document was read.

import { PassageIndex } from "../passages/passages.js";

const READ_AFTER_MS = 5000;

export class Keeping {
  constructor(reader) {
    this.reader = reader;
    // Before the press of a button takes the selection away.
    reader.addEventListener("pointerdown", (event) => this.remember(event), true);
    reader.addEventListener("dialog:open", (event) => this.fill(event.target));
    if (reader.dataset.noteReading) setTimeout(() => this.note(), READ_AFTER_MS);
  }

  remember(event) {
    if (event.target.closest("a[data-here]")) this.chosen = this.selected();
  }

  /** The passage that is selected, with its text; null where none is. */
  selected() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const article = this.reader.texts.find((text) => text.contains(range.startContainer))?.article;
    if (!article?.contains(range.endContainer)) return null;
    const passage = new PassageIndex(article).passageOf(range);
    return passage && { article, fields: { ...passage, text: article.dataset.text, version: article.dataset.version } };
  }

  /** Write what is read now into the address of a link. */
  fill(link) {
    const { here } = link.dataset;
    if (!here) return;
    const address = new URL(link.href);
    for (const name of ["text", "version", "start", "end", "exact"]) address.searchParams.delete(name);
    if (here === "page" && this.reader.page) address.searchParams.set("page", this.reader.page);
    const chosen = this.chosen ?? this.selected();
    this.chosen = null;
    const pane = link.closest(".pane");
    if (chosen && pane?.contains(chosen.article)) {
      for (const [name, value] of Object.entries(chosen.fields)) address.searchParams.set(name, value);
    }
    link.href = address.href;
  }

  /** Say that the document is read, if it is still looked at after some seconds. */
  note() {
    if (document.visibilityState !== "visible") return;
    const body = new URLSearchParams({
      document: this.reader.dataset.identifier,
      csrfmiddlewaretoken: document.querySelector("meta[name=csrf-token]")?.content ?? "",
    });
    fetch(this.reader.dataset.noteReading, { method: "POST", body, keepalive: true }).catch(() => {});
  }
}
