// What every page of a signed-in person has: the live connection and its state, the bell, toasts.

import { Bell } from "./bell.js";
import { Connection } from "./connection.js";
import { setZone } from "./session.js";
import { dropToast, toast } from "./toasts.js";

const STATES = { open: "", connecting: "Connecting…", waiting: "Reconnecting… what you write is kept and sent as soon as it works." };

/**
 * Connect. handlers: onWelcome(frame), onFrame(frame) for the page's own; toastAction(frame) -> { label, run } or null for a notice.
 */
export function startPage({ onWelcome = () => {}, onFrame = () => {}, toastAction = () => null }) {
  const bell = new Bell();
  const state = document.getElementById("connection");
  const connection = new Connection({
    onState: (name) => {
      state.textContent = STATES[name];
      state.hidden = name === "open";
      document.body.dataset.connection = name;
    },
    onFrame: (frame) => {
      if (frame.unread !== undefined) bell.count(frame.unread);
      if (frame.type === "welcome") {
        setZone(frame.zone);
        onWelcome(frame);
        return;
      }
      if (frame.type === "notice" && !document.querySelector(`[data-id="${frame.message.id}"]`)) {
        toast({ ...frame.notification, action: toastAction(frame), about: frame.message.id });
      }
      if (frame.type === "edit") dropToast(frame.message.id);
      onFrame(frame);
    },
  });
  connection.open();
  return connection;
}
