// Passkeys: the only thing in the house that can't be done without a script. Buttons stay hidden where it doesn't run.
(() => {
  "use strict";

  const given = () => JSON.parse(document.getElementById("passkey-data").textContent);

  async function add(form) {
    const options = given().creation_options;
    const alone = form.querySelector("[name=passwordless]");
    const wanted = options.publicKey.authenticatorSelection;
    if (alone) {
      wanted.residentKey = alone.checked ? "required" : "discouraged";
      wanted.requireResidentKey = alone.checked;
      if (alone.checked) wanted.userVerification = "required";
    }
    return window.webauthnJSON.create(options);
  }

  async function use() {
    return window.webauthnJSON.get(given().request_options);
  }

  async function login(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return window.webauthnJSON.get((await answer.json()).request_options);
  }

  const ways = { add, use, login };
  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      const failed = document.querySelector("[data-passkey-failed]");
      try {
        const credential = await ways[button.dataset.passkey](button.form);
        button.form.querySelector("[name=credential]").value = JSON.stringify(credential);
        button.form.submit();
      } catch {
        if (failed) failed.hidden = false;
      }
    });
  }
})();
