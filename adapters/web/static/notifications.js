// The page of all notifications: all or unread, read and unread, put away; more on request.

import { element } from "./dom.js";
import { renderNotice } from "./notice.js";
import { startPage } from "./page.js";
import { ask } from "./session.js";

const PAGE = 50;

const list = document.getElementById("notices");
const empty = document.getElementById("nothing");
const problem = document.getElementById("problem");
const more = document.getElementById("more");
const filters = document.querySelectorAll("[data-filter]");
let filter = "all";

startPage({
  onWelcome: () => load(),
  onFrame: (frame) => frame.type === "notice" && load(),
  toastAction: (frame) => ({ label: "Open the chat", run: () => location.assign(list.dataset.chat) }),
});

async function load(before = null) {
  const query = new URLSearchParams({ limit: PAGE });
  if (filter === "unread") query.set("unread", "true");
  if (before) query.set("before", before);
  await attempt(async () => {
    const page = await ask(`notifications?${query}`);
    const lines = page.notifications.map(line);
    if (before) list.append(...lines);
    else list.replaceChildren(...lines);
    more.hidden = !page.more;
    empty.hidden = list.childElementCount > 0;
    empty.textContent = filter === "unread" ? "Nothing unread." : "Nothing yet. Reminders that have come due are kept here.";
  });
}

function line(notification) {
  const notice = renderNotice(notification);
  notice.addEventListener("click", () => notification.read || change(notification, "read"));
  const read = notification.read ? ["Mark as unread", "unread"] : ["Mark as read", "read"];
  return element(
    "li",
    { "data-id": notification.id },
    notice,
    element("div", { class: "notice-actions" }, act(notification, ...read), act(notification, "Put away", "archive")),
  );
}

function act(notification, label, change_) {
  const button = element("button", { type: "button", class: "btn btn-sm btn-link" }, label);
  button.setAttribute("aria-label", `${label}: ${notification.title}`);
  button.addEventListener("click", () => attempt(() => change(notification, change_)));
  return button;
}

async function change(notification, change_) {
  const answer = await ask(`notifications/${notification.id}/${change_}`, { method: "POST" });
  const shown = list.querySelector(`[data-id="${CSS.escape(notification.id)}"]`);
  const next = shown?.nextElementSibling ?? shown?.previousElementSibling;
  const gone = change_ === "archive" || (filter === "unread" && answer.notification.read);
  if (gone) shown?.remove();
  else shown?.replaceWith(line(answer.notification));
  const stays = gone ? next : list.querySelector(`[data-id="${CSS.escape(notification.id)}"]`);
  stays?.querySelector("button")?.focus();
  empty.hidden = list.childElementCount > 0;
}

async function attempt(run) {
  try {
    await run();
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

for (const button of filters) {
  button.addEventListener("click", () => {
    filter = button.dataset.filter;
    filters.forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    load();
  });
}
more.addEventListener("click", () => load(list.lastElementChild?.dataset.id));
document.getElementById("read-all").addEventListener("click", () =>
  attempt(async () => {
    await ask("notifications/read-all", { method: "POST" });
    await load();
  }),
);
