// Notes on boxes of a page image: each a button that zooms and turns with it, and a tool that draws
// new ones. Boxes are [x, y, width, height] in pixels of the image.

const LEAST_PX = 6;

export class ImageNotes {
  /** `place.image` is { element, viewer, key, surface, width }, the image that is shown; null if none. */
  constructor(noter, place) {
    this.noter = noter;
    this.place = place;
    this.notes = [];
    this.boxes = new Map();
    place.onImage(() => this.opened());
  }

  opened() {
    const { viewer } = this.place.image;
    this.place.offerImage();
    this.stopDrawing();
    if (this.viewer !== viewer) viewer.addHandler("canvas-click", (event) => this.clicked(event));
    this.viewer = viewer;
    this.boxes.clear();
    this.draw();
    if (this.wanted) this.show(this.wanted);
  }

  take(notes) {
    this.notes = notes.filter(({ box, surface }) => box && surface);
    this.draw();
  }

  /** Put a button over each box of the image that is shown. */
  draw() {
    const { image } = this.place;
    const item = image?.viewer.world.getItemAt(0);
    if (!item) return;
    const here = this.notes.filter(({ surface }) => surface === image.surface);
    const wanted = new Set(here.map(({ id }) => id));
    for (const [id, button] of this.boxes) {
      if (wanted.has(id)) continue;
      image.viewer.removeOverlay(button);
      this.boxes.delete(id);
    }
    for (const note of here) {
      if (this.boxes.has(note.id)) continue;
      const button = this.button(note);
      this.boxes.set(note.id, button);
      image.viewer.addOverlay({ element: button, location: this.locationOf(item, note.box) });
    }
    for (const note of here) this.dress(note);
    // What is in an image is not told to those who listen; what is in a group is.
    image.viewer.canvas.setAttribute("role", here.length ? "group" : "img");
  }

  button(note) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "note-box";
    button.dataset.id = note.id;
    // The image's own handling of pointers swallows clicks: those come through `canvas-click`.
    button.addEventListener("click", (event) => {
      if (event.detail === 0) this.noter.open(note.id, { opener: button });
    });
    button.addEventListener("keydown", (event) => event.stopPropagation());
    return button;
  }

  dress(note) {
    const button = this.boxes.get(note.id);
    button.dataset.colour = note.colour;
    button.setAttribute("aria-label", this.noter.labelOf(note));
    button.toggleAttribute("data-chosen", note.id === this.chosen);
  }

  choose(id) {
    this.chosen = id;
    for (const [each, button] of this.boxes) button.toggleAttribute("data-chosen", each === id);
  }

  locationOf(item, [x, y, width, height]) {
    const scale = item.getContentSize().x / this.place.image.width;
    return item.imageToViewportRectangle(x * scale, y * scale, width * scale, height * scale);
  }

  /** A click may be on several boxes, one over the other. */
  clicked(event) {
    const box = event.originalTarget?.closest?.(".note-box");
    if (!box || !event.quick) return;
    event.preventDefaultAction = true;
    const point = this.pointOf(event.position);
    const under = this.notes.filter(
      ({ surface, box: [x, y, width, height] }) =>
        surface === this.place.image.surface &&
        point.x >= x &&
        point.x <= x + width &&
        point.y >= y &&
        point.y <= y + height,
    );
    if (under.length > 1) this.noter.list(under.map(({ id }) => id), { opener: box });
    else this.noter.open(box.dataset.id, { opener: box });
  }

  /** Show a box, once its page is there, and enough around it to see where it is. */
  show(note) {
    const { image } = this.place;
    this.wanted = image?.surface === note.surface ? null : note;
    if (this.wanted) return;
    const item = image.viewer.world.getItemAt(0);
    const where = this.locationOf(item, note.box);
    const view = image.viewer.viewport.getBounds(true);
    const isSeen = view.containsPoint(where.getTopLeft()) && view.containsPoint(where.getBottomRight());
    if (!isSeen) image.viewer.viewport.fitBoundsWithConstraints(grown(where, view), false);
  }

  // Drawing ---------------------------------------------------------------------------------------

  /** Lay a sheet over the image on which a box is drawn by pressing, moving and letting go. */
  startDrawing() {
    const { image } = this.place;
    if (!image) return false;
    this.stopDrawing();
    const sheet = document.createElement("div");
    sheet.className = "note-sheet";
    const box = document.createElement("div");
    box.className = "note-drawn";
    sheet.append(box);
    let from = null;
    const at = (event) => {
      const { left, top } = sheet.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      from = at(event);
      sheet.setPointerCapture(event.pointerId);
    });
    sheet.addEventListener("pointermove", (event) => {
      if (from) outline(box, from, at(event));
    });
    sheet.addEventListener("pointerup", (event) => {
      if (!from) return;
      const to = at(event);
      const isTooSmall = Math.abs(to.x - from.x) < LEAST_PX || Math.abs(to.y - from.y) < LEAST_PX;
      const start = from;
      from = null;
      if (isTooSmall) return outline(box, to, to);
      this.stopDrawing();
      this.noter.annotateBox(this.boxOf([start, { x: to.x, y: start.y }, to, { x: start.x, y: to.y }]));
    });
    image.element.append(sheet);
    this.sheet = sheet;
    this.ended = new AbortController();
    const { signal } = this.ended;
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.stopDrawing(), { signal });
    return true;
  }

  stopDrawing() {
    this.sheet?.remove();
    this.sheet = null;
    this.ended?.abort();
  }

  /** The part of the image that its window shows: the way to a box without a pointer. */
  boxOfView() {
    const { image } = this.place;
    if (!image) return null;
    const { x: width, y: height } = image.viewer.viewport.getContainerSize();
    return this.boxOf([
      { x: 0, y: 0 },
      { x: width, y: 0 },
      { x: width, y: height },
      { x: 0, y: height },
    ]);
  }

  /** Give the upright box of the image around points of its window; it may have been turned. */
  boxOf(points) {
    const item = this.place.image.viewer.world.getItemAt(0);
    const size = item.getContentSize();
    const scale = this.place.image.width / size.x;
    const found = points.map((point) => this.pointOf(point));
    const xs = found.map(({ x }) => Math.min(Math.max(0, x), size.x * scale));
    const ys = found.map(({ y }) => Math.min(Math.max(0, y), size.y * scale));
    const [x, y] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
    return [x, y, Math.floor(Math.max(...xs)) - x, Math.floor(Math.max(...ys)) - y];
  }

  /** From a point of the viewer's window to one of the image. */
  pointOf({ x, y }) {
    const { viewer, width } = this.place.image;
    const item = viewer.world.getItemAt(0);
    const point = viewer.viewport.getCenter(); // a point of the viewer's own kind
    point.x = x;
    point.y = y;
    const found = item.viewerElementToImageCoordinates(point);
    const scale = width / item.getContentSize().x;
    return { x: found.x * scale, y: found.y * scale };
  }
}

function outline(box, from, to) {
  box.style.left = `${Math.min(from.x, to.x)}px`;
  box.style.top = `${Math.min(from.y, to.y)}px`;
  box.style.width = `${Math.abs(from.x - to.x)}px`;
  box.style.height = `${Math.abs(from.y - to.y)}px`;
}

/** A view of the same size as before around the box, or a larger one where it must be. */
function grown(where, view) {
  const wanted = where.clone();
  const width = Math.max(where.width * 1.4, view.width);
  const height = Math.max(where.height * 1.4, view.height);
  wanted.x -= (width - where.width) / 2;
  wanted.y -= (height - where.height) / 2;
  wanted.width = width;
  wanted.height = height;
  return wanted;
}
