/** Tile and mask side by side, the legend, and the files to take away. */

import { byId, bytes, make, percent, span } from './dom.js';
import { classShares, maskColors, trueColor, trueColorBands } from './picture.js';

let links = [];

/** Nothing of an earlier job; why there is no tile yet. */
export function clearResult() {
  links.forEach((link) => URL.revokeObjectURL(link));
  links = [];
  byId('outcome').hidden = true;
  byId('tile-note').textContent = '';
  missing('tile', '');
  missing('mask', '');
}

/** Says in a picture's place why it is not there. */
export function missing(id, reason) {
  byId(id).hidden = true;
  byId(`${id}-missing`).textContent = reason;
}

/**
 * Draws the tile in true colour, unless another job is opened meanwhile; picture: of openTiff, input: what the process
 * says of its tiles.
 */
export async function showTile(picture, input, signal) {
  const positions = trueColorBands(picture.names, input);
  const distinct = [...new Set(positions)];
  const bands = new Map();
  for (const position of distinct) {
    bands.set(position, await picture.band(position));
  }
  if (signal.aborted) {
    return;
  }
  const rgba = trueColor(positions.map((position) => bands.get(position)));
  const names = positions.map((position) => picture.names[position - 1] || `band ${position}`);
  const note = distinct.length === 1 ? `${names[0]} in grey` : `true colour, ${names.join(' ')}`;
  byId('tile-note').textContent = note;
  draw('tile', picture, rgba, `The tile: ${note}`);
}

/** Draws the mask with its legend and offers the files; returns the classes' shares, or null if another job is opened. */
export async function showMask({ mask, file, classes, stem }, signal) {
  const shares = classShares(mask.pixels, classes);
  const canvas = draw('mask', mask, maskColors(mask.pixels, classes), 'The mask; the table of classes tells the shares');
  byId('classes').replaceChildren(...shares.map(classRow));
  const png = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (signal.aborted) {
    return null;
  }
  offer('npy', new Blob([file], { type: 'application/x-npy' }), `${stem}.npy`, 'Mask as NumPy');
  offer('png', png, `${stem}.png`, 'Mask as PNG');
  byId('outcome').hidden = false;
  return shares;
}

function draw(id, { width, height }, rgba, label) {
  const canvas = byId(id);
  Object.assign(canvas, { width, height, hidden: false });
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  canvas.setAttribute('aria-label', label);
  byId(`${id}-missing`).textContent = '';
  return canvas;
}

function classRow({ value, name, description, color, share }) {
  const swatch = make('span', { className: 'swatch', 'aria-hidden': 'true' });
  // By the object model, which the content security policy lets pass; a style attribute it does not.
  swatch.style.backgroundColor = color ?? 'transparent';
  const bar = make('meter', { min: 0, max: 1, value: share, 'aria-hidden': 'true' });
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, swatch, `${value} ${name}`),
    make('td', {}, description ?? ''),
    make('td', { className: 'share' }, bar, make('span', {}, percent(share))),
  );
}

function offer(id, blob, name, text) {
  const link = URL.createObjectURL(blob);
  links.push(link);
  Object.assign(byId(id), { href: link, download: name, textContent: `${text} (${bytes(blob.size)})` });
}

/** What else is known of the job. */
export function showFacts(info) {
  const timings = Object.entries(info.timings ?? {}).map(([stage, millis]) => `${stage} ${span(millis / 1000)}`);
  const facts = {
    Job: info.jobID,
    Process: info.processID,
    Sent: info.created && new Date(info.created).toLocaleString(),
    Worker: info.worker,
    Time: timings.join(', '),
  };
  byId('facts').replaceChildren(
    ...Object.entries(facts)
      .filter(([, value]) => value)
      .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))),
  );
}
