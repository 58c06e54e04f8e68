// Forms about notes, sent by script: what the server answered, as one of
// { note }, { prompt } (a visitor is asked who he is), { error } (a sentence, "" for none known),
// { form } (the page of the form again, with what is wrong), or {} where all is well.

const ASKED = 202;
const CONFLICT = 409;

export async function send(action, fields) {
  const response = await post(action, fields, "application/json");
  if (!response) return { error: "" };
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const said = isJson ? await response.json() : null;
  if (response.status === ASKED) return { prompt: said };
  if (response.status === CONFLICT) return conflict(action, fields, said);
  if (said && !response.ok) return { error: said.error ?? "" };
  if (said) return said.kind ? { note: said } : {};
  return formIn(response);
}

/** Two have changed one thing: the page shows both wordings. */
async function conflict(action, fields, said) {
  const response = await post(action, fields, "text/html");
  const answer = response ? await formIn(response) : {};
  return answer.form ? answer : { error: said?.error ?? "" };
}

async function formIn(response) {
  const page = response.status === 204 || response.redirected ? "" : await response.text();
  if (page.includes("data-dialog-content")) return { form: page };
  return response.ok ? {} : { error: "" };
}

function post(action, body, accept) {
  const headers = { Accept: accept, "X-CSRFToken": token() };
  return fetch(action, { method: "POST", body, headers }).catch(() => null);
}

function token() {
  return document.querySelector("meta[name=csrf-token]")?.content ?? "";
}
