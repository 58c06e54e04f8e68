// What opens beside a line: a note at its call, a person at a name. The focus goes in, and comes
// back to where it was when the box closes.

let box = null;
let opener = null;

function words(name) {
  return document.getElementById("keys")?.dataset[name] ?? "";
}

function makeBox() {
  const made = document.createElement("div");
  made.className = "beside";
  made.popover = "auto";
  made.tabIndex = -1;
  made.setAttribute("role", "dialog");
  made.addEventListener("toggle", (event) => {
    if (event.newState === "closed") giveFocusBack(made);
  });
  made.addEventListener("click", (event) => {
    const call = event.target.closest("a.call");
    if (call && fillWithNote(call)) event.preventDefault();
  });
  document.querySelector("reader-panes").append(made);
  return made;
}

function giveFocusBack(closed) {
  const focused = document.activeElement;
  const isLost = !focused || focused === document.body || closed.contains(focused);
  if (opener && isLost) opener.focus({ preventScroll: true });
  opener?.removeAttribute("data-open");
  opener = null;
}

function closeButton() {
  const foot = document.createElement("div");
  foot.className = "beside-foot";
  const button = document.createElement("button");
  button.className = "button button-quiet";
  button.type = "button";
  button.textContent = words("close");
  button.addEventListener("click", () => box.hidePopover());
  foot.append(button);
  return foot;
}

function show(from, label, ...content) {
  box ??= makeBox();
  if (box.matches(":popover-open")) box.hidePopover();
  box.setAttribute("aria-label", label);
  box.replaceChildren(...content, closeButton());
  box.showPopover();
  opener = from;
  from.dataset.open = "";
  place(from);
  box.focus({ preventScroll: true });
}

/** Below the line if there is room, else above it; never beyond the window's edge. */
function place(from) {
  const line = from.getClientRects()[0] ?? from.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const margin = 8;
  const left = Math.min(Math.max(margin, line.left - 24), innerWidth - size.width - margin);
  const below = line.bottom + margin;
  const isBelow = below + size.height <= innerHeight || line.top < innerHeight / 2;
  const top = isBelow ? below : Math.max(margin, line.top - margin - size.height);
  box.style.left = `${Math.max(margin, left)}px`;
  box.style.top = `${Math.min(top, Math.max(margin, innerHeight - size.height - margin))}px`;
}

function copyOfNote(call) {
  const note = document.getElementById(decodeURIComponent(call.getAttribute("href").slice(1)));
  if (!note) return null;
  const article = note.closest("article");
  const text = document.createElement("div");
  text.className = "text";
  text.lang = note.lang || article.lang;
  text.dir = note.dir || article.dir;
  const copy = document.createElement("div");
  copy.className = "note";
  copy.append(...Array.from(note.childNodes, (node) => node.cloneNode(true)));
  for (const element of copy.querySelectorAll("*")) {
    for (const name of ["id", "data-block", "data-leaf"]) element.removeAttribute(name);
  }
  const label = copy.querySelector(".note-label");
  const sign = document.createElement("span");
  sign.className = "note-label";
  sign.textContent = label?.textContent ?? "";
  label?.replaceWith(sign);
  text.append(copy);
  return text;
}

/** Open the note that a call names; false if it is not in the page. */
export function openNote(call) {
  const text = copyOfNote(call);
  if (!text) return false;
  show(call, `${words("note")} ${call.textContent}`, text);
  return true;
}

function fillWithNote(call) {
  const text = copyOfNote(call);
  if (!text) return false;
  box.replaceChildren(text, closeButton());
  box.focus({ preventScroll: true });
  return true;
}

/** Open the card of the person whom a name means; false if there is none. */
export function openPerson(name) {
  const template = document.getElementById(`card-${name.dataset.person}`);
  if (!template) return false;
  const card = template.content.cloneNode(true);
  show(name, card.querySelector(".person-name").textContent, card);
  return true;
}
