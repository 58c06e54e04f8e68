// <notes-panel>: the notes beside the text, as a list in the document's order, one with its threads,
// or the form of a new one. On a phone it is a sheet at the foot; it never lies over the passage.

import { NotesLayers } from "./notes-layers.js";
import { NotesList } from "./notes-list.js";
import { send } from "./sending.js";

const SAID_MS = 12_000;
const LONGEST_IN_ADDRESS = 600; // characters

class NotesPanel extends HTMLElement {
  fill(noter, { isLoaded, isChanged }) {
    this.noter = noter;
    this.views = Object.fromEntries(
      Array.from(this.querySelectorAll("[data-view]"), (view) => [view.dataset.view, view]),
    );
    this.rows = new NotesList(this, noter);
    this.layers = new NotesLayers(this.querySelector(".layers"), noter.store);
    this.said = document.querySelector(".notes-said");
    if (!isLoaded) this.warn("unfetched");
    else if (isChanged) this.warn("altered");
    this.listen();
  }

  warn(which) {
    this.querySelector(`[data-warning="${which}"]`).hidden = false;
  }

  listen() {
    for (const link of document.querySelectorAll("[data-notes-panel]")) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", "false");
      link.addEventListener("click", (event) => this.pressed(event, link));
      link.addEventListener("keydown", (event) => {
        if (event.key === " ") this.pressed(event, link);
      });
    }
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("keydown", (event) => this.key(event));
    this.said.addEventListener("click", (event) => this.undone(event));
  }

  pressed(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    link.closest(":popover-open")?.hidePopover();
    this.toggle(link);
  }

  // Open and closed -------------------------------------------------------------------------------

  get isOpen() {
    return !this.hidden;
  }

  toggle(opener = document.activeElement) {
    if (this.isOpen) this.close();
    else this.open(opener);
    return true;
  }

  open(opener) {
    if (opener && !this.contains(opener)) this.opener = opener;
    this.reveal();
    this.refresh();
    this.querySelector(".notes-title").focus();
  }

  reveal() {
    if (this.isOpen) return;
    this.noter.place.makeRoom(true, () => {
      this.hidden = false;
    });
    this.mark();
  }

  close() {
    this.noter.place.makeRoom(false, () => {
      this.hidden = true;
    });
    this.mark();
    this.noter.forget();
    if (this.view === "one") this.show("list");
    this.noter.focusOn(this.opener);
    this.opener = null;
  }

  mark() {
    for (const link of document.querySelectorAll("[data-notes-panel]")) {
      link.setAttribute("aria-expanded", String(this.isOpen));
    }
  }

  show(view) {
    for (const [name, element] of Object.entries(this.views)) element.hidden = name !== view;
    this.view = view;
    if (view !== "one") this.contentOf("one").replaceChildren(); // a form that is begun stays
  }

  contentOf(view) {
    return this.views[view].querySelector(".notes-content");
  }

  key(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.view === "list") this.close();
    else this.back();
  }

  // The list --------------------------------------------------------------------------------------

  /** Draw what has changed; nothing while nobody looks. */
  refresh() {
    this.layers.refresh();
    if (this.isOpen && this.view !== "form") this.rows.draw(this.some);
    const { length } = this.noter.store.notes;
    for (const count of document.querySelectorAll(".notes-total")) count.textContent = length ? String(length) : "";
  }

  get listed() {
    return this.some
      ? this.noter.store.shown.filter(({ id }) => this.some.includes(id))
      : this.noter.store.shown;
  }

  /** Show the list, or those notes alone that lie one over the other. */
  list(ids = null, { opener } = {}) {
    this.some = ids;
    this.show("list");
    this.querySelector(".notes-some").hidden = !ids;
    if (opener !== undefined || ids) this.open(opener ?? document.activeElement);
    else this.refresh();
  }

  /** From a note back to its row in the list. */
  back() {
    const id = this.noter.chosen?.id;
    this.show("list");
    this.refresh();
    this.rows.focus(id);
  }

  // One note --------------------------------------------------------------------------------------

  async one(note, { opener } = {}) {
    if (opener && !this.contains(opener)) this.opener = opener;
    this.reveal();
    this.show("one");
    await this.load(note.href, this.contentOf("one"));
  }

  /** Fetch a page of the archive and show the part of it that is made for this. */
  async load(href, into) {
    const address = new URL(href, location.href);
    address.searchParams.set("fragment", "1");
    this.wanted = address.href;
    const response = await fetch(address).catch(() => null);
    if (this.wanted !== address.href) return; // something else was asked for meanwhile
    if (!response?.ok) return location.assign(href);
    this.put(await response.text(), into);
  }

  put(html, into) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const form = page.querySelector("[data-dialog-content]");
    const part = form ?? page.body;
    for (const heading of part.querySelectorAll("h1, h2, h3")) {
      heading.ariaLevel = String(Number(heading.tagName[1]) + 1); // below the panel's own
    }
    into.replaceChildren(...(form ? [form] : part.childNodes));
    const first = into.querySelector("[aria-invalid=true], [role=alert], .note-preview") ?? into.firstElementChild;
    if (!first) return;
    if (!first.matches("input, textarea")) first.tabIndex = -1;
    first.focus({ preventScroll: first === into.firstElementChild });
    this.scrollTop = 0;
  }

  // Writing ---------------------------------------------------------------------------------------

  /** Show the form of a new note; words that were begun and not sent go over into it. */
  async write(fields, { opener } = {}) {
    if (opener) this.opener = opener;
    else if (!this.isOpen) this.opener = document.activeElement;
    const content = this.contentOf("form");
    const begun = content.querySelector("textarea")?.value;
    this.reveal();
    this.show("form");
    const address = new URL(this.dataset.new, location.href);
    for (const [name, value] of fields) address.searchParams.set(name, value.toString().slice(0, LONGEST_IN_ADDRESS));
    await this.load(address.href, content);
    for (const [name, value] of fields) {
      const kept = content.querySelector(`input[type=hidden][name=${name}]`);
      if (kept) kept.value = value; // an address has no room for long passages
    }
    const field = content.querySelector("textarea");
    if (field && begun && !field.value) field.value = begun;
    field?.focus();
  }

  clicked(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const act = event.target.closest("[data-act]");
    if (act) return this.act(act, event);
    const link = event.target.closest(".notes-content a[href]");
    if (link && this.follow(link)) {
      event.preventDefault();
      event.stopPropagation(); // links that open dialogs elsewhere lead on in here
    }
  }

  /** Go on within the panel where a link leads to something about notes; false if not. */
  follow(link) {
    const { pathname, searchParams } = new URL(link.href);
    if (link.hasAttribute("data-close")) this.back();
    else if (link.hasAttribute("data-show-passage")) this.noter.show(this.noter.chosen);
    else if (pathname === this.dataset.src && searchParams.has("tag")) this.keepTo(searchParams.get("tag"));
    else if (/^\/notes\/.+\/(edit|report)\/$/.test(pathname)) this.load(link.href, link.closest(".notes-content"));
    else return false;
    return true;
  }

  keepTo(tag) {
    this.noter.store.keepTo(tag);
    this.list();
    this.querySelector(".layers").open = true;
    this.rows.focus();
  }

  act(button, event) {
    const note = this.noter.store.byId.get(button.closest("[data-id]")?.dataset.id);
    const actions = {
      close: () => this.close(),
      back: () => this.back(),
      all: () => this.list(null),
      page: () => this.noter.annotatePage(),
      document: () => this.noter.annotateDocument(),
      next: () => this.noter.step(1),
      previous: () => this.noter.step(-1),
      open: () => this.noter.open(note.id),
      show: () => this.noter.choose(note) ?? this.noter.show(note),
      seek: () => this.noter.seek(note),
    };
    event.preventDefault();
    actions[button.dataset.act]?.();
  }

  async submitted(event) {
    const form = event.target;
    if (form.method !== "post") return;
    event.preventDefault();
    const action = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    const fields = new URLSearchParams(new FormData(form, event.submitter));
    const { chosen } = this.noter;
    if (/\/notes\/[^/]+\/delete\/$/.test(action) && chosen?.id) {
      return this.noter.remove(chosen.id, { action, form: fields });
    }
    this.took(await send(action, fields), form);
  }

  /** Show what became of a form: the note, what is wrong, or the question who is asking. */
  async took(answer, form) {
    const content = form.closest(".notes-content");
    if (answer.prompt) return this.ask(answer.prompt, content);
    if (answer.form) return this.put(answer.form, content);
    if (answer.error !== undefined) return this.mistake(content, answer.error || this.dataset.failed);
    if (answer.note) {
      this.contentOf("form").replaceChildren();
      this.noter.store.put(answer.note);
      this.noter.choose(answer.note);
      this.one(answer.note);
      this.say(answer.note.seen_by ? `${this.dataset.saved} ${answer.note.seen_by}` : this.dataset.saved);
    } else {
      const id = this.noter.chosen?.id;
      if (form.getAttribute("action").endsWith("/report/")) this.say(this.dataset.reported);
      await this.noter.store.load();
      if (this.noter.store.byId.has(id)) this.one(this.noter.store.byId.get(id));
      else this.list();
    }
  }

  mistake(content, sentence) {
    content.querySelector(".notes-mistake")?.remove();
    const said = document.createElement("p");
    said.className = "notes-mistake field-errors";
    said.setAttribute("role", "alert");
    said.textContent = sentence;
    content.append(said);
    said.scrollIntoView({ block: "nearest" });
  }

  /** Ask a visitor in place who he is; what he has written stays where it stands. */
  ask({ asks, log_in: logIn, register }, content = null) {
    const prompt = this.querySelector(".prompt-template").content.firstElementChild.cloneNode(true);
    prompt.querySelector(".notes-prompt-asks").textContent = asks;
    prompt.querySelector("[data-to=log-in]").href = logIn;
    prompt.querySelector("[data-to=register]").href = register;
    if (!content) {
      this.reveal();
      this.show("form");
      content = this.contentOf("form");
      content.replaceChildren();
    }
    content.querySelector(".notes-prompt")?.remove();
    content.append(prompt);
    prompt.focus();
    prompt.scrollIntoView({ block: "nearest" });
  }

  // What was done ---------------------------------------------------------------------------------

  /** Say a sentence to everybody, with a way to take back what was done. */
  say(sentence, { undo = null, undoWord, href } = {}) {
    this.undo = undo;
    clearTimeout(this.timer);
    if (sentence && !href && !undoWord) this.timer = setTimeout(() => this.hush(), SAID_MS);
    this.said.hidden = !sentence;
    this.said.querySelector(".notes-said-words").textContent = sentence;
    const button = this.said.querySelector("[data-undo]");
    button.hidden = !undo;
    button.textContent = undoWord ?? button.dataset.undo;
    const field = this.said.querySelector("input");
    field.hidden = !href;
    field.value = href ?? "";
    if (href) field.select();
  }

  /** What was said goes after a while, unless somebody is about to press something in it. */
  hush() {
    if (this.said.matches(":hover, :focus-within")) this.timer = setTimeout(() => this.hush(), SAID_MS);
    else this.said.hidden = true;
  }

  undone(event) {
    if (event.target.closest("[data-undo]")) this.takeBack();
    else if (event.target.closest("[data-close]")) this.say("");
  }

  /** Take back what was done last; false where there is nothing. */
  takeBack() {
    const { undo } = this;
    if (!undo) return false;
    this.say("");
    undo();
    return true;
  }
}

customElements.define("notes-panel", NotesPanel);
