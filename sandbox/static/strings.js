// The words of the page, in French and English. The choice is the page's own: each candidate's app has another.
const all = await (await fetch("strings.json")).json();
let language = localStorage.getItem("language") ?? (navigator.language.startsWith("fr") ? "fr" : "en");

export const currentLanguage = () => language;
export const locale = () => (language === "fr" ? "fr-CA" : "en-CA");

export function text(name, values = {}) {
  return all[language][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** Put the words where the page asks for them. */
export function translate(root = document) {
  document.documentElement.lang = language;
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = text(node.dataset.text);
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = text(node.dataset.placeholder);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", text(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = text(node.dataset.label);
  }
}

export function choose(wanted) {
  language = wanted;
  localStorage.setItem("language", wanted);
}
