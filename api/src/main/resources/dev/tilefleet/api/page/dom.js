/** Makes and fills elements; text goes in as text, never as markup. */

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** A new element; properties by their DOM names, attributes (`aria-…`, `for`, …) where a name has a hyphen or is none. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element && !key.includes('-')) {
      element[key] = value;
    } else {
      element.setAttribute(key, value);
    }
  }
  element.append(...children);
  return element;
}

/** Shows a problem's title and detail in an element with role alert, or hides it for null. */
export function complain(element, problem) {
  if (!element) {
    return;
  }
  element.hidden = !problem;
  element.replaceChildren();
  if (problem) {
    element.append(make('strong', {}, problem.title ?? 'The page met a fault of its own'));
    element.append(make('p', {}, problem.detail ?? problem.message));
  }
}

/** 1234567 bytes as 1.2 MiB. */
export function bytes(count) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  const power = count < 1 ? 0 : Math.min(Math.floor(Math.log2(count) / 10), 3);
  return `${(count / 1024 ** power).toFixed(power ? 1 : 0)} ${units[power]}`;
}

/** 0.2561 as 25.6 %. */
export function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** Seconds as a person says them. */
export function span(seconds) {
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  if (seconds < 100) {
    return `${Math.round(seconds)} s`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
