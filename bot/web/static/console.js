"use strict";

// Every page works without this: it only spares a tap or a look.

document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

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

// A thread opens at its end, where the answer is written.
if (document.querySelector("#thread[data-follows]") && !location.hash) {
  document.getElementById("end").scrollIntoView({ block: "end" });
}

// What happens is shown as it happens. Lines are added to a thread; a list is fetched anew.
for (const place of document.querySelectorAll("[data-follows]")) {
  const source = new EventSource(place.dataset.follows);
  source.addEventListener("line", (event) => {
    const holder = document.createElement("template");
    holder.innerHTML = JSON.parse(event.data);
    const line = holder.content.firstElementChild;
    const [number, shown] = [(each) => Number(each.dataset.id), [...place.children]];
    const before = shown.find((each) => number(each) === number(line));
    if (before) { // after a new connection, or because it has arrived
      if (before.outerHTML !== line.outerHTML) before.replaceWith(line);
      return;
    }
    place.insertBefore(line, shown.find((each) => number(each) > number(line)) ?? null);
    document.getElementById("end")?.scrollIntoView({ block: "nearest" });
  });
  source.addEventListener("changed", async () => {
    const answer = await fetch(place.dataset.part, { cache: "no-store" });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  });
  source.addEventListener("others", (event) => {
    document.getElementById("others").innerHTML = JSON.parse(event.data);
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

// What is being written is kept while it is written.
for (const box of document.querySelectorAll("textarea[data-draft]")) {
  let soon;
  const keep = (keepalive) => {
    soon = clearTimeout(soon);
    fetch(box.dataset.draft, { method: "POST", body: new URLSearchParams({ words: box.value }), keepalive });
  };
  box.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(keep, 1000);
  });
  document.addEventListener("submit", (event) => { // another form leads away from the page before the second is over
    if (event.target === box.form) clearTimeout(soon);
    else if (soon) keep(true);
  });
}

// A file is refused before it is on its way, where it is too large.
for (const input of document.querySelectorAll("input[data-largest]")) {
  input.addEventListener("change", () => {
    const large = [...input.files].some((file) => file.size > Number(input.dataset.largest));
    input.setCustomValidity(large ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}

// A saved reply is put where the cursor stands.
for (const form of document.querySelectorAll("form[data-inserts]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation(); // it may be used again
    const box = document.getElementById(form.dataset.inserts);
    box.setRangeText(form.elements.saved.selectedOptions[0].dataset.text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input"));
    box.focus();
  });
}

// A device makes a passkey or shows one; what it answers is sent with the form.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const answer = form.elements.credential, making = form.dataset.passkey === "make";
  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // it may be tried again
    try {
      const body = new URLSearchParams({ making: making ? "1" : "" });
      const asked = await (await fetch(form.dataset.options, { method: "POST", body })).json();
      const said = making
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      answer.value = JSON.stringify(said.toJSON());
      form.requestSubmit();
    } catch {
      form.querySelector("[data-failed]").hidden = false;
    }
  });
}

// An interview is dragged to another hour of its row; the menu in it does the same.
const drag = document.getElementById("drag");
for (const cell of drag && window.Sortable ? document.querySelectorAll("td[data-slot]") : []) {
  window.Sortable.create(cell, {
    group: `row ${cell.parentElement.rowIndex}`,
    draggable: ".meeting[data-code]",
    filter: "details",
    preventOnFilter: false,
    delay: 200,
    delayOnTouchOnly: true, // a finger scrolls
    onEnd: ({ item, from, to }) => {
      if (from === to) return;
      const { code, employer } = item.dataset;
      for (const [name, value] of Object.entries({ code, employer, to: to.dataset.slot })) drag.elements[name].value = value;
      drag.requestSubmit();
    },
  });
}

// The camera reads a traveller's code where the browser can; else it is typed.
for (const button of document.querySelectorAll("button[data-scan]")) {
  if (!("BarcodeDetector" in window && navigator.mediaDevices)) continue;
  const video = document.getElementById(button.dataset.scan);
  button.hidden = false;
  button.addEventListener("click", async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
    } catch {
      document.getElementById("no-camera").hidden = false;
      return;
    }
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    const look = setInterval(async () => {
      const [found] = await detector.detect(video).catch(() => []);
      if (!found) return;
      clearInterval(look);
      for (const track of stream.getTracks()) track.stop();
      button.form.elements.code.value = found.rawValue;
      button.form.requestSubmit();
    }, 250);
  });
}

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true));
  });
}
