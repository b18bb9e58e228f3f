// The colour scheme, set before the page is painted: light, dark, or what the system prefers. Loaded in the head, not as a module.
(() => {
  const KEY = "remindbot.theme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => localStorage.getItem(KEY);
  const current = () => chosen() ?? (system.matches ? "dark" : "light");
  const apply = () => document.documentElement.setAttribute("data-bs-theme", current());

  apply();
  system.addEventListener("change", apply);
  window.addEventListener("storage", (event) => event.key === KEY && apply());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    localStorage.setItem(KEY, current() === "dark" ? "light" : "dark");
    apply();
  });
})();
