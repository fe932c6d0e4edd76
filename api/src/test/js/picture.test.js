import assert from 'node:assert/strict';
import test from 'node:test';
import {
  classShares,
  maskColors,
  trueColor,
  trueColorBands,
} from '../../main/resources/dev/tilefleet/api/page/picture.js';

const BANDS = [
  { name: 'B02', commonName: 'blue' },
  { name: 'B03', commonName: 'green' },
  { name: 'B04', commonName: 'red' },
  { name: 'B08', commonName: 'nir' },
];
const BY_COUNT = { bands: BANDS, positions: [{ of: 4, positions: [1, 2, 3, 4] }, { of: 5, positions: [2, 3, 4, 5] }] };

test('takes red, green and blue by the names of the tile', () => {
  assert.deepEqual(trueColorBands(['B08', 'B02', 'B03', 'B04'], BY_COUNT), [4, 3, 2]);
});

test('minds neither case nor leading zeros of a name', () => {
  assert.deepEqual(trueColorBands(['b2', 'B3', 'b4', 'B10'], BY_COUNT), [3, 2, 1]);
});

test('takes common names too', () => {
  assert.deepEqual(trueColorBands(['Red', 'Green', 'Blue'], {}), [1, 2, 3]);
});

test('does not take a name that two bands have', () => {
  assert.deepEqual(trueColorBands(['B04', 'B03', 'B02', 'B04', 'B08'], BY_COUNT), [4, 3, 2]);
});

test('takes the places that the process has for so many bands', () => {
  assert.deepEqual(trueColorBands(['', '', '', '', ''], BY_COUNT), [4, 3, 2]);
});

test('takes places that hold for any number of bands', () => {
  assert.deepEqual(trueColorBands(Array(13).fill(''), { bands: BANDS, positions: [{ positions: [1, 2, 3, 4] }] }), [
    3, 2, 1,
  ]);
});

test('without a rule takes the first three backwards, or one in grey', () => {
  assert.deepEqual(trueColorBands(['', '', ''], BY_COUNT), [3, 2, 1]);
  assert.deepEqual(trueColorBands(['', ''], BY_COUNT), [1, 1, 1]);
  assert.deepEqual(trueColorBands(['', '', '', ''], {}), [3, 2, 1]);
});

test('makes the 2nd percentile black, the 98th white, and brightens what is between', () => {
  const band = Float32Array.from({ length: 101 }, (_, i) => i);

  const rgba = trueColor([band, band, band]);

  assert.deepEqual([...rgba.slice(0, 12)], [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
  assert.equal(rgba[98 * 4], 255);
  assert.equal(rgba[100 * 4 + 2], 255);
  assert.equal(rgba[50 * 4], Math.round(0.5 ** (1 / 1.8) * 255));
});

test('shows NaN and a band of one value black', () => {
  const band = Float32Array.of(NaN, 1, 2, 3);
  const flat = new Float32Array(4).fill(7);
  const none = new Float32Array(4).fill(NaN);

  const rgba = trueColor([band, flat, none]);

  assert.deepEqual([...rgba.slice(0, 4)], [0, 0, 0, 255]);
  assert.deepEqual([rgba[13], rgba[14]], [0, 0]);
});

test('paints classes in their colours and leaves the rest transparent', () => {
  const rgba = maskColors(Uint8Array.of(1, 9), [{ value: 1, color: '#3F7FD0' }]);

  assert.deepEqual([...rgba], [0x3f, 0x7f, 0xd0, 255, 0, 0, 0, 0]);
});

test('tells the share of each class, and of values without one', () => {
  const shares = classShares(Uint8Array.of(0, 0, 1, 7), [
    { value: 0, name: 'clear' },
    { value: 1, name: 'cloud' },
    { value: 2, name: 'shadow' },
  ]);

  assert.deepEqual(
    shares.map(({ name, share }) => [name, share]),
    [
      ['clear', 0.5],
      ['cloud', 0.25],
      ['shadow', 0],
      ['7', 0.25],
    ],
  );
});
