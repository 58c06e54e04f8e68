// The lines of page images in which hits stand, as the server has found them, and their drawing.

const SVG = "http://www.w3.org/2000/svg";

let lines = null;

function read() {
  lines ??= JSON.parse(document.getElementById("hit-lines")?.textContent ?? "{}");
  return lines;
}

/** Draw the lines of a page over an image of that size; null if there are none. */
export function hitsOf(key, { x: width, y: height }) {
  const own = read()[key] ?? [];
  if (!own.length) return null;
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.append(...own.map(shape));
  const sheet = document.createElement("div");
  sheet.className = "hit-sheet";
  sheet.setAttribute("aria-hidden", "true");
  sheet.append(drawing);
  return sheet;
}

function shape({ hits, polygon }) {
  const made = document.createElementNS(SVG, "polygon");
  made.setAttribute("points", polygon.map((point) => point.join(",")).join(" "));
  made.setAttribute("class", "hit-line");
  made.dataset.hits = hits.join(" ");
  return made;
}

/** The page on whose image a hit stands; undefined if no line is known. */
export function pageOfHit(number) {
  const has = ({ hits }) => hits.includes(number);
  return Object.keys(read()).find((key) => read()[key].some(has));
}
