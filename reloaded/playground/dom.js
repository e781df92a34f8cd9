// @ts-check
// Makes elements: text is always text, never markup.

/** Make an element with attributes and children. @param {string} name
 * @param {Record<string, string>} [attributes] @param {...(string|Node)} children
 * @returns {any} */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Make a button. @param {string} text @param {() => void} action
 * @param {Record<string, string>} [attributes] @returns {HTMLButtonElement} */
export function button(text, action, attributes = {}) {
  const element = make("button", { type: "button", class: "md-button", ...attributes }, text);
  element.addEventListener("click", action);
  return element;
}
