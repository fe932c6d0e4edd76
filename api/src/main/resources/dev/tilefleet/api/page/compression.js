/** Unpacks a TIFF's blocks. Each function gives `size` bytes; what a block has less is zero, what it has more is dropped. */

import { UnreadableTile } from './tiff-fields.js';

const METHODS = { 1: stored, 5: lzw, 8: deflate, 32946: deflate, 32773: packBits };

/** The function (packed: Uint8Array, size) => Promise of Uint8Array for a value of the field Compression. */
export function unpacker(compression) {
  const method = METHODS[compression];
  if (!method) {
    throw new UnreadableTile(`This page does not unpack TIFF compression ${compression}.`);
  }
  return async (packed, size) => method(packed, size);
}

function stored(packed, size) {
  const out = new Uint8Array(size);
  out.set(packed.subarray(0, size));
  return out;
}

/** zlib's format, as both of TIFF's deflate codes have it. */
async function deflate(packed, size) {
  const out = new Uint8Array(size);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  let at = 0;
  try {
    while (at < size) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      out.set(value.subarray(0, size - at), at);
      at += value.length;
    }
  } catch {
    throw new UnreadableTile('A block of the file is broken.');
  } finally {
    // Not awaited: bytes behind the block's end make it fail, and nobody wants them.
    reader.cancel().catch(() => {});
  }
  return out;
}

const CLEAR = 256;
const END = 257;
const LONGEST_TABLE = 4096;

/** TIFF 6.0, section 13: codes of 9 to 12 bits, the first bit the highest, longer by one code early. */
function lzw(packed, size) {
  const out = new Uint8Array(size);
  // An entry is the bytes of another and one more: where such bytes lie in the output, and how many they are.
  const begins = new Uint32Array(LONGEST_TABLE);
  const lengths = new Uint16Array(LONGEST_TABLE);
  let [at, next, width, previous] = [0, END + 1, 9, -1];
  let [bits, count, input] = [0, 0, 0];
  while (at < size) {
    while (count < width && input < packed.length) {
      bits = ((bits << 8) | packed[input++]) & 0xffffff;
      count += 8;
    }
    if (count < width) {
      break;
    }
    count -= width;
    const code = (bits >> count) & ((1 << width) - 1);
    if (code === END) {
      break;
    }
    if (code === CLEAR) {
      [next, width, previous] = [END + 1, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) {
      throw new UnreadableTile('A block of the file is broken.');
    }
    const begin = at;
    if (code < CLEAR) {
      out[at++] = code;
    } else {
      // The entry about to be made repeats what was just written, and its first byte.
      const [from, length] =
        code < next ? [begins[code], lengths[code]] : [begins[next] = previous, begin - previous + 1];
      for (let i = 0; i < length && at < size; i++) {
        out[at++] = out[from + i];
      }
    }
    if (previous >= 0 && next < LONGEST_TABLE) {
      begins[next] = previous;
      lengths[next] = begin - previous + 1;
      next++;
    }
    previous = begin;
    width = next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
  }
  return out;
}

/** TIFF 6.0, section 9. */
function packBits(packed, size) {
  const out = new Uint8Array(size);
  let at = 0;
  let input = 0;
  while (at < size && input < packed.length) {
    const head = (packed[input++] << 24) >> 24;
    if (head >= 0) {
      out.set(packed.subarray(input, input + Math.min(head + 1, size - at)), at);
      at += head + 1;
      input += head + 1;
    } else if (head > -128) {
      out.fill(packed[input++], at, Math.min(at + 1 - head, size));
      at += 1 - head;
    }
  }
  return out;
}
