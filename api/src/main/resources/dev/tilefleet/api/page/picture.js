/** Tile and mask as pixels for a canvas: RGBA, row after row. */

const BLACKEST = 0.02;
const WHITEST = 0.98;
const GAMMA = 1.8;

/** Names of red, green and blue: Sentinel-2's, and STAC's common names. */
const COLORS = [
  ['b4', 'red'],
  ['b3', 'green'],
  ['b2', 'blue'],
];

/**
 * The one-based positions of red, green and blue in a tile: by its bands' names, else where the process says that its own
 * bands are in a tile of so many, else the third, second and first, or one band in grey.
 *
 * names: of the tile's bands, '' for none; input: {bands: [{name, commonName}], positions: [{positions, of}]}
 */
export function trueColorBands(names, input) {
  return byName(names) ?? byProcess(names.length, input) ?? (names.length < 3 ? [1, 1, 1] : [3, 2, 1]);
}

function byName(names) {
  const plain = names.map(plainName);
  const places = COLORS.map((wanted) => wanted.map((name) => only(plain, name)).find((place) => place > 0));
  return places.every(Boolean) ? places : null;
}

function byProcess(count, { bands = [], positions = [] }) {
  const places = positions.find((rule) => rule.of === count || rule.of === undefined)?.positions ?? [];
  const order = COLORS.map(([name, common]) =>
    bands.findIndex((band) => plainName(band.name) === name || band.commonName === common),
  );
  const found = order.map((index) => places[index]);
  return found.every((place) => place >= 1 && place <= count) ? found : null;
}

/** The place of the only one of this name; 0 if none or several have it. */
function only(names, wanted) {
  const place = names.indexOf(wanted) + 1;
  return names.lastIndexOf(wanted) + 1 === place ? place : 0;
}

/** Case does not count, nor do leading zeros: B04 is b4. */
function plainName(name) {
  return name.trim().toLowerCase().replace(/(^|\D)0+(?=\d)/g, '$1');
}

/**
 * Three bands (Float32Array each) as RGBA. Of each band the 2nd percentile is black and the 98th white; a gamma curve
 * brightens what is between, or land beside clouds would be near black. NaN is black.
 */
export function trueColor(bands) {
  const rgba = new Uint8ClampedArray(bands[0].length * 4).fill(255);
  const known = new Map();
  bands.forEach((band, channel) => {
    const stretched = known.get(band) ?? stretch(band);
    known.set(band, stretched);
    stretched.forEach((value, pixel) => (rgba[pixel * 4 + channel] = value));
  });
  return rgba;
}

function stretch(band) {
  const finite = band.filter(Number.isFinite).sort();
  const at = (share) => finite[Math.floor(share * (finite.length - 1))] ?? 0;
  const [black, white] = [at(BLACKEST), at(WHITEST)];
  if (!(white > black)) {
    return new Uint8Array(band.length);
  }
  return Uint8Array.from(band, (value) => {
    const linear = Math.min(Math.max((value - black) / (white - black), 0), 1);
    return Math.round(linear ** (1 / GAMMA) * 255);
  });
}

/** A mask in its classes' colours; a value that no class has is transparent. */
export function maskColors(pixels, classes) {
  const colors = new Map(classes.map(({ value, color }) => [value, rgb(color)]));
  const rgba = new Uint8ClampedArray(pixels.length * 4);
  pixels.forEach((value, pixel) => {
    const color = colors.get(value);
    if (color) {
      rgba.set([...color, 255], pixel * 4);
    }
  });
  return rgba;
}

function rgb(color) {
  const number = Number.parseInt(color.replace('#', ''), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** How much of a mask each class has: the classes with `share`, 0 to 1, and values without a class behind them. */
export function classShares(pixels, classes) {
  const counts = new Array(256).fill(0);
  pixels.forEach((value) => counts[value]++);
  const known = new Set(classes.map(({ value }) => value));
  const others = counts.flatMap((count, value) => (count > 0 && !known.has(value) ? [{ value, name: `${value}` }] : []));
  return [...classes, ...others].map((each) => ({ ...each, share: counts[each.value] / pixels.length }));
}
