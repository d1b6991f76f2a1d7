// The list of test candidates: switch, add, count what was not read.
import * as api from "./api.js";
import { summary } from "./bubbles.js";
import { $, el } from "./dom.js";
import { text } from "./strings.js";

const COLOURS = 6;

export class People {
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.all = new Map();
    this.unread = new Map();
    this.current = null;
    $("add").onsubmit = (event) => this.add(event);
    $("open-people").onclick = () => this.open(true);
    $("close-people").onclick = () => this.open(false);
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false));
  }

  load(people) {
    this.all = new Map(people.map((person) => [person.id, person]));
    const kept = Number(localStorage.getItem("candidate"));
    this.current = this.all.has(kept) ? kept : people[0].id;
    this.draw();
  }

  put(person) {
    this.all.set(person.id, person);
    this.draw();
  }

  /** A message went by in somebody's chat. */
  note(id, message) {
    const person = this.all.get(id);
    if (!person) return;
    person.last = message;
    if (id !== this.current && message.from.is_bot) this.unread.set(id, (this.unread.get(id) ?? 0) + 1);
    this.draw();
  }

  choose(id) {
    this.current = id;
    this.unread.delete(id);
    localStorage.setItem("candidate", id);
    this.draw();
    this.open(false);
    this.onChoose(id);
  }

  draw() {
    $("people-list").replaceChildren(...[...this.all.values()].map((person) => this.row(person)));
    const waiting = [...this.unread.values()].reduce((sum, count) => sum + count, 0);
    $("open-people").classList.toggle("news", waiting > 0);
  }

  row(person) {
    const unread = this.unread.get(person.id);
    const chosen = { type: "button", onclick: () => this.choose(person.id), "aria-current": person.id === this.current ? "true" : null };
    const names = el("span.names", {}, el("b", {}, person.first_name), el("small", {}, summary(person.last) || languageOf(person)));
    const count = unread && el("span.count", { "aria-label": text("unread", { n: unread }) }, String(unread));
    const badge = el("span.language", { title: languageOf(person) }, person.language_code?.toUpperCase() ?? "–");
    return el("li", {}, el("button.person", chosen, avatar(person), names, count || badge));
  }

  open(open) {
    document.body.classList.toggle("people-open", open);
    $("open-people").setAttribute("aria-expanded", String(open));
    if (open) $("close-people").focus();
  }

  async add(event) {
    event.preventDefault();
    const person = await api.addCandidate($("add-name").value, $("add-language").value || null);
    $("add").reset();
    this.put(person);
    this.choose(person.id);
  }
}

export function avatar(person) {
  return el(`span.face.c${person.id % COLOURS}`, { "aria-hidden": "true" }, [...person.first_name][0].toUpperCase());
}

export function languageOf(person) {
  return text({ fr: "lang_fr", en: "lang_en" }[person.language_code] ?? "lang_none");
}
