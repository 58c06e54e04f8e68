// Runs before the first paint, so it is a plain script: a reader who chose light or dark must not
// see the other first. The choice never leaves the browser, so pages are the same for everyone.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is forbidden: the page follows the system.
}
