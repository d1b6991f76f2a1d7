// Text and entities as nodes. Offsets are UTF-16 units, which is how JavaScript counts too.
import { el } from "./dom.js";
import { text as word } from "./strings.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote", expandable_blockquote: "blockquote" };

/** Nodes of a text; `onCommand` is called with a command that is pressed. */
export function formatted(text, entities = [], onCommand = () => {}) {
  return build(text, [...entities], 0, text.length, onCommand);
}

function build(text, entities, start, end, onCommand) {
  const nodes = [];
  let position = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < position || stop <= entity.offset) continue;
    const inner = [];
    while (entities.length && entities[0].offset < stop) inner.push(entities.shift());
    nodes.push(text.slice(position, entity.offset));
    const children = build(text, inner, entity.offset, stop, onCommand);
    nodes.push(wrap(entity, text.slice(entity.offset, stop), children, onCommand));
    position = stop;
  }
  nodes.push(text.slice(position, end));
  return nodes.filter((node) => node !== "");
}

function wrap(entity, plain, children, onCommand) {
  switch (entity.type) {
    case "text_link": return link(entity.url, children);
    case "url": return link(plain.startsWith("www.") ? `https://${plain}` : plain, children);
    case "email": return link(`mailto:${plain}`, children);
    case "bot_command": return el("button.command", { type: "button", onclick: () => onCommand(plain) }, children);
    case "pre": return el("pre", {}, el("code", {}, children));
    case "spoiler": return spoiler(children);
    default: return TAGS[entity.type] ? el(TAGS[entity.type], {}, children) : el("span", {}, children);
  }
}

export function link(url, children) {
  if (!/^(https?:\/\/|mailto:|tg:\/\/)/i.test(url)) return el("span", {}, children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, children);
}

function spoiler(children) {
  const hidden = el("span", { "aria-hidden": "true" }, children);
  const node = el("span.spoiler", { role: "button", tabIndex: 0, "aria-label": word("reveal") }, hidden);
  const reveal = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    node.replaceWith(...children);
  };
  node.onclick = reveal;
  node.onkeydown = reveal;
  return node;
}
