// <pass-key>: logs in with a passkey, or makes one. It stands in a form around a button and a
// hidden field "credential"; what the device answers goes into the field and the form is sent.
//
// data-act      "get" or "create"
// data-address  where to fetch the options, or
// data-options  the id of a JSON script that holds them
// data-refused, data-unknown   what to say when the device gave nothing, or cannot at all

const API = globalThis.PublicKeyCredential;

function fromBase64Url(text) {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0)).buffer;
}

function toBase64Url(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (code) => String.fromCharCode(code));
  return btoa(letters.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function withBuffers(options) {
  const known = (list) => list?.map((each) => ({ ...each, id: fromBase64Url(each.id) }));
  const read = { ...options, challenge: fromBase64Url(options.challenge) };
  if (options.user) read.user = { ...options.user, id: fromBase64Url(options.user.id) };
  if (options.allowCredentials) read.allowCredentials = known(options.allowCredentials);
  if (options.excludeCredentials) read.excludeCredentials = known(options.excludeCredentials);
  return read;
}

function parse(act, options) {
  if (act === "create") {
    return API.parseCreationOptionsFromJSON?.(options) ?? withBuffers(options);
  }
  return API.parseRequestOptionsFromJSON?.(options) ?? withBuffers(options);
}

// What `credential.toJSON()` gives, for browsers that lack it.
function asJson(credential) {
  if (credential.toJSON) return credential.toJSON();
  const response = { clientDataJSON: toBase64Url(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const value = credential.response[name];
    if (value) response[name] = toBase64Url(value);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

class PassKey extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.problem = this.querySelector("[role=alert]");
    if (!API) {
      this.say(this.dataset.unknown);
      return;
    }
    this.button.hidden = false;
    this.button.addEventListener("click", (event) => {
      event.preventDefault();
      this.act();
    });
  }

  async act() {
    this.say("");
    this.button.disabled = true;
    try {
      const publicKey = parse(this.dataset.act, (await this.options()).publicKey);
      const credential = await navigator.credentials[this.dataset.act]({ publicKey });
      const form = this.closest("form");
      form.elements.credential.value = JSON.stringify(asJson(credential));
      form.submit();
    } catch {
      // Whether the reader said no, had none, or took too long, browsers do not tell.
      this.say(this.dataset.refused);
      this.button.disabled = false;
    }
  }

  async options() {
    const { address, options, act } = this.dataset;
    if (options) {
      const held = JSON.parse(document.getElementById(options).textContent);
      return act === "create" ? held.creation_options : held.request_options;
    }
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("No options for a passkey were to be had.");
    return (await answer.json()).request_options;
  }

  say(words) {
    this.problem.textContent = words;
  }
}

customElements.define("pass-key", PassKey);
