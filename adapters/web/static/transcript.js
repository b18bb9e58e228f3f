// The conversation on the page: messages in their order, days between them, older ones on top when asked for.

import { element } from "./dom.js";
import { keyOf, renderMessage } from "./message.js";
import { day, dayName } from "./times.js";

const NEAR_THE_END = 80;

export class Transcript {
  #log;
  #unsent;
  #shown = new Map();
  #onPress;
  #refocus;
  #atTheEnd = true;

  /** log: the scrolling element; unsent: the element at its end for what the server has not got; refocus: called when a focused button is gone. */
  constructor(log, unsent, { onPress, refocus }) {
    this.#log = log;
    this.#unsent = unsent;
    this.#onPress = onPress;
    this.#refocus = refocus;
    log.addEventListener("scroll", () => (this.#atTheEnd = this.atTheEnd));
    new ResizeObserver(() => this.#atTheEnd && this.scrollToEnd()).observe(log);
  }

  get isEmpty() {
    return this.#shown.size === 0 && !this.#unsent.childElementCount;
  }

  get oldest() {
    return this.#log.querySelector(".message")?.dataset.id ?? null;
  }

  has(message) {
    return this.#shown.has(keyOf(message));
  }

  /** The latest page, on every new connection: what is there already is brought up to date, what was missed is added. */
  catchUp(messages) {
    if (!messages.some((message) => this.has(message))) this.#clear();
    this.#log.setAttribute("aria-busy", "true");
    this.#keepingTheEnd(() => messages.forEach((message) => this.#place(message)));
    this.#log.removeAttribute("aria-busy");
  }

  /** A message that reads otherwise now; its time stays. One that is not on the page is left to the transcript. */
  edit(message) {
    const shown = this.#shown.get(keyOf(message));
    if (shown) this.show({ ...message, at: shown.dataset.at });
  }

  /** One message; a new one goes to the end. */
  show(message) {
    this.#keepingTheEnd(() => this.#place(message));
  }

  /** Older ones, the oldest first; what is read stays where it is on the screen. */
  prepend(messages) {
    const before = this.#log.scrollHeight - this.#log.scrollTop;
    const first = this.#log.querySelector(".day, .message");
    this.#log.setAttribute("aria-busy", "true");
    for (const message of messages) {
      if (!this.has(message)) first.before(this.#make(message));
    }
    this.#separateDays();
    this.#log.scrollTop = this.#log.scrollHeight - before;
    this.#log.removeAttribute("aria-busy");
  }

  /** What the person wrote, until the server has it. */
  showUnsent(id, text) {
    const message = renderMessage({ client_id: id, by: "person", at: new Date().toISOString(), text });
    message.classList.add("unsent");
    this.#unsent.append(message);
    this.scrollToEnd();
  }

  /** It was refused: say why beside it, and offer to take the text back. */
  refuse(id, words, takeBack) {
    const message = this.#waiting(id);
    if (!message) return;
    const again = element("button", { type: "button", class: "btn btn-link btn-sm p-0" }, "Edit");
    again.addEventListener("click", () => {
      message.remove();
      takeBack();
    });
    message.classList.add("refused");
    message.querySelector("footer").replaceChildren(words, " ", again);
    this.scrollToEnd();
  }

  forgetUnsent(id) {
    this.#waiting(id)?.remove();
  }

  /** Whether the buttons beside this one wait for an answer. Not `disabled`: that would take the focus away from under the keyboard. */
  isHeld(button) {
    return button.closest(".actions").getAttribute("aria-busy") === "true";
  }

  hold(button, held) {
    button.closest(".actions").setAttribute("aria-busy", String(held));
  }

  scrollToEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#atTheEnd = true;
  }

  get atTheEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_THE_END;
  }

  #waiting(id) {
    return this.#unsent.querySelector(`[data-key="${CSS.escape(id)}"]`);
  }

  #make(message) {
    const made = renderMessage(message, this.#onPress);
    if (message.id) made.dataset.id = message.id;
    this.#shown.set(keyOf(message), made);
    return made;
  }

  #place(message) {
    this.#waiting(keyOf(message))?.remove();
    const shown = this.#shown.get(keyOf(message));
    const hadFocus = shown?.contains(document.activeElement);
    const made = this.#make(message);
    if (shown) {
      if (!made.dataset.id && shown.dataset.id) made.dataset.id = shown.dataset.id;
      shown.replaceWith(made);
    } else {
      this.#unsent.before(made);
      made.classList.add("arriving");
    }
    if (hadFocus) (made.querySelector("button") ?? { focus: this.#refocus }).focus();
    this.#separateDays();
  }

  #keepingTheEnd(change) {
    const stay = this.atTheEnd;
    change();
    if (stay) this.scrollToEnd();
  }

  /** A line with the day before its first message. Lines that are right stay untouched: the log is read aloud as it changes. */
  #separateDays() {
    const now = new Date();
    let last = null;
    for (const child of [...this.#log.children]) {
      const isMessage = child.classList.contains("message");
      const its = isMessage ? day(new Date(child.dataset.at)) : child.dataset.day;
      if (!isMessage && its && its === last) child.remove();
      if (isMessage && its !== last && child.previousElementSibling?.dataset.day !== its) {
        child.before(element("div", { class: "day", "data-day": its }, element("span", {}, dayName(new Date(child.dataset.at), now))));
      }
      if (its) last = isMessage ? its : last;
    }
  }

  #clear() {
    this.#log.querySelectorAll(":scope > .message, :scope > .day").forEach((child) => child.remove());
    this.#shown.clear();
  }
}
