// What joins the notes of a document with its page: the store, the texts, the image, the panel and
// the tools. `place` is the page around them, as its reader gives it:
//
//   articles            the texts of the page, elements with data-text, data-version
//   page                the key of the page that is read
//   onImage(then)       calls when an image has been opened
//   image               { element, viewer, key, surface, width } of the image that is shown, or null
//   bring(article, range)   brings words to the line of reading; false if they are put away
//   goPage(key)         goes to a page
//   showImage()         brings the image to the front
//   offerImage()        shows the ways to annotate the image: they need its viewer
//   makeRoom(isOpen, change)   changes something, makes room beside the panes or gives it back, and
//                       keeps what is read where it was

import { ImageNotes } from "./image-notes.js";
import { NotesStore } from "./notes-store.js";
import { ParagraphDialog } from "./paragraph-dialog.js";
import { TextsNotes } from "./text-notes.js";
import { send } from "./sending.js";

const POINTED = "a, button, input, label, summary, [role=button]";

export class Noter {
  constructor(panel, place) {
    this.panel = panel;
    this.place = place;
    this.words = panel.dataset;
    this.store = new NotesStore(this.words.src);
    this.texts = new TextsNotes(place.articles, { markTemplate: panel.querySelector(".mark-template") });
    this.images = new ImageNotes(this, place);
    this.tools = document.querySelector("selection-tools");
    const dialog = document.querySelector(".paragraph-dialog");
    this.paragraph = new ParagraphDialog(dialog, this);
  }

  /** Look through the texts and fetch the notes, at the same time; then open what is asked for. */
  async begin() {
    const [isLoaded] = await Promise.all([this.store.load(), this.texts.begin()]);
    this.tools.begin(this);
    this.listen();
    this.panel.fill(this, { isLoaded, isChanged: this.texts.changed.length > 0 });
    this.store.addEventListener("change", () => this.spread());
    this.spread();
    this.openAddress();
    this.panel.dataset.begun = "";
  }

  listen() {
    for (const article of this.place.articles) {
      article.addEventListener("click", (event) => this.clicked(event));
      article.addEventListener("pointermove", (event) => this.hovered(event, article));
    }
    addEventListener("hashchange", () => this.openAddress());
  }

  /** Bring the notes that are shown to wherever they show. */
  spread() {
    this.texts.take(this.store.shown);
    this.images.take(this.store.shown);
    this.panel.refresh();
    this.rechoose();
  }

  // Passages --------------------------------------------------------------------------------------

  /** The passage that a range of the page covers, with its text and version; null if none. */
  passageOf(range) {
    const text = this.texts.textOf(range.startContainer);
    if (!text) return null;
    const within = range.cloneRange();
    if (!text.article.contains(range.endContainer)) within.setEndAfter(text.article.lastElementChild);
    const passage = text.index.passageOf(within);
    return passage && { ...passage, text: text.key, version: text.version };
  }

  /** Write a passage into the links that other parts of the archive are reached by. */
  fillLinks(root, passage) {
    for (const link of root.querySelectorAll("a[data-do]")) {
      const address = new URL(link.href);
      for (const [name, value] of this.fieldsOf(passage)) address.searchParams.set(name, value);
      link.href = address.href;
    }
    for (const again of root.querySelectorAll('[data-do="again"]')) again.hidden = !this.lost;
  }

  fieldsOf({ text, version, start, end, exact }) {
    const fields = { text, version, start, end, exact };
    if (this.place.page) fields.page = this.place.page;
    return Object.entries(fields);
  }

  act({ do: what, colour }, passage, { opener } = {}) {
    const actions = {
      note: () => this.annotate(passage, { opener }),
      highlight: () => this.highlight(passage, colour),
      link: () => this.copyLink(passage),
      again: () => this.putHere(passage),
    };
    actions[what]?.();
  }

  async copyLink({ text, start, end, version }) {
    const address = new URL(location.pathname, location.href);
    address.searchParams.set("passage", [text, start, end, version].join(","));
    address.hash = "passage";
    const href = address.href.replaceAll("%2C", ",");
    const isCopied = await navigator.clipboard?.writeText(href).then(() => true, () => false);
    if (isCopied) this.panel.say(this.words.copied);
    else this.panel.say(this.words.link, { href });
  }

  // Writing ---------------------------------------------------------------------------------------

  annotate(passage, { opener } = {}) {
    this.chosen = passage;
    this.rechoose();
    getSelection()?.removeAllRanges();
    this.panel.write(this.fieldsOf(passage), { opener });
    this.bring(passage);
  }

  annotateBox(box) {
    const { key, surface } = this.place.image;
    this.panel.say("");
    this.panel.write([["page", key], ["surface", surface], ["box", box.join(",")]]);
    this.place.showImage();
  }

  /** Annotate the image: a box that is drawn, what it shows now, or the whole page. */
  noteOnImage(what) {
    if (what === "box") {
      if (!this.images.startDrawing()) return;
      const undo = () => this.images.stopDrawing();
      this.panel.say(this.words.draw, { undo, undoWord: this.words.giveup });
      return;
    }
    const box = what === "view" ? this.images.boxOfView() : null;
    if (box) this.annotateBox(box);
    else this.annotatePage();
  }

  annotatePage() {
    const { page } = this.place;
    this.panel.write(page ? [["page", page]] : []);
  }

  annotateDocument() {
    this.panel.write([]);
  }

  /** Mark words with a colour: a note without words, that can be taken back at once. */
  async highlight(passage, colour) {
    const form = new URLSearchParams(this.fieldsOf(passage));
    form.set("colour", colour);
    getSelection()?.removeAllRanges();
    const answer = await send(this.words.new, form);
    if (answer.note) {
      this.store.put(answer.note);
      const { id } = answer.note;
      this.panel.say(this.words.highlighted, { undo: () => this.remove(id) });
    } else if (answer.prompt) this.panel.ask(answer.prompt);
    else this.panel.say(answer.error || this.words.failed);
  }

  /** Delete a note; that can be undone. */
  async remove(id, { action = `${this.store.byId.get(id).href}delete/`, form } = {}) {
    const isInPanel = this.panel.contains(document.activeElement);
    const answer = await send(action, form ?? new URLSearchParams());
    if (answer.error !== undefined) return this.panel.say(answer.error || this.words.failed);
    this.forget();
    this.store.remove(id);
    if (isInPanel) this.panel.back();
    else this.panel.list();
    this.panel.say(this.words.deleted, { undo: () => this.restore(action.replace(/delete\/$/, "restore/")) });
  }

  async restore(action) {
    const answer = await send(action, new URLSearchParams());
    if (answer.error !== undefined) return this.panel.say(answer.error || this.words.failed);
    this.store.put(answer.note);
    this.panel.say(this.words.restored);
  }

  // Looking ---------------------------------------------------------------------------------------

  /** Open a note in the panel, with its place in the page. */
  open(id, { opener, isShown = true } = {}) {
    const note = this.store.byId.get(id);
    if (!note) return false;
    this.store.reveal(note);
    this.choose(note);
    this.panel.one(note, { opener });
    if (isShown) this.show(note);
    return true;
  }

  /** Open the list, of some notes alone where these are given. */
  list(ids, { opener } = {}) {
    this.panel.list(ids, { opener });
  }

  choose(note) {
    this.chosen = note;
    this.rechoose();
  }

  forget() {
    this.chosen = null;
    this.rechoose();
  }

  rechoose() {
    const { chosen } = this;
    if (chosen?.text && chosen.start !== null) this.texts.choose(chosen.text, chosen.start, chosen.end);
    else this.texts.unchoose();
    this.images.choose(chosen?.id ?? null);
  }

  /** Show the place of a note: its words, its box, or its page. */
  show(note) {
    if (note.start !== null && note.text) return this.bring(note);
    if (note.box) this.place.showImage();
    if (note.page) this.place.goPage(note.page);
    if (note.box) this.images.show(note);
    return true;
  }

  bring({ text: key, start, end }) {
    const text = this.texts.withKey(key);
    const [range] = text?.index.liveRangesOf(start, end) ?? [];
    if (!range) return this.panel.say(this.words.elsewhere);
    if (!this.place.bring(text.article, range)) return this.panel.say(this.words.away);
    this.texts.pulse(key, start, end);
  }

  /** Go to the note after, or before, the one that is open. */
  step(by) {
    if (!this.panel.isOpen) return false;
    const notes = this.panel.listed;
    if (!notes.length) return false;
    const at = notes.findIndex(({ id }) => id === this.chosen?.id);
    const next = at < 0 && by < 0 ? notes.length - 1 : (at + by + notes.length) % notes.length;
    return this.open(notes[next].id, { opener: this.panel.opener });
  }

  /** Open the note that the address names. */
  openAddress() {
    const asked = new URL(location.href);
    const id = asked.hash.startsWith("#note-") ? asked.hash.slice(6) : asked.searchParams.get("note");
    if (id && !this.open(id)) this.panel.say(this.words.unknown);
  }

  // In the texts ----------------------------------------------------------------------------------

  clicked(event) {
    const number = event.target.closest(".paragraph-number");
    if (number && event.detail === 0 && this.paragraph.open(number)) return event.preventDefault();
    const mark = event.target.closest(".paragraph-notes");
    if (mark) return this.openSome(mark.dataset.ids.split(" "), mark);
    if (event.target.closest(POINTED) || !getSelection().isCollapsed || event.defaultPrevented) return;
    const notes = this.texts.at(event.target, event.clientX, event.clientY);
    if (notes.length) this.openSome(notes.map(({ id }) => id), null);
  }

  openSome(ids, opener) {
    if (ids.length === 1) this.open(ids[0], { opener, isShown: false });
    else this.list(ids, { opener });
  }

  /** The pointer says that words can be pressed. */
  hovered({ target, clientX, clientY, buttons }, article) {
    cancelAnimationFrame(this.frame);
    if (buttons) return;
    this.frame = requestAnimationFrame(() => {
      const isOver = !target.closest(POINTED) && this.texts.at(target, clientX, clientY).length > 0;
      article.classList.toggle("is-over-note", isOver);
    });
  }

  /** Back to where somebody was, or to the button of the sheet that it was in. */
  focusOn(element) {
    if (!element || element === document.body) return;
    const sheet = element.closest("[popover]:not(:popover-open)");
    const button = sheet && document.querySelector(`[popovertarget="${sheet.id}"]`);
    const isGone = !element.getClientRects().length;
    (isGone ? button : element)?.focus({ preventScroll: true });
  }

  labelOf(note) {
    return [this.words.note, note.author, note.excerpt].filter(Boolean).join(": ");
  }

  // Notes whose passage is gone -------------------------------------------------------------------

  /** Let new words be chosen for a note that has lost its own. */
  seek(note) {
    this.lost = note;
    this.panel.say(this.words.seek, { undo: () => this.giveUp(), undoWord: this.words.giveup });
  }

  giveUp() {
    this.lost = null;
    this.panel.say("");
  }

  async putHere(passage) {
    const { lost } = this;
    const form = new URLSearchParams(this.fieldsOf(passage));
    const answer = await send(`${lost.href}move/`, form);
    if (answer.error !== undefined) return this.panel.say(answer.error || this.words.failed);
    this.lost = null;
    this.store.put(answer.note);
    this.open(lost.id);
    this.panel.say(this.words.moved);
  }
}
