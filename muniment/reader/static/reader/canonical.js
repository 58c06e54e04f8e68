// The canonical string of a text, read from the page again: what positions and check sums are over.

const LEAF = "[data-leaf]";

function words(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.nodeType === Node.ELEMENT_NODE && !child.hasAttribute("data-skip")) {
      text += words(child);
    }
  }
  return text;
}

/** Join the words of all leaves of a text, in order, without what stands beside them. */
export function canonicalText(article) {
  return Array.from(article.querySelectorAll(LEAF), words).join("\n");
}

/** Give the SHA-256 of a string in UTF-8, as 64 hexadecimal digits. */
export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, "0")).join("");
}

/** Tell whether the page holds the text as the archive sent it: by length and check sum. */
export async function isUnchanged(article) {
  const text = canonicalText(article);
  if (Array.from(text).length !== Number(article.dataset.length)) return false;
  return (await sha256(text)) === article.dataset.sha256;
}
