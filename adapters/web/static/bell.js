// The bell: how many notifications are unread, and the latest of them when it is opened.

import { element } from "./dom.js";
import { renderNotice } from "./notice.js";
import { ask } from "./session.js";

const LATEST = 8;

export class Bell {
  #button = document.getElementById("bell");
  #badge = this.#button.querySelector(".badge");
  #list = document.getElementById("bell-list");
  #readAll = document.getElementById("bell-read-all");
  #title = document.title;
  #isOpen = false;

  constructor() {
    this.#button.addEventListener("show.bs.dropdown", () => this.#load());
    this.#button.addEventListener("shown.bs.dropdown", () => (this.#isOpen = true));
    this.#button.addEventListener("hidden.bs.dropdown", () => (this.#isOpen = false));
    this.#readAll.addEventListener("click", () => this.#markAllRead());
    document.addEventListener("visibilitychange", () => !document.hidden && this.refresh());
  }

  /** The count is known: show it here and in the page's title. */
  count(unread) {
    this.#badge.textContent = unread > 99 ? "99+" : String(unread);
    this.#badge.hidden = unread === 0;
    this.#button.setAttribute("aria-label", unread ? `Notifications, ${unread} unread` : "Notifications, none unread");
    document.title = unread ? `(${unread}) ${this.#title}` : this.#title;
    if (this.#isOpen) this.#load();
  }

  async refresh() {
    const answer = await ask("notifications/unread").catch(() => null);
    if (answer) this.count(answer.unread);
  }

  async #load() {
    try {
      const { notifications } = await ask(`notifications?limit=${LATEST}`);
      this.#list.replaceChildren(...(notifications.length ? notifications.map((one) => this.#line(one)) : [nothing()]));
    } catch (error) {
      this.#list.replaceChildren(element("p", { class: "empty", role: "alert" }, error.message));
    }
  }

  #line(notification) {
    const line = renderNotice(notification, "dropdown-item");
    line.addEventListener("click", () => {
      if (!notification.read) ask(`notifications/${notification.id}/read`, { method: "POST" }).catch(() => null);
    });
    return line;
  }

  async #markAllRead() {
    try {
      const { unread } = await ask("notifications/read-all", { method: "POST" });
      this.count(unread);
      await this.#load();
    } catch (error) {
      this.#list.replaceChildren(element("p", { class: "empty", role: "alert" }, error.message));
    }
  }
}

const nothing = () => element("p", { class: "empty" }, "Nothing yet. Reminders that have come due are kept here.");
