/* Made by scripts/bundle_assets; sources in ui/css and ui/vendor. Licences: NOTICE. */
// The only script of our own; every page works without it.
// Quick exit: leave at once, and leave no step back to this page. Unsaved text: ask before a written text is left.
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
})();
