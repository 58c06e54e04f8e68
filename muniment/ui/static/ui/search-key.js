// The key "/" leads to the page's box that searches the archive.

import { listenToKeys } from "./single-keys.js";

listenToKeys(({ key }) => {
  const box = key === "/" && document.querySelector("main [role=search] [type=search]");
  box?.select?.();
  box?.focus?.();
  return Boolean(box);
});
