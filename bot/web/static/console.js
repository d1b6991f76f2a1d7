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
    const holder = document.createElement("template");
    holder.innerHTML = JSON.parse(event.data);
    const line = holder.content.firstElementChild;
    const [number, shown] = [(each) => Number(each.dataset.id), [...place.children]];
    if (shown.some((each) => number(each) === number(line))) return; // after a new connection
    place.insertBefore(line, shown.find((each) => number(each) > number(line)) ?? null);
    document.getElementById("end")?.scrollIntoView({ block: "nearest" });
  });
  source.addEventListener("changed", async () => {
    const answer = await fetch(place.dataset.part, { cache: "no-store" });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  });
  const changed = document.getElementById("changed");
  const again = () => {
    if (changed && document.querySelector("textarea")?.value) changed.hidden = false;
    else location.reload();
  };
  source.addEventListener("state", again); // what is said is followed all the same
  source.addEventListener("over", () => {
    source.close();
    again();
  });
  source.addEventListener("error", () => {
    if (changed && source.readyState === EventSource.CLOSED) changed.hidden = false; // signed out, and not tried again
  });
}

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true));
  });
}
