// Small helpers to build the page from text, never from markup.
const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  close: "M6 6l12 12M18 6L6 18",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c0-3.600 2.900-6 6.500-6s6.500 2.400 6.500 6M16 4.300a3.500 3.500 0 0 1 0 6.400M18 14.500c2.200.8 3.500 2.800 3.500 5.500",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.800 5.800l12.400 12.400",
  clip: "M20 11.500l-8.300 8.300a5 5 0 0 1-7.100-7.100l8.700-8.700a3.400 3.400 0 0 1 4.800 4.800l-8.700 8.700a1.700 1.700 0 0 1-2.400-2.400l7.900-7.900",
  send: "M4 12l16-8-5 16-3.500-6.500L4 12zM11.500 13.500L20 4",
  keyboard: "M4 5h6v6H4zM14 5h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15.500 9.500h.01",
  location: "M12 21c4.500-4.700 7-8.200 7-11a7 7 0 1 0-14 0c0 2.800 2.500 6.300 7 11zM12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  voice: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20c.8-3.600 3.800-5.500 7.500-5.500s6.700 1.900 7.500 5.500",
  edit: "M4 20l1-4L16 5l3 3L8 19l-4 1z",
  reply: "M9 6L4 11l5 5M4 11h9c4 0 7 2.500 7 7",
  play: "M8 5l11 7-11 7z",
};

/** An element with properties, listeners (`onclick`) and children; texts become text nodes. */
export function el(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.includes("-") || key === "role" || key === "for") node.setAttribute(key, value);
    else node[key] = value;
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export const $ = (id) => document.getElementById(id);

export function fillIcons() {
  for (const node of document.querySelectorAll("[data-icon]")) node.replaceChildren(icon(node.dataset.icon));
}
