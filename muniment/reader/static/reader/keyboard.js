// The keys of the reader, and the list of them with the switch that turns them off.

import { keysWork, listenToKeys, switchKeys } from "../ui/single-keys.js";

/** Let keys call actions, but for those pressed in the image; `?` shows the list of them. */
export function listenToReaderKeys(actions) {
  const dialog = document.getElementById("keys");
  const toggle = dialog.querySelector(".keys-switch");
  toggle.checked = keysWork();
  toggle.addEventListener("change", () => switchKeys(toggle.checked));
  document.querySelector(".keys-button")?.addEventListener("click", () => dialog.showModal());
  listenToKeys(({ key, target }) => {
    if (target.closest(".viewer-stage")) return false;
    if (key !== "?") return Object.hasOwn(actions, key) && actions[key]() !== false;
    dialog.showModal();
    return true;
  });
}
