// The list of notes in the panel: rows are made once for each note, the first at once and the rest
// while the browser has nothing else to do.

const AT_ONCE = 40;
const AT_A_TIME = 120;
const LONGEST_QUOTE = 140;

const idle = (then) => (window.requestIdleCallback ?? ((each) => setTimeout(each, 30)))(then);

export class NotesList {
  constructor(panel, noter) {
    this.panel = panel;
    this.noter = noter;
    this.list = panel.querySelector(".notes-list");
    this.lost = panel.querySelector(".notes-lost");
    this.template = panel.querySelector(".row-template");
    this.rows = new Map(); // id → { note, row }
  }

  /** Draw the notes that are shown, or some of them; those that have lost their place apart. */
  draw(some = null) {
    const notes = this.panel.listed;
    const lost = some ? [] : notes.filter(isLost);
    this.fill(this.list, some ? notes : notes.filter((note) => !isLost(note)));
    this.lost.hidden = !lost.length;
    this.fill(this.lost.querySelector("ol"), lost);
    this.sayEmpty(notes);
  }

  fill(list, notes) {
    list.replaceChildren(...notes.slice(0, AT_ONCE).map((note) => this.row(note)));
    let done = AT_ONCE;
    const turn = Symbol("turn");
    list.turn = turn;
    const more = () => {
      if (list.turn !== turn || done >= notes.length) return;
      list.append(...notes.slice(done, done + AT_A_TIME).map((note) => this.row(note)));
      done += AT_A_TIME;
      idle(more);
    };
    idle(more);
  }

  sayEmpty(notes) {
    const { store } = this.noter;
    const which = notes.length ? "" : store.notes.length ? "hidden" : "none";
    for (const sentence of this.panel.querySelectorAll("[data-empty]")) {
      sentence.hidden = sentence.dataset.empty !== which;
    }
  }

  row(note) {
    const kept = this.rows.get(note.id);
    const row = kept?.note === note ? kept.row : this.make(note);
    this.rows.set(note.id, { note, row });
    if (this.noter.chosen?.id === note.id) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    return row;
  }

  make(note) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.dataset.id = note.id;
    row.dataset.colour = note.colour;
    const words = row.querySelector(".note-row-words");
    const quote = row.querySelector(".note-row-quote");
    const passage = this.quoteOf(note);
    quote.textContent = passage ?? this.placeOf(note);
    quote.classList.toggle("is-place", passage === null);
    if (passage !== null) quote.lang = this.noter.texts.withKey(note.text).article.lang;
    words.textContent = note.excerpt || this.panel.dataset.wordless;
    words.classList.toggle("is-wordless", !note.excerpt);
    row.querySelector(".note-row-meta").replaceChildren(...this.factsOf(note).map(fact));
    const show = row.querySelector("[data-act=show]");
    show.hidden = note.kind === "document" || isLost(note);
    show.textContent = this.panel.dataset[`show${note.kind}`] ?? show.textContent;
    row.querySelector("[data-act=seek]").hidden = !isLost(note);
    return row;
  }

  /** The words that a note is about; null where they are not in the page. */
  quoteOf({ text, start, end, kind, exact }) {
    if (kind !== "passage") return null;
    const index = start === null ? null : this.noter.texts.withKey(text)?.index;
    const words = index ? index.exact(start, end) : exact;
    if (!words) return null;
    const line = words.replaceAll(/\s+/g, " ");
    return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE).trimEnd()}…` : line;
  }

  placeOf({ kind, page_label: label }) {
    const words = this.panel.dataset;
    const page = label ? `${words.page} ${label}` : "";
    if (kind === "box") return [page, words.box].filter(Boolean).join(" · ");
    if (kind === "document") return words.whole;
    return page || words.passage;
  }

  factsOf(note) {
    const words = this.panel.dataset;
    return [
      note.mine ? words.you : note.author,
      note.seen_by,
      ...note.tags.map((tag) => `#${tag}`),
      note.replies ? `${words.replies} ${note.replies}` : "",
      note.status === "edited" ? words.edited : "",
    ].filter(Boolean);
  }

  focus(id) {
    const row = id && this.rows.get(id)?.row;
    const button = row?.isConnected ? row.querySelector("[data-act=open]") : null;
    (button ?? this.panel.querySelector(".notes-title")).focus();
    row?.scrollIntoView({ block: "nearest" });
  }
}

function isLost({ status }) {
  return status === "orphan";
}

function fact(words) {
  const item = document.createElement("span");
  item.textContent = words;
  return item;
}
