/** Undoes what a TIFF's field Predictor says was done to each row before it was packed. */

import { UnreadableTile } from './tiff-fields.js';

/**
 * Changes the block's bytes in place.
 *
 * row: samples in one row of the block, of all its bands; stride: samples from one pixel to the next; size: bytes of one
 * sample.
 */
export function unpredict(predictor, block, { row, stride, size, littleEndian }) {
  switch (predictor) {
    case 1:
      return;
    case 2:
      return addUp(block, row, stride, size, littleEndian);
    case 3:
      return gather(block, row, stride, size, littleEndian);
    default:
      throw new UnreadableTile(`This page does not know TIFF predictor ${predictor}.`);
  }
}

/** TIFF 6.0, section 14: each sample is the difference to the one of the same band before it. */
function addUp(block, row, stride, size, littleEndian) {
  if (size > 4) {
    throw new UnreadableTile('This page does not read predicted samples of 64 bits.');
  }
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const get = [null, 'getUint8', 'getUint16', null, 'getUint32'][size];
  const set = get.replace('get', 'set');
  for (let begin = 0; begin < block.length; begin += row * size) {
    for (let i = stride; i < row; i++) {
      const at = begin + i * size;
      view[set](at, view[get](at, littleEndian) + view[get](at - stride * size, littleEndian), littleEndian);
    }
  }
}

/** Adobe's TIFF Technical Note 3: differences of bytes, and in a row all first bytes before all second ones. */
function gather(block, row, stride, size, littleEndian) {
  const bytes = new Uint8Array(row * size);
  for (let begin = 0; begin < block.length; begin += row * size) {
    for (let i = begin + stride; i < begin + row * size; i++) {
      block[i] += block[i - stride];
    }
    bytes.set(block.subarray(begin, begin + row * size));
    for (let sample = 0; sample < row; sample++) {
      for (let byte = 0; byte < size; byte++) {
        // The first ones are the highest.
        const to = littleEndian ? size - 1 - byte : byte;
        block[begin + sample * size + to] = bytes[byte * row + sample];
      }
    }
  }
}
