// What a visitor sends by a script and needs an account for: the server keeps it and answers 202
// with the question to log in or register. `answer` asks it in place, in a dialog over the page,
// and tells whether it had to.

const ASKED = 202;

export async function answer(response) {
  if (response.status !== ASKED) return false;
  const dialog = document.createElement("dialog");
  dialog.className = "prompt";
  dialog.setAttribute("aria-labelledby", "prompt-title");
  dialog.innerHTML = await response.text(); // a part of our own page, made by the server
  dialog.addEventListener("close", () => dialog.remove());
  dialog.querySelector("[data-close]").addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return true;
}
