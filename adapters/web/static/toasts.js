// Toasts: short notices in the corner, as long as their level asks for, and while they are pointed at or focused.

import { element } from "./dom.js";

const SHOWN_FOR = { info: 5000, success: 5000, warning: 7000, danger: 8000 };

const KINDS = {
  reminder: "Reminder", failure: "Problem", summary: "Summary", assigned: "Assigned", status_change: "Status", system: "remindbot",
};

/** level: info, success, warning or danger. action: { label, run }, pressed at most once. about: the id of the message that says the same. */
export function toast({ kind, title, body = "", level = "info", action = null, about = null }) {
  const close = element("button", { type: "button", class: "btn-close", "aria-label": "Close", "data-bs-dismiss": "toast" });
  const heading = element("span", { class: "toast-kind" }, KINDS[kind] ?? KINDS.system);
  const words = element("div", { class: "toast-words" }, heading, element("strong", { dir: "auto" }, title));
  if (body && body !== title) words.append(element("div", { dir: "auto" }, body));
  const box = element(
    "div",
    { class: `toast level-${level}`, role: level === "danger" ? "alert" : null, "aria-atomic": "true", "data-about": about },
    element("div", { class: "toast-row" }, words, close),
  );
  const shown = new bootstrap.Toast(box, { delay: SHOWN_FOR[level] ?? SHOWN_FOR.info });
  if (action) words.append(actionButton(action, shown));
  box.addEventListener("hidden.bs.toast", () => box.remove());
  document.getElementById("toasts").append(box);
  shown.show();
}

/** That message has been answered: a toast about it says nothing any more. */
export function dropToast(about) {
  const box = document.querySelector(`.toast[data-about="${CSS.escape(about)}"]`);
  if (box) bootstrap.Toast.getInstance(box).hide();
}

function actionButton(action, shown) {
  const button = element("button", { type: "button", class: "btn btn-sm btn-link text-start" }, action.label);
  button.addEventListener("click", () => {
    shown.hide();
    action.run();
  });
  return button;
}
