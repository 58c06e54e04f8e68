// What a visitor does that needs an account: the form is kept by the server, which answers 202
// with the question to log in or register. It is asked in place, in a dialog over the page.
//
// `answer(response)` shows it where there is one and tells whether there was. Forms that carry
// `data-needs-account` are sent by a script and need nothing else.

const ASKED = 202;

export async function answer(response) {
  if (response.status !== ASKED) return false;
  show(await response.text());
  return true;
}

function show(html) {
  const dialog = document.createElement("dialog");
  dialog.className = "prompt";
  dialog.setAttribute("aria-labelledby", "prompt-title");
  dialog.innerHTML = html; // our own page's part, made by the server
  dialog.addEventListener("close", () => dialog.remove());
  dialog.querySelector("[data-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

async function send(form, submitter) {
  const response = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form, submitter)),
    headers: { "HX-Request": "true" },
  });
  if (await answer(response)) return;
  if (response.redirected) location.assign(response.url);
  else location.reload();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("needsAccount" in form.dataset)) return;
  event.preventDefault();
  send(form, event.submitter);
});
