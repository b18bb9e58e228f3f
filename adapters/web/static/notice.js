// One notification as a line of a list: in the bell's dropdown and on the page of its own.

import { element, safeLink } from "./dom.js";
import { base } from "./session.js";
import { full, when } from "./times.js";

/** A link with title, body and time; unread ones say so. `classes` are added to the link's. */
export function renderNotice(notification, classes = "") {
  const instant = new Date(notification.created_at);
  const words = element("span", { class: "notice-words", dir: "auto" }, element("span", { class: "notice-title" }, notification.title));
  if (notification.body && notification.body !== notification.title) {
    words.append(element("span", { class: "notice-body" }, notification.body));
  }
  const link = safeLink(notification.url);
  return element(
    "a",
    { class: `notice ${notification.read ? "read" : "unread"} level-${notification.level} ${classes}`, href: link ?? `${base}/` },
    element("span", { class: "notice-dot", "aria-hidden": "true" }),
    words,
    element("time", { datetime: notification.created_at, title: full(instant) }, when(instant, new Date())),
    notification.read ? null : element("span", { class: "visually-hidden" }, "(unread)"),
  );
}
