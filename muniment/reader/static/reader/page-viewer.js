// <page-viewer>: page images that zoom, turn and follow the text. Without it they stand in a list.

import { hitsOf, pageOfHit } from "./hit-lines.js";

const DEGREES = 90;
const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

class PageViewer extends HTMLElement {
  connectedCallback() {
    this.stage = this.querySelector(".viewer-stage");
    this.message = this.querySelector(".viewer-message");
    this.strip = this.querySelector(".strip");
    this.pages = Array.from(this.querySelectorAll(".page-figure"));
    this.addEventListener("click", (event) => this.act(event));
    this.addEventListener("input", () => this.filter());
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.start();
    }).observe(this);
  }

  async start() {
    if (this.viewer || !this.pages.length) return;
    const { default: OpenSeadragon } = await import("openseadragon");
    this.stage.hidden = false;
    this.dataset.ready = "";
    this.querySelector(".viewer-tools").hidden = false;
    this.viewer = OpenSeadragon({
      element: this.stage,
      drawer: "canvas",
      showNavigationControl: false,
      animationTime: isCalm() ? 0 : 0.4,
      blendTime: 0,
      visibilityRatio: 0.4,
      minZoomImageRatio: 0.8,
      maxZoomPixelRatio: 3,
      preserveImageSizeOnResize: false,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
    this.viewer.addHandler("tile-drawn", () => {
      this.dataset.painted = this.key ?? "";
    });
    this.viewer.addHandler("open", () => {
      this.drawHits();
      this.dispatchEvent(new CustomEvent("viewer:open", { bubbles: true }));
    });
    this.viewer.canvas.setAttribute("role", "img");
    this.go(this.wanted ?? this.closest("reader-panes")?.dataset.page ?? "");
  }

  get numberOfPage() {
    return Math.max(0, this.pages.findIndex((page) => page.dataset.key === this.key));
  }

  /** Show a page, the first if there is none of that key. */
  go(key) {
    if (!this.viewer) {
      this.wanted = key;
      return;
    }
    const page = this.pages.find((each) => each.dataset.key === key) ?? this.pages[0];
    if (page.dataset.key === this.key) return;
    this.key = page.dataset.key;
    delete this.dataset.painted;
    const picture = page.querySelector("img");
    const words = picture?.alt ?? page.textContent.trim();
    this.viewer.canvas.setAttribute("aria-label", words);
    this.viewer.close();
    this.message.hidden = Boolean(page.dataset.service);
    this.offer(page.dataset);
    if (page.dataset.service) this.viewer.open(`${page.dataset.service}/info.json`);
    else this.message.textContent = page.querySelector(".page-absence")?.textContent ?? "";
    this.markStrip();
  }

  /** Draw the lines of this page in which hits stand; the texts say the same to those who listen. */
  drawHits() {
    const image = this.viewer.world.getItemAt(0);
    const drawing = image && hitsOf(this.key, image.getContentSize());
    if (!drawing) return;
    this.viewer.addOverlay({ element: drawing, location: image.getBounds() });
    this.markHit(this.hit);
  }

  /** Set off the lines of the hit that is read; its page is shown. */
  goToHit(number) {
    this.hit = number;
    const page = pageOfHit(number);
    if (page !== undefined) this.go(page);
    this.markHit(number);
    return page;
  }

  markHit(number) {
    for (const line of this.querySelectorAll(".hit-line")) {
      line.classList.toggle("is-current", line.dataset.hits.split(" ").includes(String(number)));
    }
  }

  /** Offer only what can be done: a page without an image can be neither turned nor taken away. */
  offer({ service, label, key }) {
    for (const tool of this.querySelectorAll("[data-act], [data-filter]")) {
      tool.disabled = !service && tool.dataset.act !== "strip";
    }
    this.querySelector('[data-act="full"]').hidden = !document.fullscreenEnabled;
    this.querySelector('[data-act="strip"]').hidden = this.pages.length < 2;
    const download = this.querySelector(".download");
    if (!download) return;
    download.hidden = !service;
    if (!service) return;
    download.href = `${service}/full/max/0/default.jpg`;
    const { identifier } = this.closest("[data-identifier]").dataset;
    download.download = `${identifier}-${label || key}.jpg`;
  }

  act(event) {
    const button = event.target.closest("[data-act]");
    const thumbnail = event.target.closest(".strip-page");
    if (thumbnail) this.turnTo(thumbnail.dataset.key);
    if (!button || !this.viewer) return;
    const { viewport } = this.viewer;
    const actions = {
      in: () => viewport.zoomBy(1.5).applyConstraints(),
      out: () => viewport.zoomBy(1 / 1.5).applyConstraints(),
      fit: () => viewport.goHome(isCalm()),
      width: () => this.fitWidth(viewport),
      rotate: () => this.turn(viewport, viewport.getRotation() + DEGREES),
      full: () => this.toggleFullScreen(),
      strip: () => this.toggleStrip(button),
      plain: () => this.resetFilter(),
    };
    actions[button.dataset.act]?.();
  }

  turn(viewport, degrees) {
    viewport.setRotation(degrees, true);
    viewport.goHome(true);
  }

  fitWidth(viewport) {
    viewport.fitHorizontally(isCalm());
    const bounds = viewport.getBounds();
    viewport.panTo({ x: bounds.x + bounds.width / 2, y: bounds.height / 2 }, true);
  }

  toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen?.();
  }

  /** Tell the reader that another page is wanted: the texts follow. */
  turnTo(key) {
    this.go(key);
    this.dispatchEvent(new CustomEvent("reader:page", { bubbles: true, detail: { key } }));
  }

  filter() {
    const value = (name) => this.querySelector(`[data-filter="${name}"]`).value;
    const canvas = this.viewer?.canvas;
    if (canvas) {
      canvas.style.filter = `brightness(${value("brightness")}%) contrast(${value("contrast")}%)`;
    }
  }

  resetFilter() {
    for (const input of this.querySelectorAll("[data-filter]")) input.value = "100";
    this.filter();
    this.turn(this.viewer.viewport, 0);
  }

  toggleStrip(button) {
    if (!this.strip.childElementCount) this.strip.append(...this.pages.map(stripPage));
    this.strip.hidden = !this.strip.hidden;
    button.setAttribute("aria-pressed", String(!this.strip.hidden));
    this.markStrip();
  }

  markStrip() {
    for (const button of this.strip.querySelectorAll(".strip-page")) {
      const isCurrent = button.dataset.key === this.key;
      button.toggleAttribute("aria-current", isCurrent);
      if (isCurrent) {
        button.setAttribute("aria-current", "true");
        if (!this.strip.hidden) button.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }
  }
}

function stripPage(page, index) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "strip-page";
  button.dataset.key = page.dataset.key;
  if (page.dataset.thumbnail) {
    const picture = new Image();
    picture.loading = "lazy";
    picture.alt = "";
    picture.src = page.dataset.thumbnail;
    button.append(picture);
  }
  button.append(page.dataset.label || String(index + 1));
  item.append(button);
  return item;
}

customElements.define("page-viewer", PageViewer);
