/**
 * The first directory of a TIFF, classic or BigTIFF, of either byte order: TIFF 6.0, section 2, and
 * https://www.awaresystems.be/imaging/tiff/bigtiff.html.
 */

/** This reader does not know the layout, or the file is broken: the tile cannot be shown, whatever a worker makes of it. */
export class UnreadableTile extends Error {}

/** Bytes of one value of each type; a type that is not here is of no interest to a picture. */
const SIZES = { 1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 8: 2, 9: 4, 16: 8, 17: 8, 18: 8 };

/** More values than any tile of a sane size has blocks. */
const MOST_VALUES = 1 << 20;

/** {littleEndian, numbers(tag), text(tag)} of the file in a Uint8Array; RangeError where it points beyond its end. */
export function readFields(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = String.fromCharCode(...bytes.subarray(0, 2));
  const littleEndian = mark === 'II';
  const version = littleEndian || mark === 'MM' ? view.getUint16(2, littleEndian) : 0;
  if (version !== 42 && version !== 43) {
    throw new UnreadableTile('The file is no TIFF.');
  }
  const format = version === 43 ? new BigTiff(view, littleEndian) : new ClassicTiff(view, littleEndian);
  const entries = new Map(format.entries().map((entry) => [entry.tag, entry]));
  return {
    littleEndian,
    numbers: (tag) => (entries.has(tag) ? values(view, littleEndian, format, entries.get(tag)) : []),
    text: (tag) => (entries.has(tag) ? text(bytes, format, entries.get(tag)) : ''),
  };
}

class ClassicTiff {
  inline = 4;

  constructor(view, littleEndian) {
    this.view = view;
    this.littleEndian = littleEndian;
  }

  offset(at) {
    return this.view.getUint32(at, this.littleEndian);
  }

  entries() {
    const begin = this.offset(4);
    const count = this.view.getUint16(begin, this.littleEndian);
    return this.read(count, begin + 2, 12, 8);
  }

  read(count, begin, size, value) {
    return Array.from({ length: count }, (_, i) => begin + i * size).map((at) => ({
      tag: this.view.getUint16(at, this.littleEndian),
      type: this.view.getUint16(at + 2, this.littleEndian),
      count: this.offset(at + 4),
      at: at + value,
    }));
  }
}

class BigTiff extends ClassicTiff {
  inline = 8;

  offset(at) {
    return Number(this.view.getBigUint64(at, this.littleEndian));
  }

  entries() {
    const begin = this.offset(8);
    const count = this.offset(begin);
    if (count > 0xffff) {
      throw new UnreadableTile('The file has too many fields.');
    }
    return this.read(count, begin + 8, 20, 12);
  }
}

/** Where an entry's values lie: in it, if they fit. */
function place(format, entry) {
  const size = SIZES[entry.type] * entry.count;
  return size <= format.inline ? entry.at : format.offset(entry.at);
}

function values(view, littleEndian, format, entry) {
  if (!SIZES[entry.type] || entry.count > MOST_VALUES) {
    throw new UnreadableTile(`Field ${entry.tag} is not of whole numbers.`);
  }
  const begin = place(format, entry);
  return Array.from({ length: entry.count }, (_, i) =>
    number(view, littleEndian, entry.type, begin + i * SIZES[entry.type]),
  );
}

function number(view, littleEndian, type, at) {
  switch (SIZES[type]) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, littleEndian);
    case 4:
      return view.getUint32(at, littleEndian);
    default:
      return Number(view.getBigUint64(at, littleEndian));
  }
}

function text(bytes, format, entry) {
  if (SIZES[entry.type] !== 1) {
    return '';
  }
  const begin = place(format, entry);
  return new TextDecoder().decode(bytes.subarray(begin, begin + entry.count)).replace(/\0.*$/s, '');
}
