"use strict";

// Every page works without this: it only spares a tap or a look.

for (const form of document.querySelectorAll("form[data-waits]")) {
  const look = setInterval(async () => {
    const answer = await fetch(form.dataset.waits, { cache: "no-store" });
    const { step } = await answer.json();
    if (step === "confirmed") {
      clearInterval(look);
      form.requestSubmit();
    } else if (step === "closed") {
      clearInterval(look);
      location.reload();
    }
  }, 1000);
}
