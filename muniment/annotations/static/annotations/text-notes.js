// Notes in the texts of a page: painted with the CSS Custom Highlight API, found under the pointer,
// and counted beside each paragraph for those to whom paint says nothing.

import { PassageIndex } from "../passages/passages.js";
import { isUnchanged } from "../rendering/canonical.js";

export const COLOURS = ["yellow", "green", "blue", "pink", "violet"];
const NEAR_PX = 2;
const PULSE_MS = 220;

/** One text of the page, with its notes. */
class TextNotes {
  constructor(article) {
    this.article = article;
    this.key = article.dataset.text;
    this.index = new PassageIndex(article);
    this.notes = [];
    this.paragraphs = new Map(); // leaf → element
  }

  get version() {
    return Number(this.article.dataset.version);
  }

  /** What a reader takes for the paragraph in which a range begins; a table is one. */
  paragraphOf({ startContainer }) {
    const { leaf } = this.index.byNode.get(startContainer);
    if (!this.paragraphs.has(leaf)) {
      const numbered = leaf.closest(".text :has(> .paragraph-number)");
      this.paragraphs.set(leaf, leaf.closest(".table") ?? numbered ?? leaf);
    }
    return this.paragraphs.get(leaf);
  }

  /** The notes that run over a point of the window. */
  at(x, y) {
    const place = placeAt(x, y);
    if (!place || !this.index.byNode.has(place.node)) return [];
    const position = this.index.positionAt(place.node, place.offset);
    return this.notes.filter(
      ({ start, end }) => start <= position && position <= end && this.isOver(start, end, x, y),
    );
  }

  isOver(start, end, x, y) {
    return this.index.liveRangesOf(start, end).some((range) =>
      Array.from(range.getClientRects()).some(
        (line) =>
          x >= line.left - NEAR_PX &&
          x <= line.right + NEAR_PX &&
          y >= line.top - NEAR_PX &&
          y <= line.bottom + NEAR_PX,
      ),
    );
  }
}

function placeAt(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && { node: found.offsetNode, offset: found.offset };
  }
  const found = document.caretRangeFromPoint?.(x, y);
  return found && { node: found.startContainer, offset: found.startOffset };
}

/** All texts of a page. */
export class TextsNotes {
  constructor(articles, { markTemplate }) {
    this.articles = articles;
    this.markTemplate = markTemplate;
    this.texts = [];
    this.marks = new Map(); // element of the page → its button
  }

  /** Look through the texts; those that are not as the archive sent them are left out. */
  async begin() {
    const checks = await Promise.all(this.articles.map(isUnchanged));
    this.changed = this.articles.filter((_, at) => !checks[at]);
    const sound = this.articles.filter((_, at) => checks[at]);
    this.texts = sound.map((article) => new TextNotes(article));
  }

  textOf(node) {
    return this.texts.find(({ article }) => article.contains(node));
  }

  withKey(key) {
    return this.texts.find((text) => text.key === key);
  }

  /** Take the notes that are shown: paint them, and count them by paragraph. */
  take(notes) {
    const byText = grouped(notes);
    const tints = new Map(COLOURS.map((colour) => [colour, []]));
    const lines = { own: [], others: [] };
    const marked = new Map(); // paragraph → ids
    for (const text of this.texts) {
      text.notes = (byText.get(text.key) ?? []).filter(isPlaced);
      for (const note of text.notes) {
        const ranges = text.index.rangesOf(note.start, note.end);
        if (!ranges.length) continue;
        tints.get(note.colour).push(...ranges);
        if (!note.mine) lines.others.push(...ranges);
        else if (note.excerpt) lines.own.push(...ranges);
        const block = text.paragraphOf(ranges[0]);
        if (!marked.has(block)) marked.set(block, []);
        marked.get(block).push(note.id);
      }
    }
    for (const [colour, ranges] of tints) fill(`note-${colour}`, ranges, 1);
    fill("note-own", lines.own, 2);
    fill("note-others", lines.others, 3);
    this.count(marked);
  }

  /** Set off the words of one note, or of one that is being written. */
  choose(key, start, end) {
    const index = this.withKey(key)?.index;
    fill("note-chosen", index && start !== null ? index.rangesOf(start, end) : [], 4);
  }

  /** Let the eye find words: they light up twice, unless motion is not wanted. */
  async pulse(key, start, end) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const ranges = this.withKey(key).index.rangesOf(start, end);
    this.pulsing = ranges;
    for (const lit of [ranges, [], ranges, []]) {
      fill("note-pulse", lit, 5);
      await new Promise((then) => setTimeout(then, PULSE_MS));
      if (this.pulsing !== ranges) return; // other words light up by now
    }
  }

  unchoose() {
    fill("note-chosen", [], 4);
  }

  /** Put a button with their number beside each paragraph that has notes. */
  count(marked) {
    for (const [block, mark] of this.marks) {
      if (marked.has(block)) continue;
      mark.remove();
      delete block.dataset.noted;
      this.marks.delete(block);
    }
    for (const [block, ids] of marked) this.mark(block, ids);
  }

  mark(block, ids) {
    let mark = this.marks.get(block);
    if (!mark) {
      mark = this.markTemplate.content.firstElementChild.cloneNode(true);
      this.marks.set(block, mark);
      const number = block.querySelector(":scope > .paragraph-number");
      const label = number?.nextElementSibling?.closest(".page-break.leading");
      if (number) (label ?? number).after(mark);
      else block.prepend(mark);
      block.dataset.noted = number ? "numbered" : "";
    }
    mark.dataset.ids = ids.join(" ");
    mark.querySelector(".paragraph-notes-count").textContent = String(ids.length);
  }

  /** The notes under a point of the window, in the text that is there. */
  at(target, x, y) {
    return this.textOf(target)?.at(x, y) ?? [];
  }
}

function isPlaced({ start, status }) {
  return start !== null && status !== "orphan";
}

function grouped(notes) {
  const groups = new Map();
  for (const note of notes) {
    if (!groups.has(note.text)) groups.set(note.text, []);
    groups.get(note.text).push(note);
  }
  return groups;
}

/** Give a highlight of ours these ranges; other highlights of the page are not touched. */
function fill(name, ranges, priority) {
  if (!CSS.highlights) return;
  let highlight = CSS.highlights.get(name);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }
  highlight.clear();
  for (const range of ranges) highlight.add(range);
}
