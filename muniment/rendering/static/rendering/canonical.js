// The canonical string of a text, read from the page again: what positions and check sums are over.

/** The leaves of a text, in canonical order. */
export function leavesOf(article) {
  return article.querySelectorAll("[data-leaf]");
}

/** Yield the text nodes of a leaf, without what stands beside its words. */
export function* textNodes(node) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) yield child;
    else if (child.nodeType === Node.ELEMENT_NODE && !child.hasAttribute("data-skip")) {
      yield* textNodes(child);
    }
  }
}

/** Join the words of all leaves of a text by line feeds. */
export function canonicalText(article) {
  const words = (leaf) => Array.from(textNodes(leaf), (node) => node.data).join("");
  return Array.from(leavesOf(article), words).join("\n");
}

/** Give the SHA-256 of a string in UTF-8, as 64 hexadecimal digits. */
export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, "0")).join("");
}

/**
 * Tell whether the page holds the text as the archive sent it: by length and check sum.
 * Over plain HTTP browsers give no check sums; then the length has to do.
 */
export async function isUnchanged(article) {
  const text = canonicalText(article);
  if (Array.from(text).length !== Number(article.dataset.length)) return false;
  return !crypto.subtle || (await sha256(text)) === article.dataset.sha256;
}
