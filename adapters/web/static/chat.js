// The chat page: joins the transcript, the composer, the outbox and the connection.

import { Composer } from "./composer.js";
import { Outbox } from "./outbox.js";
import { startPage } from "./page.js";
import { ask } from "./session.js";
import { Transcript } from "./transcript.js";

const PAGE = 50;

const log = document.getElementById("log");
const welcome = document.getElementById("welcome");
const latest = document.getElementById("to-the-latest");
const pressed = new Map();
let longestText = Infinity;
let hasOlder = false;
let isLoading = false;

const transcript = new Transcript(log, document.getElementById("unsent"), {
  onPress: press,
  refocus: () => composer.focus(),
});
const composer = new Composer(document.getElementById("composer"), say);
const connection = startPage({
  onWelcome: greet,
  onFrame: receive,
  toastAction: ({ message }) => ({ label: "Show", run: () => point(message.id) }),
});
const outbox = new Outbox(connection);

for (const frame of outbox.waiting) {
  if (frame.type === "say") transcript.showUnsent(frame.id, frame.text);
}
composer.focus();

function say(text) {
  welcome.hidden = true;
  if (text.length > longestText) {
    const id = `refused-${Date.now()}`;
    transcript.showUnsent(id, text);
    transcript.refuse(id, `That is too long: at most ${longestText} characters at once.`, () => composer.fill(text));
    return;
  }
  transcript.showUnsent(outbox.add({ type: "say", text }), text);
}

function press(what, button) {
  if (transcript.isHeld(button)) return;
  transcript.hold(button, true);
  const message = button.closest(".message").dataset.id ?? null;
  pressed.set(outbox.add({ type: "press", press: what, message }), button);
}

function greet(frame) {
  longestText = frame.longest_text;
  hasOlder = frame.more;
  transcript.catchUp(frame.messages);
  welcome.hidden = !transcript.isEmpty;
  outbox.restart();
}

function receive(frame) {
  if (frame.type === "edit") transcript.edit(frame.message);
  else if (frame.message) show(frame.message);
  if (frame.type === "ack") settle(frame.id);
  if (frame.type === "error" && frame.id) refuse(frame);
}

function show(message) {
  welcome.hidden = true;
  const wasAtTheEnd = transcript.atTheEnd;
  transcript.show(message);
  if (!wasAtTheEnd && message.by === "bot") latest.hidden = false;
}

function settle(id) {
  const button = pressed.get(id);
  pressed.delete(id);
  if (button) transcript.hold(button, false);
  outbox.settle(id);
  transcript.forgetUnsent(id);
}

function refuse(frame) {
  if (frame.retry_after) {
    outbox.postpone(frame.id, frame.retry_after);
    return;
  }
  const refused = outbox.waiting.find((one) => one.id === frame.id);
  if (refused?.type === "say") transcript.refuse(frame.id, frame.words, () => composer.fill(refused.text));
  const button = pressed.get(frame.id);
  if (button) transcript.hold(button, false);
  pressed.delete(frame.id);
  outbox.settle(frame.id);
}

function point(id) {
  const message = log.querySelector(`[data-id="${CSS.escape(id)}"]`);
  message?.scrollIntoView({ block: "center" });
  (message?.querySelector("button") ?? document.getElementById("say")).focus();
}

async function loadOlder() {
  if (!hasOlder || isLoading || !transcript.oldest) return;
  isLoading = true;
  try {
    const page = await ask(`messages?before=${transcript.oldest}&limit=${PAGE}`);
    hasOlder = page.more;
    transcript.prepend(page.messages);
  } catch {
    // The state line says that the connection is lost; scrolling up again tries again.
  } finally {
    isLoading = false;
  }
}

log.addEventListener("scroll", () => {
  if (log.scrollTop < 200) loadOlder();
  if (transcript.atTheEnd) latest.hidden = true;
});
latest.addEventListener("click", () => {
  transcript.scrollToEnd();
  composer.focus();
});
for (const example of welcome.querySelectorAll("[data-example]")) {
  example.addEventListener("click", () => composer.fill(example.textContent.trim()));
}
