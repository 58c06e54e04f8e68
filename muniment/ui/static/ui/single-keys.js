// Single keys. They never work in a field or a dialog, and can be switched off (WCAG 2.1.4).

const STORED = "muniment.keys";
const TYPED_IN = "input:not([type=checkbox], [type=radio]), textarea, select, dialog, [contenteditable]";

let isOn = read();

function read() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

/** Tell whether single keys work. */
export function keysWork() {
  return isOn;
}

/** Let single keys work or not, here and on other pages. */
export function switchKeys(on) {
  isOn = on;
  try {
    localStorage.setItem(STORED, isOn ? "on" : "off");
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}

/** Call `act` with each key; what it returns true for does nothing else. */
export function listenToKeys(act) {
  document.addEventListener("keydown", (event) => {
    if (!isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest(TYPED_IN)) return;
    if (act(event)) event.preventDefault();
  });
}
