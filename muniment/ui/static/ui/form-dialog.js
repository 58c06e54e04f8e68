// Links with `data-dialog` show the form of the page that they lead to in a dialog over this one.
//
// What is shown is that page's element `[data-dialog-content]`, whose value is the word for closing
// it. A form in it is sent from here: an answer that has such an element too (a mistake, a conflict,
// what was saved) takes its place, a page without one is gone to. `dialog:open` on the link lets
// others fill in its address first.

const ASKED = 202; // the question to log in or register; what was typed is kept

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  const link = event.target.closest("a[data-dialog]");
  if (!link) return;
  event.preventDefault();
  link.dispatchEvent(new CustomEvent("dialog:open", { bubbles: true }));
  open(link);
});

async function open(link) {
  const response = await fetch(link.href).catch(() => null);
  const content = response?.ok && (await contentOf(response));
  if (content) show(content, link);
  else location.assign(link.href);
}

async function contentOf(response) {
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("[data-dialog-content]");
}

function show(content, link) {
  const drawer = link.closest(":popover-open"); // a dialog closes it
  const dialog = document.createElement("dialog");
  dialog.className = "form-dialog";
  fill(dialog, content);
  dialog.addEventListener("close", () => {
    dialog.remove();
    drawer?.showPopover();
    link.focus();
  });
  dialog.addEventListener("click", (event) => clicked(event, dialog));
  dialog.addEventListener("submit", (event) => send(event, dialog));
  document.body.append(dialog);
  dialog.showModal();
}

function fill(dialog, content) {
  const close = document.createElement("button");
  close.className = "button button-quiet form-dialog-close";
  close.type = "button";
  close.textContent = content.dataset.dialogContent;
  close.dataset.close = "";
  dialog.replaceChildren(close, document.adoptNode(content));
  const heading = content.querySelector("h1, h2");
  if (heading) {
    heading.id ||= "form-dialog-title";
    heading.tabIndex = -1;
    dialog.setAttribute("aria-labelledby", heading.id);
  }
  if (!dialog.open) return;
  (content.querySelector("[aria-invalid='true'], [autofocus]") ?? heading)?.focus();
}

function clicked(event, dialog) {
  const closer = event.target.closest("[data-close]");
  if (!closer && event.target !== dialog) return;
  event.preventDefault();
  dialog.close();
}

async function send(event, dialog) {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const action = event.submitter?.getAttribute("formaction") ?? form.action;
  const response = await fetch(action, { method: "POST", body }).catch(() => null);
  if (!response) return form.submit();
  if (response.status === ASKED) return ask(dialog, await response.text());
  const content = await contentOf(response.clone());
  if (content) fill(dialog, content);
  else if (response.redirected) location.assign(response.url);
  else form.submit();
}

function ask(dialog, html) {
  dialog.innerHTML = html; // a part of our own page, made by the server
  dialog.setAttribute("aria-labelledby", "prompt-title");
}
