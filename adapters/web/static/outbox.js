// What the person wrote or pressed and the server has not confirmed: kept in the browser, sent one by one, in order.

import { memory } from "./session.js";

const CONFIRMED_WITHIN = 15_000;

export class Outbox {
  #waiting = memory.read("unsent", []);
  #inFlight = null;
  #timer = null;
  #connection;

  constructor(connection) {
    this.#connection = connection;
  }

  get waiting() {
    return [...this.#waiting];
  }

  /** Queue a frame under a new id, which is returned; the same id again is the same message to the server. */
  add(frame) {
    const id = newId();
    this.#waiting.push({ ...frame, id });
    this.#keep();
    this.flush();
    return id;
  }

  /** The connection stands: whatever was in flight on the last one goes again. */
  restart() {
    this.#inFlight = null;
    this.flush();
  }

  flush() {
    const next = this.#waiting[0];
    if (!next || this.#inFlight || !this.#connection.send(next)) return;
    this.#inFlight = next.id;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connection.renew(), CONFIRMED_WITHIN);
  }

  /** Confirmed or refused for good: not to be sent again. */
  settle(id) {
    this.#waiting = this.#waiting.filter((frame) => frame.id !== id);
    this.#keep();
    this.#release(id);
    this.flush();
  }

  /** Refused for the moment: again after so many seconds. */
  postpone(id, seconds) {
    if (this.#inFlight !== id) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#release(id);
      this.flush();
    }, seconds * 1000);
  }

  #release(id) {
    if (this.#inFlight !== id) return;
    clearTimeout(this.#timer);
    this.#inFlight = null;
  }

  #keep() {
    memory.write("unsent", this.#waiting);
  }
}

// crypto.randomUUID exists only where the page came over https or from this machine.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
