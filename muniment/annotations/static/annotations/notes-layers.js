// Which notes are shown: one's own, those of each group, everybody's; and of these, those with a tag.

export class NotesLayers {
  constructor(element, store) {
    this.element = element;
    this.store = store;
    this.template = element.querySelector("template");
    this.boxes = element.querySelector(".layers-boxes");
    this.tags = element.querySelector("select");
    this.boxes.addEventListener("change", ({ target }) => store.turn(target.value, target.checked));
    this.tags.addEventListener("change", () => store.keepTo(this.tags.value));
  }

  refresh() {
    const { layers, tags } = this.store;
    const off = layers.filter(({ isOn }) => !isOn).length;
    this.element.hidden = !this.store.notes.length;
    this.element.toggleAttribute("data-some", off > 0 || this.store.tag !== "");
    for (const layer of layers) this.box(layer);
    this.fillTags(tags);
  }

  box({ id, name, count, isOn }) {
    const kept = Array.from(this.boxes.children).find((each) => each.dataset.layer === id);
    const label = kept ?? this.template.content.firstElementChild.cloneNode(true);
    if (!kept) {
      label.dataset.layer = id;
      label.querySelector("input").value = id;
      label.querySelector(".layer-name").textContent = name ?? this.element.dataset[id];
      this.boxes.append(label);
    }
    label.querySelector("input").checked = isOn;
    label.querySelector(".count").textContent = String(count);
  }

  fillTags(tags) {
    this.tags.closest(".field").hidden = !tags.length;
    const wanted = ["", ...tags];
    const now = Array.from(this.tags.options, ({ value }) => value);
    if (wanted.join("\n") !== now.join("\n")) {
      const [all] = this.tags.options;
      this.tags.replaceChildren(all, ...tags.map((tag) => new Option(tag, tag)));
    }
    this.tags.value = this.store.tag;
  }
}
