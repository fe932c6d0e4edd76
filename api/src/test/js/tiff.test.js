import assert from 'node:assert/strict';
import test from 'node:test';
import { openTiff } from '../../main/resources/dev/tilefleet/api/page/tiff.js';
import { UnreadableTile } from '../../main/resources/dev/tilefleet/api/page/tiff-fields.js';
import { sample, writeTiff } from './tiff-writer.js';

/** No multiple of the blocks' sides, so that blocks jut out and the last strip is short. */
const SIZE = { width: 37, height: 29, bands: 3 };

const LAYOUTS = [true, false].flatMap((littleEndian) =>
  [true, false].flatMap((big) =>
    [{ tile: 16 }, { rowsPerStrip: 8 }, {}].flatMap((blocks) =>
      [true, false].flatMap((chunky) =>
        ['uint8', 'uint16', 'int16', 'float32'].flatMap((type) =>
          [1, 5, 8, 32773].flatMap((compression) =>
            (type === 'float32' ? [1] : [1, 2]).map((predictor) => ({
              ...{ littleEndian, big, chunky, type, compression, predictor },
              ...blocks,
            })),
          ),
        ),
      ),
    ),
  ),
);

for (const layout of LAYOUTS) {
  test(`reads ${JSON.stringify(layout)}`, async () => {
    const tiff = openTiff(writeTiff({ ...SIZE, ...layout }));

    assert.deepEqual([tiff.width, tiff.height, tiff.bands], [37, 29, 3]);
    for (let band = 0; band < SIZE.bands; band++) {
      const pixels = await tiff.band(band + 1);
      const expected = pixels.map((_, at) => sample(layout.type, band, at % SIZE.width, Math.floor(at / SIZE.width)));
      assert.equal(pixels.findIndex((value, at) => value !== expected[at]), -1, `band ${band}`);
    }
  });
}

test('reads long LZW blocks, whose table is emptied on the way', async () => {
  const size = { width: 211, height: 200, bands: 1 };
  const tiff = openTiff(writeTiff({ ...size, compression: 5 }));

  const pixels = await tiff.band(1);

  assert.equal(pixels.at(-1), sample('uint16', 0, 210, 199));
  assert.ok(pixels.every((value, at) => value === sample('uint16', 0, at % 211, Math.floor(at / 211))));
});

test('tells what the bands are called', () => {
  const tiff = openTiff(writeTiff({ ...SIZE, names: ['B02', 'B03 &amp; more', ''] }));

  assert.deepEqual(tiff.names, ['B02', 'B03 & more', '']);
});

test('does not mistake other texts for names', () => {
  assert.deepEqual(openTiff(writeTiff(SIZE)).names, ['', '', '']);
});

for (const [what, change] of [
  ['a compression that it does not know', (bytes, view) => view.setUint16(place(view, 259), 50000, true)],
  ['a predictor that it does not know', (bytes, view) => view.setUint16(place(view, 317), 9, true)],
  ['samples of half a float', (bytes, view) => view.setUint16(place(view, 339, true), 7, true)],
  ['a picture too large to show', (bytes, view) => view.setUint32(place(view, 256), 1 << 30, true)],
  ['blocks of no size', (bytes, view) => view.setUint16(place(view, 322), 0, true)],
]) {
  test(`refuses ${what}`, async () => {
    const bytes = writeTiff({ ...SIZE, bands: 1, tile: 16 });
    change(bytes, new DataView(bytes.buffer));

    await assert.rejects(async () => openTiff(bytes).band(1), UnreadableTile);
  });
}

for (const compression of [1, 5, 8]) {
  test(`refuses every cut of a file with compression ${compression}, or reads on with zeros`, async () => {
    const bytes = writeTiff({ ...SIZE, compression, tile: 16 });
    for (let length = 0; length < bytes.length; length += 31) {
      try {
        const pixels = await openTiff(bytes.slice(0, length)).band(3);
        assert.equal(pixels.length, 37 * 29);
      } catch (e) {
        assert.ok(e instanceof UnreadableTile, `${length}: ${e.stack}`);
      }
    }
  });

  test(`ends with every changed byte of a file with compression ${compression}`, async () => {
    const bytes = writeTiff({ ...SIZE, compression, tile: 16 });
    for (let at = 0; at < bytes.length; at += 11) {
      const changed = bytes.slice();
      changed[at] ^= 0xff;
      await openTiffAndRead(changed).catch((e) => assert.ok(e instanceof UnreadableTile, `${at}: ${e.stack}`));
    }
  });
}

test('refuses what is no TIFF', () => {
  for (const bytes of [[], [0x49], [0x49, 0x49], [...Buffer.from('{"type": "Feature"}')]]) {
    assert.throws(() => openTiff(Uint8Array.from(bytes)), UnreadableTile);
  }
});

async function openTiffAndRead(bytes) {
  return openTiff(bytes).band(1);
}

/** Where the value of a field of a classic little-endian TIFF lies. */
function place(view, tag) {
  const count = view.getUint16(8, true);
  const at = Array.from({ length: count }, (_, i) => 10 + i * 12).find((entry) => view.getUint16(entry, true) === tag);
  return at + 8;
}
