// What the server told this page: whose it is, where it lives, which zone and language its times are shown in.

const told = document.documentElement.dataset;
const browser = Intl.DateTimeFormat().resolvedOptions();

export const user = told.user;
export const base = told.base;
export const browserZone = browser.timeZone ?? null;
export const browserLocale = navigator.language || null;

let zone = told.zone || browserZone;
let locale = browserLocale ?? "en";

export const shownIn = () => ({ zone, locale });

/** The person's zone, once the bot knows it, goes before the browser's. */
export function setZone(name) {
  if (name) zone = name;
}

/** Ask the API; the answer's JSON. Throws an Error whose message a person can read. */
export async function ask(path, { method = "GET" } = {}) {
  let answer;
  try {
    answer = await fetch(`${base}/api/v1/${path}`, { method, headers: { Accept: "application/json" } });
  } catch {
    throw new Error("remindbot cannot be reached just now.");
  }
  if (answer.status === 401) {
    location.assign(`${base}/`);
    throw new Error("You are signed out.");
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.detail ?? "remindbot could not do that just now.");
  return body;
}

/** Storage of this person's in this browser; JSON values. */
export const memory = {
  read(name, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`remindbot.${user}.${name}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  write(name, value) {
    localStorage.setItem(`remindbot.${user}.${name}`, JSON.stringify(value));
  },
};
