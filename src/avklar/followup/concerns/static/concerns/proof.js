// Proof of work: altcha's workers find the number that the challenge asks for, while the sender looks the text over, or
// before a receipt is looked up; then the form goes on by itself (data-goes-on). Without this script a worry is sent all
// the same and marked so, and a receipt waits a minute. Also the print button of the receipt.
(() => {
  "use strict";

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  const form = document.querySelector("form[data-proves]");
  if (!form || !window.Worker || !window.crypto?.subtle) return;
  const field = form.elements.namedItem("proof");
  const { challenge } = JSON.parse(atob(field.value));
  const button = [...form.elements].find((each) => each.name === "do" && each.value === form.dataset.proves);
  const goesOn = form.hasAttribute("data-goes-on");
  const number = Math.min(4, navigator.hardwareConcurrency || 1);
  const workers = [];
  let pressed = null;
  let working = number;

  const waitFor = (submitter) => {
    pressed = submitter;
    form.querySelector("[data-proof-says]").hidden = !submitter;
    const slowly = form.querySelector("[data-proof-slowly]");
    if (slowly) slowly.hidden = Boolean(submitter);
  };

  const done = (solution) => {
    const submitter = pressed;
    workers.forEach((worker) => worker.terminate());
    working = 0;
    if (solution) field.value = btoa(JSON.stringify({ challenge, solution }));
    waitFor(null);
    if (submitter && (solution || !goesOn)) form.requestSubmit(submitter);
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

  if (goesOn) waitFor(button);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== form.dataset.proves || working === 0) return;
    event.preventDefault();
    waitFor(event.submitter);
  });
})();
