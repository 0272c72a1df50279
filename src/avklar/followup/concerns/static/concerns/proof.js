// Proof of work: while the sender looks the text over, altcha's workers find the number that the challenge asks for.
// Without this script the form is sent all the same, and marked so. Also the print button of the receipt.
(() => {
  "use strict";

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  const form = document.querySelector("form[data-challenge]");
  if (!form || !window.Worker || !window.crypto?.subtle) return;
  const challenge = JSON.parse(form.dataset.challenge);
  const field = form.elements.namedItem("proof");
  const says = form.querySelector("[data-proof-says]");
  const number = Math.min(4, navigator.hardwareConcurrency || 1);
  const workers = [];
  let pressed = null;
  let working = number;

  const done = (solution) => {
    workers.forEach((worker) => worker.terminate());
    working = 0;
    if (solution) field.value = btoa(JSON.stringify({ challenge, solution }));
    if (says) says.hidden = true;
    if (pressed) form.requestSubmit(pressed);
  };

  for (let start = 0; start < number; start += 1) {
    const worker = new Worker(form.dataset.worker);
    worker.addEventListener("message", ({ data }) => {
      if (data?.counter !== undefined) done(data);
      else if ((working -= 1) === 0) done(null);
    });
    worker.addEventListener("error", () => {
      if ((working -= 1) === 0) done(null);
    });
    worker.postMessage({ type: "work", challenge, counterStart: start, counterStep: number, timeout: 60000 });
    workers.push(worker);
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "send" || working === 0) return;
    event.preventDefault();
    pressed = event.submitter;
    if (says) says.hidden = false;
  });
})();
