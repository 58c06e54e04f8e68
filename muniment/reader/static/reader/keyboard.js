// Single keys of the reader. They never work in a field or the image, and can be switched off
// (WCAG 2.1.4).

const STORED = "muniment.keys";

function read() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

function store(isOn) {
  try {
    localStorage.setItem(STORED, isOn ? "on" : "off");
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}

/** Let keys call actions; `?` shows the list of them even where the others are off. */
export function listenToKeys(actions) {
  const dialog = document.getElementById("keys");
  const toggle = dialog.querySelector(".keys-switch");
  let isOn = read();
  toggle.checked = isOn;
  toggle.addEventListener("change", () => {
    isOn = toggle.checked;
    store(isOn);
  });
  document.querySelector(".keys-button")?.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (!isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    if (event.target.closest(".viewer-stage")) return;
    if (event.key === "?") {
      event.preventDefault();
      dialog.showModal();
    } else if (Object.hasOwn(actions, event.key) && actions[event.key]() !== false) {
      event.preventDefault();
    }
  });
}
