// <reader-panes>: the panes of a document move together, remember themselves, and find room.

import { Find } from "./find.js";
import { Keeping } from "./keeping.js";
import { listenToReaderKeys } from "./keyboard.js";
import { Noting } from "./noting.js";
import { Options } from "./options.js";

const YEAR_SECONDS = 31_536_000;
const URL_DELAY_MS = 300;
const SYNC = "muniment.sync";

const narrow = matchMedia("(width < 60rem)");
const middling = matchMedia("(60rem <= width < 75rem) and (height >= 30rem)");
const roomy = matchMedia("(width >= 100rem) and (height >= 30rem)");

class ReaderPanes extends HTMLElement {
  connectedCallback() {
    this.panes = Array.from(this.querySelectorAll(".pane"));
    this.active = this.panes.map((pane) => pane.dataset.pane);
    this.viewer = this.querySelector("page-viewer");
    this.texts = Array.from(this.querySelectorAll("text-pane"));
    this.keys = this.readKeys();
    this.isTogether = recall(SYNC) !== "off";
    this.options = new Options(this);
    this.find = new Find(this);
    this.keeping = new Keeping(this);
    this.arrange();
    window.addEventListener("beforeprint", () => this.sayDay());
    narrow.addEventListener("change", () => this.arrange());
    middling.addEventListener("change", () => this.arrange());
    roomy.addEventListener("change", () => this.arrange());
    this.listen();
    listenToReaderKeys(this.actions());
    customElements.whenDefined("text-pane").then(() => {
      this.begin();
      this.noting = new Noting(this);
    });
  }

  /** A print says the day on which it was made, as a scholar cites a page of the web. */
  sayDay() {
    const line = this.querySelector(".printed");
    const day = line?.querySelector("time");
    if (!day) return;
    const now = new Date();
    day.dateTime = now.toISOString().slice(0, 10);
    day.textContent = now.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    line.hidden = false;
  }

  /** The keys of all pages, in order, with their labels. */
  readKeys() {
    const figures = Array.from(this.querySelectorAll(".page-figure"));
    if (figures.length) return figures.map(({ dataset }) => [dataset.key, dataset.label]);
    const seen = new Map();
    for (const text of this.texts) {
      for (const mark of text.querySelectorAll(".page-break[data-key]")) {
        if (!seen.has(mark.dataset.key)) seen.set(mark.dataset.key, mark.dataset.page);
      }
      if (seen.size) break;
    }
    return Array.from(seen);
  }

  begin() {
    this.page = this.dataset.page || this.keys[0]?.[0] || "";
    const { hash } = location;
    if (hash.startsWith("#page-") || (this.dataset.page && !hash)) this.goPage(this.dataset.page || hash.slice(6));
    else if (hash.length > 1) this.goTo(decodeURIComponent(hash.slice(1)));
    else this.viewer?.go(this.page);
    for (const text of this.texts) this.count(text, this.page);
    const isAtHit = (!hash || hash.startsWith("#hit-")) && this.find.begin();
    const isAtPassage = hash === "#passage" && this.querySelector("mark.passage");
    // Fonts that arrive late move everything: take the place again.
    document.fonts?.ready.then(() => {
      for (const text of this.texts) text.forget();
      if (isAtHit) this.find.show(this.find.current);
      else if (isAtPassage) this.goTo("passage");
      else if (this.dataset.page && this.page === this.dataset.page) this.goPage(this.page);
    });
    this.dataset.begun = "";
  }

  listen() {
    this.addEventListener("reader:moved", (event) => this.follow(event.target));
    this.addEventListener("reader:page", (event) => this.goPage(event.detail.key));
    this.addEventListener("click", (event) => this.clicked(event));
    addEventListener("scroll", () => this.windowScrolled(), { passive: true });
    addEventListener("hashchange", () => this.goTo(decodeURIComponent(location.hash.slice(1))));
    const button = this.querySelector(".sync-button");
    button?.setAttribute("aria-pressed", String(this.isTogether));
    button?.addEventListener("click", () => this.toggleTogether());
  }

  windowScrolled() {
    const text = this.texts.find((each) => each.isShown && !each.scroller?.isOwn);
    text?.scrolled();
  }

  clicked(event) {
    const step = event.target.closest(".step");
    if (step) {
      event.preventDefault();
      this.step(Number(step.dataset.step), step.closest(".pane"));
    }
    const tab = event.target.closest(".pane-tab");
    if (tab) {
      event.preventDefault();
      this.activate(tab.dataset.pane);
    }
    const link = event.target.closest(".switch, .menu-list a");
    if (link) this.remember(link);
  }

  /** A link that arranges the panes keeps the page, and is remembered for other documents. */
  remember(link) {
    const address = new URL(link.href);
    if (this.hasMoved && this.page) address.searchParams.set("page", this.page);
    link.href = address.href.replaceAll("%2C", ",");
    const panes = address.searchParams.get("panes");
    if (!panes) return;
    const value = encodeURIComponent(panes);
    document.cookie = `panes=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  }

  // Moving together ------------------------------------------------------------------------------

  toggleTogether() {
    this.isTogether = !this.isTogether;
    store(SYNC, this.isTogether ? "on" : "off");
    this.querySelector(".sync-button")?.setAttribute("aria-pressed", String(this.isTogether));
    if (this.isTogether && this.leader) this.follow(this.leader);
  }

  /** The reader has moved one text: the others and the image come along. */
  follow(leader) {
    this.leader = leader;
    this.hasMoved = true;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      const page = leader.page;
      this.count(leader, page);
      if (this.isTogether) {
        for (const text of this.texts) if (text !== leader && text.isShown) this.bring(text, leader);
        this.viewer?.go(page);
        if (this.viewer) this.count(this.viewer, page);
      }
      this.note(page);
    });
  }

  bring(text, leader) {
    const offset = leader.measured().translate(leader.reading, text.measured());
    if (leader.scroller.isOwn && leader.scroller.top <= 0) text.moveTo(0);
    else text.read(offset);
    this.count(text, text.page);
  }

  goPage(key) {
    if (!key) return;
    for (const text of this.texts) {
      if (text.isShown && (text.readPage?.(key) ?? false)) this.leader ??= text;
      this.count(text, key);
    }
    this.viewer?.go(key);
    if (this.viewer) this.count(this.viewer, key);
    this.hasMoved = true;
    this.note(key);
  }

  step(by, pane) {
    const index = this.keys.findIndex(([key]) => key === this.page);
    const next = this.keys[Math.max(0, index) + by];
    if (!next) return;
    if (this.isTogether || !pane) this.goPage(next[0]);
    else this.stepAlone(next[0], pane);
  }

  stepAlone(key, pane) {
    const text = pane.querySelector("text-pane");
    if (text) text.readPage(key);
    else this.viewer.go(key);
    this.count(text ?? this.viewer, key);
    this.page = key;
  }

  /** A place inside a text: a paragraph, a page or a note that an address names. */
  goTo(name) {
    const bare = `${this.texts[0]?.article.dataset.text ?? ""}-${name}`;
    const target = document.getElementById(name) ?? document.getElementById(bare);
    const text = target?.closest("text-pane");
    if (!text) return false;
    if (!text.isShown) this.activate(text.closest(".pane").dataset.pane);
    if (!target.getClientRects().length) return false;
    text.read(text.scroller.offsetOf(target));
    this.follow(text);
    return true;
  }

  // Page counters and the address ----------------------------------------------------------------

  count(part, key) {
    const counter = part.closest(".pane").querySelector(".stepper");
    const index = this.keys.findIndex(([each]) => each === key);
    if (!counter || index < 0) return;
    const label = counter.querySelector(".counter-label");
    if (label) label.textContent = this.keys[index][1] || String(index + 1);
    counter.querySelector(".counter-number").textContent = String(index + 1);
    for (const step of counter.querySelectorAll(".step")) {
      const there = this.keys[index + Number(step.dataset.step)];
      if (there) step.href = this.addressOf(there[0]);
      else step.removeAttribute("href");
    }
  }

  addressOf(key) {
    const address = new URL(location.href);
    address.searchParams.set("page", key);
    address.searchParams.delete("hit");
    address.hash = "";
    return address.href.replaceAll("%2C", ",");
  }

  note(page) {
    if (!page) return;
    this.page = page;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const isPlain = page === this.keys[0]?.[0] && !location.search.includes("page=");
      if (!isPlain) history.replaceState(history.state, "", this.addressOf(page));
    }, URL_DELAY_MS);
  }

  // Room -----------------------------------------------------------------------------------------

  get room() {
    if (narrow.matches) return 1;
    if (this.hasAttribute("data-beside") && !roomy.matches) return middling.matches ? 1 : 2;
    return middling.matches ? 2 : this.panes.length;
  }

  /** Show as many panes as there is room for, the last chosen ones. */
  arrange() {
    const { room } = this;
    const isTabbed = room < this.panes.length;
    this.toggleAttribute("data-tabbed", isTabbed);
    if (isTabbed && !this.chosen) {
      const first = this.panes.find((pane) => pane.classList.contains("is-first"));
      const rest = this.panes.filter((pane) => pane !== first).reverse();
      this.active = [first, ...rest].map((pane) => pane.dataset.pane);
    }
    const shown = new Set(isTabbed ? this.active.slice(0, room) : this.active);
    for (const pane of this.panes) pane.toggleAttribute("data-active", shown.has(pane.dataset.pane));
    for (const tab of this.querySelectorAll(".pane-tab")) {
      if (shown.has(tab.dataset.pane)) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
    for (const text of this.texts) text.forget?.();
  }

  /** Bring a pane to the front, at the place that was read in the one before. */
  activate(name) {
    const before = this.texts.find((text) => text.isShown);
    const reading = before && { places: before.measured(), offset: before.reading };
    this.chosen = true;
    this.active = [name, ...this.active.filter((each) => each !== name)];
    this.arrange();
    const pane = this.panes.find((each) => each.dataset.pane === name);
    const text = pane.querySelector("text-pane");
    if (text && before && text !== before && reading && this.isTogether) {
      text.read(reading.places.translate(reading.offset, text.measured()));
      this.count(text, text.page);
    }
    if (this.viewer && pane.contains(this.viewer)) this.viewer.go(this.page);
  }

  focusPane(index) {
    const pane = this.panes[index];
    if (!pane) return false;
    this.activate(pane.dataset.pane);
    (pane.querySelector("text-pane, .openseadragon-canvas") ?? pane).focus({ preventScroll: true });
    return true;
  }

  // Keys -----------------------------------------------------------------------------------------

  actions() {
    return {
      1: () => this.focusPane(0),
      2: () => this.focusPane(1),
      3: () => this.focusPane(2),
      "[": () => this.step(-1),
      "]": () => this.step(1),
      "<": () => this.querySelector("a.neighbour[rel=prev]")?.click(),
      ">": () => this.querySelector("a.neighbour[rel=next]")?.click(),
      n: () => this.noting?.step(1) || this.nextNote(1),
      N: () => this.noting?.step(-1) || this.nextNote(-1),
      m: () => this.noting?.toggle() ?? false,
      a: () => this.noting?.enterTools() ?? false,
      z: () => this.noting?.takeBack() ?? false,
      t: () => toggleDrawer("contents"),
      d: () => toggleDrawer("details"),
      s: () => this.toggleTogether(),
      "/": () => this.find.open(),
      h: () => this.find.step(1),
      H: () => this.find.step(-1),
    };
  }

  /** Move the focus from call to call, in the text that is read. */
  nextNote(by) {
    const text = this.texts.find((each) => each.contains(document.activeElement)) ?? this.texts.find((each) => each.isShown);
    const calls = Array.from(text?.querySelectorAll(".text-body a.call") ?? []);
    if (!calls.length) return false;
    let index = calls.indexOf(document.activeElement) + by;
    if (document.activeElement && !calls.includes(document.activeElement)) {
      index = calls.findIndex((call) => text.scroller.offsetOf(call) >= text.scroller.top);
    }
    const call = calls.at(index % calls.length);
    text.read(text.scroller.offsetOf(call));
    call.focus({ preventScroll: true });
    this.follow(text);
    return true;
  }
}

function toggleDrawer(id) {
  const drawer = document.getElementById(id);
  if (!drawer || (getComputedStyle(drawer).position === "static" && !drawer.matches(":popover-open"))) return false;
  drawer.togglePopover();
  return true;
}

function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}

customElements.define("reader-panes", ReaderPanes);
