// The only script of our own; every page works without it.
// Quick exit: leave at once, and leave no step back to this page. Unsaved text: ask before a written text is left.
// Slow network: what was answered before the scripts came is answered anew, where the page follows the answers.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const exit = event.target.closest("[data-quick-exit]");
    if (!exit) return;
    event.preventDefault();
    document.documentElement.hidden = true;
    window.location.replace(exit.href);
  });

  let written = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-keep]")) written = true;
  });
  document.addEventListener("submit", () => {
    written = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (written && !document.documentElement.hidden) event.preventDefault();
  });

  const isAnswered = (field) => {
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(0, first);
  };
  document.addEventListener("htmx:after:init", ({ target }) => {
    if (!target.matches("[hx-trigger^=change]")) return;
    const answered = [...target.querySelectorAll("select, input, textarea")].find(isAnswered);
    answered?.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
