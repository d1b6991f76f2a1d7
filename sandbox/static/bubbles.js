// One message as a bubble.
import { fileUrl } from "./api.js";
import { el, icon } from "./dom.js";
import { formatted, link } from "./format.js";
import { locale, text } from "./strings.js";

/** The list item of a message; `acts` holds what pressing things in it does. */
export function bubble(message, acts) {
  const own = !message.from.is_bot;
  const sticker = Boolean(message.sticker);
  const body = el(
    sticker ? "div.bubble.bare" : "div.bubble",
    {},
    el("span.hidden", {}, `${own ? text("you") : message.from.first_name}, `),
    message.reply_to_message && quote(message.reply_to_message),
    content(message),
    words(message, acts),
    el("span.meta", {}, message.edit_date ? `${text("edited")} ` : "", time(message.date)),
  );
  const tool = own ? message.text && toolButton("edit", () => acts.edit(message)) : toolButton("reply", () => acts.reply(message));
  const item = el(own ? "li.message.own" : "li.message", {}, el("div.line", {}, body, tool), keyboard(message, acts));
  item.dataset.id = message.message_id;
  item.dataset.day = new Date(message.date * 1000).toDateString();
  return item;
}

export function dayTitle(seconds) {
  const day = new Date(seconds * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return text("today");
  if (days === 1) return text("yesterday");
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long", year: "numeric" }).format(day);
}

/** A message in a few words, for quotes and the list of people. */
export function summary(message) {
  if (!message) return "";
  if (message.sticker) return text("sticker", { emoji: message.sticker.emoji });
  const kind = ["photo", "voice", "location", "contact"].find((name) => message[name]);
  return masked(message) ?? message.caption ?? message.document?.file_name ?? message.venue?.title ?? (kind ? text(kind) : "");
}

/** The text without what is to be revealed by hand. */
function masked({ text: written, entities = [] }) {
  return entities
    .filter(({ type }) => type === "spoiler")
    .reduce((shown, { offset, length }) => shown.slice(0, offset) + "▒".repeat(length) + shown.slice(offset + length), written);
}

function words(message, acts) {
  const written = message.text ?? message.caption;
  if (written === undefined) return null;
  return el("div.words", {}, formatted(written, message.entities ?? message.caption_entities, acts.command));
}

function content(message) {
  if (message.photo) return photo(message.photo.at(-1));
  if (message.document) return file(message.document);
  if (message.voice) return voice(message.voice);
  if (message.location) return place(message);
  if (message.contact) return card("contact", message.contact.first_name, message.contact.phone_number);
  if (message.sticker) return el("span.sticker", { role: "img", "aria-label": summary(message) }, message.sticker.emoji);
  return null;
}

function photo(size) {
  const image = el("img.photo", { src: fileUrl(size), alt: text("photo"), width: size.width, height: size.height });
  return el("a.picture", { href: fileUrl(size), target: "_blank", rel: "noopener" }, image);
}

function file(document) {
  const label = text("download", { name: document.file_name });
  const address = { href: fileUrl(document), download: document.file_name, "aria-label": label };
  const names = el("span", {}, el("b", {}, document.file_name), el("small", {}, bytes(document.file_size)));
  return el("a.card", address, el("span.disc", {}, icon("file")), names);
}

function voice(note) {
  const bars = el("span.wave", { "aria-hidden": "true" }, [...Array(22)].map((_, place) => el(`i.h${(place * 7) % 5}`)));
  const length = `0:${String(note.duration).padStart(2, "0")}`;
  return el("div.card", { role: "img", "aria-label": `${text("voice")}, ${length}` }, el("span.disc", {}, icon("play")), el("span", {}, bars, el("small", {}, length)));
}

function place(message) {
  const { latitude, longitude } = message.location;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=13/${latitude}/${longitude}`;
  const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 4 });
  const names = message.venue
    ? el("span.place", {}, el("b", {}, message.venue.title), el("small", {}, message.venue.address))
    : el("span.place", {}, el("b", {}, text("location")), el("small", {}, `${number.format(latitude)} ; ${number.format(longitude)}`));
  const view = link(address, [el("span.map", { "aria-hidden": "true" }, icon("location")), names]);
  view.classList.add("venue");
  view.title = text("map");
  return view;
}

function card(image, title, below) {
  return el("div.card", {}, el("span.disc", {}, icon(image)), el("span", {}, el("b", {}, title), el("small", {}, below)));
}

function quote(message) {
  return el("div.quote", {}, el("b", {}, message.from.first_name), el("span", {}, summary(message)));
}

function keyboard(message, acts) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return el("div.buttons", {}, rows.map((row) => el("div.row", {}, row.map((button) => inlineButton(message, button, acts)))));
}

function inlineButton(message, button, acts) {
  if (button.url) {
    const node = link(button.url, [button.text, el("span.arrow", { "aria-hidden": "true" }, "↗"), el("span.hidden", {}, ` (${text("opens")})`)]);
    node.classList.add("key");
    return node;
  }
  const node = el("button.key", { type: "button" }, button.text);
  node.dataset.data = button.callback_data ?? "";
  node.onclick = () => acts.press(message, button, node);
  return node;
}

function toolButton(name, onclick) {
  return el("button.icon.tool", { type: "button", title: text(name), "aria-label": text(name), onclick }, icon(name));
}

function time(seconds) {
  const shown = new Date(seconds * 1000);
  const short = new Intl.DateTimeFormat(locale(), { hour: "numeric", minute: "2-digit" }).format(shown);
  return el("time", { dateTime: shown.toISOString() }, short);
}

function bytes(size) {
  const [value, unit] = size < 1_000 ? [size, "byte"] : size < 1_000_000 ? [size / 1_000, "kilobyte"] : [size / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(value);
}
