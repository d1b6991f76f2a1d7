// Where the candidate writes: the input, the commands, attachments and the reply keyboard.
import { $, el, icon } from "./dom.js";
import { summary } from "./bubbles.js";
import { text } from "./strings.js";

const STICKERS = ["👍", "🙏", "😀", "❤️", "🍁", "❄️"];
const BIGGEST_FILE = 20 * 1024 * 1024;

export class Composer {
  /** `acts.send(message)` and `acts.edit(id, text)` do what the names say; `acts.say(words)` shows a notice. */
  constructor(acts) {
    this.acts = acts;
    this.input = $("input");
    this.commands = [];
    this.context = null;
    $("composer").onsubmit = (event) => this.submit(event);
    this.input.onkeydown = (event) => this.key(event);
    this.input.oninput = () => this.changed();
    $("menu").onclick = () => this.toggleCommands($("commands").hidden);
    $("clip").onclick = () => this.toggleAttach($("attach").hidden);
    $("keys").onclick = () => this.toggleKeyboard($("keyboard").hidden);
    $("context-close").onclick = () => this.setContext(null);
    $("photo-file").onchange = (event) => this.file(event.target, "photo");
    $("any-file").onchange = (event) => this.file(event.target, "document");
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.closePanels(true));
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".panel, .composer")) this.closePanels();
    });
  }

  setCommands(commands) {
    this.commands = commands;
    $("menu").hidden = commands.length === 0;
    this.toggleCommands(false);
  }

  setKeyboard(markup) {
    $("keys").hidden = !markup;
    const rows = (markup?.keyboard ?? []).map((row) => el("div.row", {}, row.map((key) => this.replyKey(key))));
    $("keyboard").replaceChildren(...rows);
    this.input.placeholder = markup?.input_field_placeholder || text("message");
    this.toggleKeyboard(Boolean(markup));
  }

  /** Edit one of one's messages, or answer one of the bot's. */
  setContext(context) {
    this.context = context;
    $("context").hidden = !context;
    if (!context) return;
    const { message, editing } = context;
    $("context-title").textContent = editing ? text("editing") : text("replying", { name: message.from.first_name });
    $("context-text").textContent = summary(message);
    if (editing) this.input.value = message.text;
    this.changed();
    this.input.focus();
  }

  submit(event) {
    event?.preventDefault();
    const words = this.input.value.trim();
    if (!words) return;
    const { context } = this;
    if (context?.editing) this.acts.edit(context.message.message_id, words);
    else this.acts.send({ kind: "text", text: words, reply_to: context?.message.message_id });
    this.input.value = "";
    this.setContext(null);
    this.changed();
    this.input.focus();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    if (event.key === "ArrowUp" && !$("commands").hidden) {
      event.preventDefault();
      $("commands").querySelector("button:last-of-type")?.focus();
    }
  }

  changed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
    $("composer").classList.toggle("ready", this.input.value.trim() !== "");
    const start = /^\/(\w*)$/.exec(this.input.value);
    this.toggleCommands(Boolean(start && this.commands.length), start?.[1] ?? "");
  }

  toggleCommands(open, filter = "") {
    const found = this.commands.filter(({ command }) => command.startsWith(filter));
    $("commands").replaceChildren(...found.map((item) => this.commandRow(item)));
    $("commands").hidden = !open || found.length === 0;
    $("menu").setAttribute("aria-expanded", String(!$("commands").hidden));
    if (open) $("attach").hidden = true;
  }

  commandRow({ command, description }) {
    const send = () => {
      this.input.value = "";
      this.acts.send({ kind: "text", text: `/${command}` });
      this.changed();
      this.input.focus();
    };
    return el("button", { type: "button", onclick: send, onkeydown: move }, el("b", {}, `/${command}`), el("span", {}, description));
  }

  toggleAttach(open) {
    const choices = [
      ["photo", () => $("photo-file").click()], ["file", () => $("any-file").click()],
      ["location", () => this.acts.send({ kind: "location" })], ["voice", () => this.acts.send({ kind: "voice" })],
      ["contact", () => this.acts.send({ kind: "contact" })],
    ].map(([name, act]) => this.choice(act, {}, el("span.disc", {}, icon(name)), text(name)));
    const stickers = STICKERS.map((emoji) =>
      this.choice(() => this.acts.send({ kind: "sticker", emoji }), { "aria-label": text("sticker", { emoji }) }, emoji),
    );
    $("attach").replaceChildren(el("div.choices", {}, choices), el("div.stickers", {}, stickers));
    $("attach").hidden = !open;
    $("clip").setAttribute("aria-expanded", String(open));
    if (open) {
      $("commands").hidden = true;
      $("attach").querySelector("button").focus();
    }
  }

  choice(act, properties, ...children) {
    const onclick = () => {
      this.toggleAttach(false);
      this.input.focus();
      act();
    };
    return el("button", { type: "button", onclick, onkeydown: move, ...properties }, children);
  }

  replyKey(key) {
    const message = key.request_contact ? { kind: "contact" } : key.request_location ? { kind: "location" } : { kind: "text", text: key.text };
    return el("button.key", { type: "button", onclick: () => this.acts.send(message) }, key.text);
  }

  toggleKeyboard(open) {
    $("keyboard").hidden = !open;
    $("keys").setAttribute("aria-expanded", String(open));
  }

  closePanels(refocus = false) {
    const open = [$("commands"), $("attach")].filter((panel) => !panel.hidden);
    if (refocus && open.length) this.input.focus();
    for (const panel of open) panel.hidden = true;
    $("menu").setAttribute("aria-expanded", "false");
    $("clip").setAttribute("aria-expanded", "false");
    if (refocus && this.context) this.setContext(null);
  }

  async file(chooser, kind) {
    const [file] = chooser.files;
    chooser.value = "";
    if (!file) return;
    if (file.size > BIGGEST_FILE) this.acts.say(text("too_big"));
    else this.acts.send({ kind, name: file.name, mime_type: file.type || undefined, content: await base64(file) });
  }
}

/** Arrow keys walk through a panel. */
function move(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...event.currentTarget.closest(".panel").querySelectorAll("button")];
  all[(all.indexOf(event.currentTarget) + step + all.length) % all.length].focus();
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
