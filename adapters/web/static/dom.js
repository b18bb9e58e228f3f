// Making elements. Text becomes text nodes and nothing else: no HTML is ever parsed here.

/**
 * An element with attributes (null and false leave one out, true gives an empty one) and children (nodes, or text).
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** `address` when it is one that a link may lead to, else null. */
export function safeLink(address) {
  if (!address) return null;
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
