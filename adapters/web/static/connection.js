// The socket: comes back by itself, with growing pauses, and says in which state it is.

import { ask, base, browserLocale, browserZone } from "./session.js";

const PING_EVERY = 25_000;
const SILENCE = 10_000;
const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;

/** States: "connecting" (the first time), "open", "waiting" (lost; trying again). */
export class Connection {
  #socket = null;
  #pause = SHORTEST_PAUSE;
  #retry = null;
  #ping = null;
  #silence = null;
  #onFrame;
  #onState;

  constructor({ onFrame, onState }) {
    this.#onFrame = onFrame;
    this.#onState = onState;
    window.addEventListener("online", () => this.#retry && this.open());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#retry && this.open());
  }

  open() {
    clearTimeout(this.#retry);
    this.#retry = null;
    const address = new URL(`${base}/live`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("open", () => this.#opened());
    socket.addEventListener("message", (event) => this.#received(event));
    socket.addEventListener("close", () => this.#socket === socket && this.#lost());
  }

  /** Whether it went out. */
  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Give this socket up and connect anew. */
  renew() {
    const socket = this.#socket;
    this.#lost();
    socket?.close();
  }

  #opened() {
    this.send({ type: "hello", zone: browserZone, locale: browserLocale });
    this.#ping = setInterval(() => {
      this.send({ type: "ping" });
      clearTimeout(this.#silence);
      this.#silence = setTimeout(() => this.renew(), SILENCE);
    }, PING_EVERY);
  }

  #received(event) {
    clearTimeout(this.#silence);
    const frame = JSON.parse(event.data);
    if (frame.type === "pong") return;
    if (frame.type === "welcome") {
      this.#pause = SHORTEST_PAUSE;
      this.#onState("open");
    }
    this.#onFrame(frame);
  }

  #lost() {
    this.#socket = null;
    clearInterval(this.#ping);
    clearTimeout(this.#silence);
    this.#onState("waiting");
    const pause = this.#pause * (0.75 + Math.random() / 2);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    this.#retry = setTimeout(() => {
      // A handshake that is refused tells no reason: asking the API leads to the sign-in page where the session has ended.
      ask("notifications/unread").catch(() => null);
      this.open();
    }, pause);
  }
}
