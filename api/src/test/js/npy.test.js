import assert from 'node:assert/strict';
import test from 'node:test';
import { readMask } from '../../main/resources/dev/tilefleet/api/page/npy.js';

function npy(header, pixels = [0, 1, 2, 2, 1, 0], version = 1) {
  const text = Buffer.from(`${header}\n`);
  const length = version === 1 ? Buffer.alloc(2) : Buffer.alloc(4);
  version === 1 ? length.writeUInt16LE(text.length) : length.writeUInt32LE(text.length);
  const magic = Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0]);
  return Uint8Array.from(Buffer.concat([magic, length, text, Buffer.from(pixels)])).buffer;
}

const HEADER = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }    ";

for (const version of [1, 2]) {
  test(`reads a mask in version ${version}`, () => {
    const mask = readMask(npy(HEADER, undefined, version));

    assert.deepEqual([mask.width, mask.height, [...mask.pixels]], [3, 2, [0, 1, 2, 2, 1, 0]]);
  });
}

for (const [what, array] of [
  ['floats', npy(HEADER.replace('|u1', '<f4'))],
  ['columns first', npy(HEADER.replace('False', 'True'))],
  ['three axes', npy(HEADER.replace('(2, 3)', '(1, 2, 3)'))],
  ['a mask that is cut off', npy(HEADER, [0, 1])],
  ['another file', Uint8Array.from(Buffer.from('<html>no such page</html>')).buffer],
  ['nothing', new ArrayBuffer(0)],
]) {
  test(`refuses ${what}`, () => {
    assert.throws(() => readMask(array));
  });
}
