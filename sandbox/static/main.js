// The page: loads what is there, then follows what happens.
import * as api from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { $, fillIcons } from "./dom.js";
import { People, avatar } from "./people.js";
import { choose, currentLanguage, text, translate } from "./strings.js";

const attempt = async (action) => {
  try {
    await action;
  } catch (error) {
    chat.toast(text("failed", { why: error.message }));
  }
};

const people = new People((id) => attempt(load(id)));
const send = (message) => attempt(api.send(people.current, message));
const composer = new Composer({
  send,
  edit: (id, words) => attempt(api.edit(people.current, id, words)),
  say: (words) => chat.toast(words),
});
const chat = new Chat({
  command: (command) => send({ kind: "text", text: command }),
  edit: (message) => composer.setContext({ message, editing: true }),
  reply: (message) => composer.setContext({ message, editing: false }),
  press: (message, button, node) => {
    chat.waitFor(node);
    return attempt(api.press(people.current, message.message_id, button.callback_data));
  },
});

async function load(id) {
  const { candidate, messages, keyboard, bot } = await api.conversation(id);
  if (id !== people.current) return;
  people.put(candidate);
  $("bot-name").textContent = bot.name;
  document.title = bot.name;
  $("as").replaceChildren(avatar(candidate), candidate.first_name);
  $("as").title = text("as_who", { name: candidate.first_name });
  chat.show(messages, bot.description);
  composer.setCommands(bot.commands);
  composer.setKeyboard(keyboard);
  composer.setContext(null);
  bottom();
}

/** One large button takes the place of the input where nothing can be written. */
function bottom() {
  const person = people.all.get(people.current);
  const empty = !$("messages").querySelector(".message");
  $("big").hidden = !person.blocked && !empty;
  $("composer").hidden = !$("big").hidden;
  $("big").textContent = text(person.blocked ? "unblock" : "start");
  $("big").onclick = () => (person.blocked ? attempt(api.block(person.id, false)) : send({ kind: "text", text: "/start" }));
  const label = text(person.blocked ? "unblock" : "block");
  $("block").title = label;
  $("block").setAttribute("aria-label", label);
  $("block").setAttribute("aria-pressed", String(person.blocked));
  $("block").onclick = () => attempt(api.block(person.id, !person.blocked));
}

function happened(event) {
  if (event.type === "profile") return attempt(load(people.current));
  if (event.type === "person") return people.all.has(event.candidate) || people.put(event.person);
  if (event.type === "message" || event.type === "edit") people.note(event.candidate, event.message);
  if (event.type === "membership") people.all.get(event.candidate).blocked = event.blocked;
  if (event.candidate === people.current) shown(event);
}

function shown(event) {
  switch (event.type) {
    case "message":
    case "edit": chat.arrive(event.message); break;
    case "delete": chat.remove(event.message_id); break;
    case "typing": chat.typing(); break;
    case "answer": chat.answered(event.press); break;
    case "keyboard": composer.setKeyboard(event.keyboard); break;
  }
  bottom();
}

function speak(language) {
  choose(language);
  translate();
  for (const code of ["fr", "en"]) $(`to-${code}`).setAttribute("aria-pressed", String(code === currentLanguage()));
}

for (const code of ["fr", "en"]) {
  $(`to-${code}`).onclick = () => {
    speak(code);
    attempt(load(people.current));
  };
}
fillIcons();
speak(currentLanguage());
const known = await api.candidates();
people.load(known.candidates);
if (known.console) {
  $("to-console").hidden = false;
  $("to-console").firstElementChild.href = `${known.console}/`;
}
await load(people.current);
api.follow(known.seq, happened, (connected) => {
  $("status").textContent = text(connected ? "bot" : "offline");
});
document.body.classList.add("loaded");
