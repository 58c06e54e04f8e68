// The notes on a document that its reader may see, as the server gave them, and which of them he
// wants to have before him. Layers are his own, everyone's, and each of his groups.

const STORED = "muniment.notes.off";
const PARAMETER = "notes";

export class NotesStore extends EventTarget {
  constructor(src) {
    super();
    this.src = src;
    this.notes = [];
    this.byId = new Map();
    this.may = { annotate: true, groups: [] };
    this.off = recall(); // layers that are switched off
    this.tag = "";
  }

  /** Fetch all notes; tell whether they came. */
  async load() {
    const address = new URL(this.src, location.href);
    address.searchParams.set("format", "json");
    const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) return false;
    const { notes, may, texts } = await response.json();
    this.may = may;
    this.take(notes.map((note) => (isOfPage(note, texts) ? note : { ...note, start: null, end: null })));
    this.readAddress();
    this.announce();
    return true;
  }

  take(notes) {
    this.notes = notes.sort((a, b) => a.order - b.order);
    this.byId = new Map(this.notes.map((note) => [note.id, note]));
  }

  announce() {
    this.kept = null;
    this.dispatchEvent(new Event("change"));
  }

  // Layers and tags -------------------------------------------------------------------------------

  /** The layers that there are, with how many notes each has. */
  get layers() {
    const counts = new Map();
    for (const note of this.notes) {
      for (const layer of layersOf(note)) counts.set(layer, (counts.get(layer) ?? 0) + 1);
    }
    const groups = this.may.groups.map(({ id, name }) => ({ id: `group:${id}`, name }));
    return [{ id: "mine" }, ...groups, { id: "public" }].map((layer) => ({
      ...layer,
      count: counts.get(layer.id) ?? 0,
      isOn: !this.off.has(layer.id),
    }));
  }

  get tags() {
    const collator = new Intl.Collator(document.documentElement.lang);
    return Array.from(new Set(this.notes.flatMap((note) => note.tags))).sort(collator.compare);
  }

  /** The notes of the layers that are on, in the document's order. */
  get shown() {
    this.kept ??= this.notes.filter((note) => this.isShown(note));
    return this.kept;
  }

  isShown(note) {
    if (this.tag && !note.tags.includes(this.tag)) return false;
    return layersOf(note).some((layer) => !this.off.has(layer));
  }

  turn(layer, isOn) {
    if (isOn) this.off.delete(layer);
    else this.off.add(layer);
    store(this.off);
    this.writeAddress();
    this.announce();
  }

  keepTo(tag) {
    this.tag = tag;
    this.announce();
  }

  /** Let a note be seen: its layer is switched on, and the choice of a tag given up. */
  reveal(note) {
    if (this.isShown(note)) return;
    this.tag = "";
    this.turn(layersOf(note)[0], true);
  }

  /** An address may say which layers are on; for this page that goes before what was chosen last. */
  readAddress() {
    const asked = new URL(location.href).searchParams.get(PARAMETER);
    if (asked === null) return;
    const on = asked.split(",");
    this.off = new Set(this.layers.map(({ id }) => id).filter((id) => !on.includes(id)));
  }

  writeAddress() {
    const address = new URL(location.href);
    const on = this.layers.filter(({ isOn }) => isOn).map(({ id }) => id);
    if (on.length === this.layers.length) address.searchParams.delete(PARAMETER);
    else address.searchParams.set(PARAMETER, on.join(","));
    const href = address.href.replaceAll("%2C", ",").replaceAll("%3A", ":");
    history.replaceState(history.state, "", href);
  }

  // Changes ---------------------------------------------------------------------------------------

  /** Put a note in, or in the place of what it was. */
  put(note) {
    this.take([...this.notes.filter(({ id }) => id !== note.id), note]);
    this.announce();
  }

  remove(id) {
    this.take(this.notes.filter((note) => note.id !== id));
    this.announce();
  }
}

/** The layers that a note belongs to: it is seen while one of them is on. */
function layersOf(note) {
  const layers = note.mine ? ["mine"] : [];
  for (const group of note.groups ?? []) layers.push(`group:${group}`);
  if (note.audience === "public") layers.push("public");
  return layers;
}

function recall() {
  try {
    return new Set(JSON.parse(localStorage.getItem(STORED) ?? "[]"));
  } catch {
    return new Set();
  }
}

function store(off) {
  try {
    localStorage.setItem(STORED, JSON.stringify(Array.from(off)));
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}

/** Whether a note's place is one of the page: the page may be older than a correction of its text. */
function isOfPage({ text }, texts) {
  const article = text && document.querySelector(`article[data-text="${CSS.escape(text)}"]`);
  return !article || Number(article.dataset.version) === texts[text]?.version;
}
