// Keys for the moderators' desk. They work only while the focus stands in a comment and not in a field (WCAG 2.1.4).
(() => {
  "use strict";

  const items = [...document.querySelectorAll("[data-desk-item]")];
  const keys = document.querySelector("[data-desk-keys]");
  if (keys) keys.hidden = false;
  const go = (number) => items[Math.max(0, Math.min(number, items.length - 1))]?.focus();

  document.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-desk-item]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      go(items.indexOf(item) + (key === "j" ? 1 : -1));
    } else {
      const target = item.querySelector(`[data-desk-key="${CSS.escape(key)}"]`);
      if (!target) return;
      if (target.matches("select")) target.focus();
      else target.click();
    }
    event.preventDefault();
  });
  document.querySelector("[data-desk-start]")?.addEventListener("click", () => go(0));
  if (window.location.hash === "#koe") go(0);
})();
