// The box that is typed into: Enter sends, Shift+Enter breaks the line; a draft outlives the page.

import { memory } from "./session.js";

export class Composer {
  #form;
  #box;
  #onSend;

  /** onSend(text) is given what was written, never empty. */
  constructor(form, onSend) {
    this.#form = form;
    this.#box = form.querySelector("textarea");
    this.#onSend = onSend;
    this.#box.value = memory.read("draft", "");
    form.addEventListener("submit", (event) => this.#submit(event));
    this.#box.addEventListener("input", () => this.#changed());
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#changed();
  }

  focus() {
    this.#box.focus();
  }

  /** Put a text into the box; what is there already is kept below it. */
  fill(text) {
    const there = this.#box.value.trim();
    this.#box.value = there && there !== text ? `${text}\n${there}` : text;
    this.#changed();
    this.focus();
    this.#box.setSelectionRange(text.length, text.length);
  }

  #key(event) {
    // isComposing: Enter then only ends what an input method is building.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#box.value.trim();
    if (!text) return;
    this.#box.value = "";
    this.#changed();
    this.#onSend(text);
  }

  #changed() {
    memory.write("draft", this.#box.value);
    this.#form.classList.toggle("ready", this.#box.value.trim() !== "");
    this.#box.style.height = "auto";
    this.#box.style.height = `${this.#box.scrollHeight}px`;
  }
}
