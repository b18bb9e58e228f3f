// One message as an element: the bot's runs and buttons, or what the person wrote.

import { element, safeLink } from "./dom.js";
import { clock, full } from "./times.js";

const TAGS = { strong: "strong", quiet: "small", code: "code" };

/** An <article> for a message of the server's shape; `onPress(press, button)` is called for a press of its buttons. */
export function renderMessage(message, onPress) {
  const instant = new Date(message.at);
  const bubble = element("div", { class: "bubble" }, text(message));
  if (message.buttons?.length) bubble.append(actions(message.buttons, onPress));
  const speaker = message.by === "bot" ? "remindbot" : "You";
  return element(
    "article",
    { class: `message ${message.by} ${manner(message)}`, "data-key": keyOf(message), "data-at": message.at },
    element("span", { class: "visually-hidden" }, `${speaker}: `),
    bubble,
    element("footer", {}, element("time", { datetime: message.at, title: full(instant) }, clock(instant))),
  );
}

/** What a message is known by: the id that the browser gave it, or the server's. */
export const keyOf = (message) => message.client_id ?? message.id;

function manner(message) {
  if (message.buttons?.some((button) => /^(done|snooze):/.test(button.press))) return "due";
  return message.buttons?.some((button) => button.style === "primary") ? "asking" : "";
}

function text(message) {
  const runs = message.runs ?? [{ text: message.text, style: "plain" }];
  return element("div", { class: "text", dir: "auto" }, ...runs.map(renderRun));
}

function renderRun(run) {
  const tag = TAGS[run.style];
  const styled = tag ? element(tag, {}, run.text) : run.text;
  const address = safeLink(run.url);
  return address ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, styled) : styled;
}

const LOOKS = { primary: "btn-primary", danger: "btn-outline-danger", plain: "btn-outline-secondary" };

function actions(buttons, onPress) {
  const row = element("div", { class: "actions" });
  for (const button of buttons) {
    const look = LOOKS[button.style] ?? LOOKS.plain;
    const made = element("button", { type: "button", class: `btn btn-sm ${look}`, dir: "auto" }, button.label);
    made.addEventListener("click", () => onPress(button.press, made));
    row.append(made);
  }
  return row;
}
