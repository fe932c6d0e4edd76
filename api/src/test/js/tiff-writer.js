/** Writes small TIFFs of any layout that the reader has to know, so that a test can say which. */

import { deflateSync } from 'node:zlib';

const TYPES = { uint8: [1, 1], uint16: [1, 2], int16: [2, 2], float32: [3, 4] };

/** Pixel (x, y) of each band: different in all three, and beyond one byte where the type is. */
export function sample(type, band, x, y) {
  const value = 1000 * band + 37 * y + x;
  return type === 'uint8' ? value % 256 : type === 'int16' ? value - 1500 : type === 'float32' ? value / 8 : value;
}

/**
 * The file's bytes. rowsPerStrip, or tile: its side; chunky: pixel by pixel; predictor: 1 or 2; names: of the bands.
 */
export function writeTiff({
  width,
  height,
  bands,
  type = 'uint16',
  littleEndian = true,
  big = false,
  tile = 0,
  rowsPerStrip = height,
  chunky = false,
  compression = 1,
  predictor = 1,
  names = [],
}) {
  const [format, size] = TYPES[type];
  const blockWidth = tile || width;
  const blockHeight = tile || rowsPerStrip;
  const blocks = [];
  for (const group of chunky ? [[...Array(bands).keys()]] : [...Array(bands).keys()].map((band) => [band])) {
    for (let top = 0; top < height; top += blockHeight) {
      for (let left = 0; left < width; left += blockWidth) {
        const rows = tile ? tile : Math.min(blockHeight, height - top);
        const block = fill({ group, left, top, rows, blockWidth, width, height, type, size, littleEndian });
        if (predictor === 2) {
          difference(block, blockWidth * group.length, group.length, size, littleEndian);
        }
        blocks.push(pack(block, compression));
      }
    }
  }
  const metadata = names
    .map((name, at) => `<Item name="DESCRIPTION" sample="${at}" role="description">${name}</Item>`)
    .join('\n');
  const fields = [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, Array(bands).fill(size * 8)],
    [259, 3, [compression]],
    [277, 3, [bands]],
    [284, 3, [chunky ? 1 : 2]],
    [317, 3, [predictor]],
    [339, 3, Array(bands).fill(format)],
    ...(tile
      ? [[322, 3, [tile]], [323, 3, [tile]], [324, 4, 'offsets'], [325, 4, blocks.map((block) => block.length)]]
      : [[273, 4, 'offsets'], [278, 4, [rowsPerStrip]], [279, 4, blocks.map((block) => block.length)]]),
    ...(names.length ? [[42112, 2, [...Buffer.from(`<GDALMetadata>\n${metadata}\n</GDALMetadata>\0`)]]] : []),
  ].sort(([a], [b]) => a - b);
  return assemble(fields, blocks, { littleEndian, big });
}

function fill({ group, left, top, rows, blockWidth, width, height, type, size, littleEndian }) {
  const block = new Uint8Array(rows * blockWidth * group.length * size);
  const view = new DataView(block.buffer);
  const set = { uint8: 'setUint8', uint16: 'setUint16', int16: 'setInt16', float32: 'setFloat32' }[type];
  let at = 0;
  for (let y = top; y < top + rows; y++) {
    for (let x = left; x < left + blockWidth; x++) {
      for (const band of group) {
        view[set](at, x < width && y < height ? sample(type, band, x, y) : 0, littleEndian);
        at += size;
      }
    }
  }
  return block;
}

function difference(block, row, stride, size, littleEndian) {
  const view = new DataView(block.buffer);
  const [get, set] = size === 1 ? ['getUint8', 'setUint8'] : ['getUint16', 'setUint16'];
  for (let begin = 0; begin < block.length; begin += row * size) {
    for (let i = row - 1; i >= stride; i--) {
      const at = begin + i * size;
      view[set](at, view[get](at, littleEndian) - view[get](at - stride * size, littleEndian), littleEndian);
    }
  }
}

function pack(block, compression) {
  return { 1: (b) => b, 5: lzw, 8: (b) => deflateSync(b), 32773: packBits }[compression](block);
}

/** The plain way: a table of strings. */
export function lzw(bytes) {
  const out = [];
  let [bits, count, width] = [0, 0, 9];
  const put = (code) => {
    bits = (bits << width) | code;
    count += width;
    while (count >= 8) {
      out.push((bits >> (count - 8)) & 255);
      count -= 8;
    }
    bits &= (1 << count) - 1;
  };
  let table;
  const clear = () => {
    put(256);
    table = new Map([...Array(256).keys()].map((byte) => [String.fromCharCode(byte), byte]));
    width = 9;
  };
  clear();
  let [text, next] = ['', 258];
  for (const byte of bytes) {
    const longer = text + String.fromCharCode(byte);
    if (table.has(longer)) {
      text = longer;
      continue;
    }
    put(table.get(text));
    table.set(longer, next++);
    width = next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12;
    if (next === 4095) {
      clear();
      next = 258;
    }
    text = String.fromCharCode(byte);
  }
  if (text) {
    put(table.get(text));
    next++;
    width = next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12;
  }
  put(257);
  if (count > 0) {
    out.push((bits << (8 - count)) & 255);
  }
  return Uint8Array.from(out);
}

/** A run of three or more, or single bytes. */
function packBits(bytes) {
  const out = [];
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) {
      run++;
    }
    out.push(...(run > 2 ? [257 - run, bytes[at]] : [0, bytes[at]]));
    at += run > 2 ? run : 1;
  }
  return Uint8Array.from(out);
}

function assemble(fields, blocks, { littleEndian, big }) {
  const sizes = { 2: 1, 3: 2, 4: 4 };
  const head = big ? 16 : 8;
  const entry = big ? 20 : 12;
  const inline = big ? 8 : 4;
  const directory = (big ? 8 : 2) + fields.length * entry + inline;
  let end = head + directory;
  const places = fields.map(([, type, values]) => {
    const length = sizes[type] * (values === 'offsets' ? blocks.length : values.length);
    const place = length > inline ? end : -1;
    end += length > inline ? length + (length % 2) : 0;
    return place;
  });
  const offsets = blocks.map((block) => (end += block.length + (block.length % 2)) - block.length - (block.length % 2));
  const out = new Uint8Array(end);
  const view = new DataView(out.buffer);
  const word = (at, value) =>
    big ? view.setBigUint64(at, BigInt(value), littleEndian) : view.setUint32(at, value, littleEndian);
  out.set(Buffer.from(littleEndian ? 'II' : 'MM'));
  view.setUint16(2, big ? 43 : 42, littleEndian);
  if (big) {
    view.setUint16(4, 8, littleEndian);
    word(8, head);
    word(head, fields.length);
  } else {
    word(4, head);
    view.setUint16(head, fields.length, littleEndian);
  }
  fields.forEach(([tag, type, given], i) => {
    const values = given === 'offsets' ? offsets : given;
    const at = head + (big ? 8 : 2) + i * entry;
    view.setUint16(at, tag, littleEndian);
    view.setUint16(at + 2, type, littleEndian);
    word(at + 4, values.length);
    const value = at + entry - inline;
    if (places[i] >= 0) {
      word(value, places[i]);
    }
    values.forEach((each, k) => {
      const to = (places[i] < 0 ? value : places[i]) + k * sizes[type];
      view[{ 2: 'setUint8', 3: 'setUint16', 4: 'setUint32' }[type]](to, each, littleEndian);
    });
  });
  blocks.forEach((block, i) => out.set(block, offsets[i]));
  return out;
}
