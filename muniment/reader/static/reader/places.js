// Where things stand in a pane, and how a place in one pane is found in another: by the page
// breaks and paragraphs that both have, and in proportion between them.

/** What scrolls a pane: itself, or on a narrow screen the window. */
export class Scroller {
  constructor(pane) {
    this.pane = pane;
  }

  get isOwn() {
    const { overflowY } = getComputedStyle(this.pane);
    return overflowY === "auto" || overflowY === "scroll";
  }

  get top() {
    return this.isOwn ? this.pane.scrollTop : window.scrollY;
  }

  set top(y) {
    if (this.isOwn) this.pane.scrollTop = y;
    else window.scrollTo(0, y);
  }

  get height() {
    return this.isOwn ? this.pane.clientHeight : window.innerHeight;
  }

  get length() {
    return this.isOwn ? this.pane.scrollHeight : document.documentElement.scrollHeight;
  }

  /** The line at which a reader is taken to read: a fifth from the top. */
  get reading() {
    return this.height * 0.2;
  }

  offsetOf(element) {
    const origin = this.isOwn ? this.pane.getBoundingClientRect().top : 0;
    return element.getBoundingClientRect().top - origin + this.top;
  }
}

/** Measure a text: its pages and paragraphs with their offsets, from top to bottom. */
export function measure(pane, scroller) {
  const article = pane.querySelector("article");
  const found = [];
  const start = scroller.offsetOf(article);
  if (article.dataset.firstPage) found.push({ id: `page ${article.dataset.firstPage}`, y: start });
  for (const mark of article.querySelectorAll(".page-break[data-key]")) {
    const y = scroller.offsetOf(mark);
    found.push({ id: `page ${mark.dataset.key}`, y });
  }
  for (const number of article.querySelectorAll(".text-body .paragraph-number")) {
    const block = number.parentElement;
    const y = scroller.offsetOf(block);
    found.push({ id: `number ${number.dataset.n}`, y });
    found.push({ id: `block ${block.dataset.align ?? block.dataset.block}`, y });
  }
  const end = start + article.getBoundingClientRect().height;
  return new Places(found, start, end);
}

class Places {
  constructor(found, start, end) {
    this.start = start;
    this.end = end;
    this.at = new Map();
    for (const { id, y } of found) {
      if (!this.at.has(id)) this.at.set(id, y);
    }
    this.pages = found
      .filter((place) => place.id.startsWith("page "))
      .map((place) => ({ key: place.id.slice(5), y: place.y }))
      .sort((a, b) => a.y - b.y);
    this.numbers = found.filter((place) => place.id.startsWith("number ")).length;
  }

  /** The page that is read at an offset. */
  pageAt(y) {
    let key = this.pages[0]?.key ?? "";
    for (const page of this.pages) {
      if (page.y > y + 1) break;
      key = page.key;
    }
    return key;
  }

  offsetOfPage(key) {
    return this.at.get(`page ${key}`);
  }

  /** Find the offset in another text of the same document that answers to one in this. */
  translate(y, other) {
    const pairs = this.pairsWith(other);
    let before = pairs[0];
    for (const pair of pairs) {
      if (pair[0] > y) {
        const share = (y - before[0]) / Math.max(1, pair[0] - before[0]);
        return before[1] + Math.max(0, share) * (pair[1] - before[1]);
      }
      before = pair;
    }
    return before[1] + (y - before[0]);
  }

  /** Pairs of offsets of what both have, rising in both. */
  pairsWith(other) {
    const byNumber = this.numbers === other.numbers;
    const common = [];
    for (const [id, y] of this.at) {
      if (id.startsWith("number ") && !byNumber) continue;
      const there = other.at.get(id);
      if (there !== undefined) common.push([y, there]);
    }
    common.sort((a, b) => a[0] - b[0]);
    const rising = [[this.start, other.start]];
    for (const pair of common) {
      const last = rising[rising.length - 1];
      if (pair[0] > last[0] && pair[1] >= last[1]) rising.push(pair);
    }
    rising.push([Math.max(this.end, rising.at(-1)[0]), Math.max(other.end, rising.at(-1)[1])]);
    return rising;
  }
}
