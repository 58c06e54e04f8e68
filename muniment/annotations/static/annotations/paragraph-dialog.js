// <dialog class="paragraph-dialog">: a phrase chosen without a mouse. Enter on a paragraph's number
// opens its words in a field where Shift and the arrows select; nothing can be typed there.

export class ParagraphDialog {
  constructor(dialog, noter) {
    this.dialog = dialog;
    this.noter = noter;
    this.field = dialog.querySelector("textarea");
    this.field.addEventListener("beforeinput", (event) => event.preventDefault());
    this.field.addEventListener("drop", (event) => event.preventDefault());
    dialog.addEventListener("click", (event) => this.clicked(event));
    dialog.addEventListener("close", () => this.closed());
    document.addEventListener("selectionchange", () => this.say());
  }

  /** Open the paragraph of a number; false if its words cannot be annotated. */
  open(number) {
    const text = this.noter.texts.textOf(number);
    const block = number.parentElement;
    const leaves = block.matches("[data-leaf]") ? [block] : Array.from(block.querySelectorAll("[data-leaf]"));
    if (!text || !leaves.length) return false;
    this.text = text;
    this.opener = number;
    this.from = text.index.leaves.get(leaves[0]).start;
    const to = text.index.leaves.get(leaves.at(-1)).end;
    this.field.value = text.index.text.slice(this.from, to);
    this.field.lang = leaves[0].closest("[lang]").lang;
    this.field.dir = text.article.dir;
    this.dialog.querySelector(".paragraph-dialog-number").textContent = number.dataset.n;
    this.done = null;
    this.dialog.showModal();
    this.field.focus();
    this.field.setSelectionRange(0, 0);
    this.say();
    return true;
  }

  /** The words that are selected in the field, else all. */
  get passage() {
    const { selectionStart, selectionEnd, value } = this.field;
    const isAll = selectionStart === selectionEnd;
    const [from, to] = isAll ? [0, value.length] : [selectionStart, selectionEnd];
    const passage = this.text.index.passage(this.from + from, this.from + to);
    return passage && { ...passage, text: this.text.key, version: this.text.version };
  }

  say() {
    if (!this.dialog.open) return;
    const { selectionStart, selectionEnd, value } = this.field;
    const said = this.dialog.querySelector(".paragraph-dialog-chosen");
    const words = value.slice(selectionStart, selectionEnd).trim();
    said.textContent = words ? `“${words}”` : said.dataset.all;
    if (this.passage) this.noter.fillLinks(this.dialog, this.passage);
  }

  clicked(event) {
    if (event.target === this.dialog || event.target.closest("[data-close]")) return this.dialog.close();
    const button = event.target.closest("[data-do]");
    const passage = button && this.passage;
    if (!passage) return;
    this.done = [button.dataset, passage];
    this.dialog.close();
  }

  /** What was chosen is done when the focus is back in the page. */
  closed() {
    this.opener.focus({ preventScroll: true });
    if (this.done) this.noter.act(...this.done, { opener: this.opener });
  }
}
