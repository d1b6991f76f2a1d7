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

// What happens is shown as it happens. Lines are added to a thread; a list is fetched anew.
for (const place of document.querySelectorAll("[data-follows]")) {
  const source = new EventSource(place.dataset.follows);
  source.addEventListener("line", (event) => {
    place.insertAdjacentHTML("beforeend", JSON.parse(event.data));
    document.getElementById("end")?.scrollIntoView({ block: "nearest" });
  });
  source.addEventListener("changed", async () => {
    const answer = await fetch(place.dataset.part, { cache: "no-store" });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  });
  const again = () => {
    source.close();
    const written = document.querySelector("textarea")?.value;
    if (!written) location.reload();
  };
  source.addEventListener("state", again);
  source.addEventListener("over", again);
}

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true));
  });
}
