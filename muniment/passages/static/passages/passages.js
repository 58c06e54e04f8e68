// Passages of a text in the page: from what is selected to positions in the canonical string, and
// back. Positions are Unicode code points, as the archive keeps them; those of the DOM are UTF-16.

import { leavesOf, textNodes } from "../rendering/canonical.js";

/** Give the first index from 0 to `count` for which `isReached` holds; it must hold from there on. */
function firstIndex(count, isReached) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The text nodes of one text, looked through once; every question is then answered by bisection.
 * Make it anew when the text's elements have been changed.
 */
export class PassageIndex {
  constructor(article) {
    this.article = article;
    this.nodes = []; // { node, start, end, leaf }, in canonical order, which is the document's
    this.leaves = new Map(); // element → { start, end }
    const parts = [];
    let offset = 0;
    for (const leaf of leavesOf(article)) {
      const start = offset;
      let words = "";
      for (const node of textNodes(leaf)) {
        if (!node.length) continue;
        this.nodes.push({ node, start: offset, end: offset + node.length, leaf });
        words += node.data;
        offset += node.length;
      }
      parts.push(words);
      this.leaves.set(leaf, { start, end: offset });
      offset += 1; // the line feed
    }
    this.text = parts.join("\n");
    this.byNode = new Map(this.nodes.map((entry) => [entry.node, entry]));
    this.pairs = Array.from(this.text.matchAll(/[\u{10000}-\u{10FFFF}]/gu), (match) => match.index);
  }

  // Code points and UTF-16 ----------------------------------------------------------------------

  /** The number of code points of the canonical string. */
  get length() {
    return this.toCodePoints(this.text.length);
  }

  /** Turn a UTF-16 offset into code points; within a surrogate pair it is that of the pair. */
  toCodePoints(offset) {
    return offset - firstIndex(this.pairs.length, (at) => this.pairs[at] >= offset);
  }

  /** Turn code points into a UTF-16 offset. */
  toUnits(position) {
    return position + firstIndex(this.pairs.length, (at) => this.pairs[at] - at >= position);
  }

  // From the page to positions ------------------------------------------------------------------

  /**
   * Give the passage that a range of the document covers: { start, end, exact }, without white
   * space at its ends; null if it covers no words of this text.
   */
  passageOf(range) {
    const start = this.unitsAt(range.startContainer, range.startOffset, false);
    const end = this.unitsAt(range.endContainer, range.endOffset, true);
    return this.passage(start, end);
  }

  /** Give the passage between two UTF-16 offsets of a leaf's own words. */
  passageWithin(leaf, from, to) {
    const { start, end } = this.leaves.get(leaf);
    return this.passage(Math.min(start + from, end), Math.min(start + to, end));
  }

  /** Give the position, in code points, of a place in the document. */
  positionAt(node, offset) {
    return this.toCodePoints(this.unitsAt(node, offset, false));
  }

  passage(from, to) {
    const words = this.text.slice(from, Math.max(from, to));
    const exact = words.trim();
    if (!exact) return null;
    const start = this.toCodePoints(from + words.indexOf(exact));
    // A pair that is cut in two is taken whole.
    const units = from + words.indexOf(exact) + exact.length;
    const end = this.toCodePoints(this.isWithinPair(units) ? units + 1 : units);
    return { start, end, exact: this.exact(start, end) };
  }

  isWithinPair(offset) {
    const code = this.text.charCodeAt(offset - 1);
    return code >= 0xd800 && code < 0xdc00;
  }

  /**
   * Give the UTF-16 offset of a place in the document. Beside the words (in a note's call, on an
   * element's edge) it is where the next words begin or, `atEnd`, where those before end.
   */
  unitsAt(node, offset, atEnd) {
    const entry = this.byNode.get(node);
    if (entry) return entry.start + offset;
    const place = document.createRange();
    place.setStart(node, offset);
    const next = firstIndex(
      this.nodes.length,
      (at) => place.comparePoint(this.nodes[at].node, 0) >= 0,
    );
    if (atEnd) return next ? this.nodes[next - 1].end : 0;
    return next < this.nodes.length ? this.nodes[next].start : this.text.length;
  }

  // From positions to the page ------------------------------------------------------------------

  /** Give the words of a passage. */
  exact(start, end) {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }

  /** Give a static range for each leaf that a passage runs over: cheap, and made for painting. */
  rangesOf(start, end) {
    return Array.from(this.stretches(start, end), (ends) => new StaticRange(ends));
  }

  /** Give a live range for each leaf that a passage runs over, which can be measured. */
  liveRangesOf(start, end) {
    return Array.from(this.stretches(start, end), (ends) => {
      const range = document.createRange();
      range.setStart(ends.startContainer, ends.startOffset);
      range.setEnd(ends.endContainer, ends.endOffset);
      return range;
    });
  }

  *stretches(start, end) {
    const from = this.toUnits(start);
    const to = this.toUnits(end);
    let at = firstIndex(this.nodes.length, (each) => this.nodes[each].end > from);
    while (at < this.nodes.length && this.nodes[at].start < to) {
      const first = this.nodes[at];
      let last = first;
      while (at < this.nodes.length && this.nodes[at].leaf === first.leaf && this.nodes[at].start < to) {
        last = this.nodes[at];
        at += 1;
      }
      yield {
        startContainer: first.node,
        startOffset: Math.max(0, from - first.start),
        endContainer: last.node,
        endOffset: Math.min(to, last.end) - last.start,
      };
    }
  }
}
