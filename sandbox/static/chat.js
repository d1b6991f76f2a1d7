// The conversation on the screen: bubbles, typing, toasts, scrolling.
import { bubble, dayTitle } from "./bubbles.js";
import { $, el } from "./dom.js";
import { formatted } from "./format.js";
import { text } from "./strings.js";

const TYPING_LASTS = 5_000;
const PRESS_LASTS = 15_000;

export class Chat {
  constructor(acts) {
    this.acts = acts;
    this.list = $("messages");
    this.log = $("log");
    this.unseen = 0;
    this.pinned = true; // the newest message stays in view until the reader scrolls up
    this.lastTop = 0;
    $("newer").onclick = () => this.toEnd("smooth");
    this.log.onscroll = () => this.scrolled();
    new ResizeObserver(() => this.pinned && this.toEnd()).observe(this.log);
  }

  show(messages, description) {
    this.list.setAttribute("aria-busy", "true");
    this.list.replaceChildren();
    for (const message of messages) this.put(message);
    this.list.removeAttribute("aria-busy");
    $("description").replaceChildren(...formatted(description || text("empty_description"), []));
    this.stopTyping();
    this.intro();
    this.toEnd();
  }

  /** A message that is new or has changed. */
  put(message) {
    const node = bubble(message, this.acts);
    const old = this.find(message.message_id);
    if (old) {
      const focused = old.contains(document.activeElement);
      old.replaceWith(node);
      if (focused) (node.querySelector(".key") ?? $("input")).focus();
      return;
    }
    if (this.list.lastElementChild?.dataset.day !== node.dataset.day) {
      this.list.append(el("li.day", {}, el("span", {}, dayTitle(message.date))));
      this.list.lastElementChild.dataset.day = node.dataset.day;
    }
    this.list.append(node);
    this.intro();
  }

  arrive(message) {
    const stay = this.pinned || !message.from.is_bot;
    const isNew = !this.find(message.message_id);
    if (message.from.is_bot) this.stopTyping();
    this.put(message);
    if (stay) this.toEnd("smooth");
    else if (isNew) this.countUnseen();
  }

  remove(id) {
    this.find(id)?.remove();
    this.intro();
  }

  find(id) {
    return this.list.querySelector(`[data-id="${id}"]`);
  }

  intro() {
    $("intro").hidden = Boolean(this.list.querySelector(".message"));
  }

  typing() {
    $("typing").hidden = false;
    $("status").textContent = text("typing");
    $("status").classList.add("active");
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => this.stopTyping(), TYPING_LASTS);
    if (this.pinned) this.toEnd();
  }

  stopTyping() {
    clearTimeout(this.typingEnds);
    $("typing").hidden = true;
    $("status").textContent = text("bot");
    $("status").classList.remove("active");
  }

  waitFor(node) {
    node.classList.add("waiting");
    node.setAttribute("aria-busy", "true");
    setTimeout(() => this.stopWaiting(node), PRESS_LASTS);
  }

  stopWaiting(node) {
    node.classList.remove("waiting");
    node.removeAttribute("aria-busy");
  }

  answered(press) {
    for (const node of this.find(press.message_id)?.querySelectorAll(".waiting") ?? []) {
      if (node.dataset.data === press.data) this.stopWaiting(node);
    }
    if (press.text && press.show_alert) this.alert(press.text);
    else if (press.text) this.toast(press.text);
  }

  toast(words) {
    $("toast").textContent = words;
    $("toast").hidden = false;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => ($("toast").hidden = true), 3_500);
  }

  alert(words) {
    $("alert-text").textContent = words;
    $("alert").showModal();
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    if (scrollHeight - scrollTop - clientHeight < 60) this.clearUnseen();
    else if (scrollTop < this.lastTop) this.pinned = false;
    this.lastTop = scrollTop;
  }

  toEnd(behavior = "instant") {
    this.log.scrollTo({ top: this.log.scrollHeight, behavior });
    this.clearUnseen();
  }

  countUnseen() {
    this.unseen += 1;
    $("newer").textContent = `↓ ${this.unseen === 1 ? text("newer_one") : text("newer", { n: this.unseen })}`;
    $("newer").hidden = false;
  }

  clearUnseen() {
    this.pinned = true;
    this.unseen = 0;
    $("newer").hidden = true;
  }
}
