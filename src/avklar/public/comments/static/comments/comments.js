// Turns a comment field by the server's clock in a page that stands open, and says so calmly. It never touches what is
// being written. Everything works without it: the server decides, and hands back what it can't take.
(() => {
  "use strict";

  const DAY = 86400000;
  const TICK = 5000; // how often the page looks at its own watch
  const SLEPT = 30000; // a longer pause between two looks: the machine has slept
  const NEWS = 300000; // a page that is seen asks this often, for changed settings and new comments
  const LATER = 20000; // after an answer that didn't come

  for (const place of document.querySelectorAll("[data-comments]")) follow(place);

  function follow(place) {
    const part = (name) => place.querySelector(`[data-comments-${name}]`);
    const first = { stamp: place.dataset.stamp };
    let answer = null, askedAt = 0, looked = Date.now(), asking = false, next = 0, waker = 0;

    async function ask() {
      if (asking) return;
      asking = true;
      const gaveUp = new AbortController(); // a network that swallows the question would hold all later ones, too
      const patience = setTimeout(() => gaveUp.abort(), LATER);
      try {
        const how = { cache: "no-store", credentials: "same-origin", signal: gaveUp.signal };
        const response = await fetch(place.dataset.state, how);
        if (!response.ok) throw new Error(String(response.status));
        answer = await response.json();
        askedAt = Date.now();
        next = askedAt + NEWS;
        clearTimeout(waker);
        if (answer.until !== null) waker = setTimeout(look, Math.min(answer.until - answer.now + 20, DAY));
        show();
      } catch {
        next = Date.now() + LATER;
      } finally {
        clearTimeout(patience);
        asking = false;
      }
    }

    // Only how long ago the server was asked is taken from this machine's clock: it may show whatever time it likes.
    const turned = () => answer.until !== null && answer.now + (Date.now() - askedAt) >= answer.until;

    function look() {
      const now = Date.now(), slept = now - looked > SLEPT || now < looked;
      looked = now;
      const seen = document.visibilityState === "visible";
      if (answer === null ? now >= next : slept || (turned() && now >= askedAt + 1000) || (seen && now >= next)) ask();
    }

    function show() {
      change(part("notice"), answer.notice);
      change(part("hours"), answer.hours);
      const send = part("send"), copy = part("copy");
      if (send) {
        if (send.textContent !== answer.button) send.textContent = answer.button;
        if (answer.takes) send.removeAttribute("aria-disabled");
        else send.setAttribute("aria-disabled", "true");
      }
      if (copy) copy.hidden = answer.takes || !navigator.clipboard;
      place.dataset.kind = answer.kind;
      const arrived = !first.asked;
      first.asked = true;
      if (first.stamp === undefined || contents(answer.stamp) === contents(first.stamp)) return;
      if (arrived) list();
      else part("new").hidden = false;
    }

    // the stamp's last part is the state, which is shown already
    const contents = (stamp) => stamp.slice(0, stamp.lastIndexOf("."));

    // A page that was kept gets its list anew at once; later somebody may be reading, and is asked.
    async function list() {
      const wanted = answer.stamp;
      const response = await fetch(place.dataset.list, { cache: "no-store", credentials: "same-origin" });
      if (!response.ok) return;
      part("list").innerHTML = await response.text();
      part("heading").textContent = part("list").firstElementChild.dataset.heading;
      first.stamp = wanted;
      part("new").hidden = true;
    }

    function change(element, html) {
      if (!element || element.dataset.shown === html) return;
      element.dataset.shown = html;
      const fresh = document.createElement("template");
      fresh.innerHTML = html;
      if (element.innerHTML.trim() !== fresh.innerHTML.trim()) element.replaceChildren(fresh.content);
    }

    place.addEventListener("click", async (event) => {
      if (event.target.closest("[data-comments-show]")) {
        await list();
        part("heading").tabIndex = -1;
        part("heading").focus();
      }
      const copy = event.target.closest("[data-comments-copy]");
      if (copy) {
        await navigator.clipboard.writeText(part("form").elements.text.value);
        copy.textContent = copy.dataset.said;
      }
    });
    for (const sign of ["pageshow", "focus", "online"]) window.addEventListener(sign, look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, TICK);
    ask();
  }
})();
