/**
 * Reads bands of a TIFF for the eye: strips or tiles, bands apart or pixel by pixel, whole numbers of 8, 16 and 32 bits
 * and floats of 32 and 64. What it does not know it refuses with UnreadableTile.
 */

import { unpacker } from './compression.js';
import { unpredict } from './predictor.js';
import { readFields, UnreadableTile } from './tiff-fields.js';

const MOST_PIXELS = 4096 * 4096;

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  stripOffsets: 273,
  bands: 277,
  stripRows: 278,
  stripSizes: 279,
  planar: 284,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileSizes: 325,
  format: 339,
  gdal: 42112,
};

/** [field SampleFormat, bits]: how DataView calls a sample. */
const SAMPLES = {
  '1,8': 'getUint8',
  '1,16': 'getUint16',
  '1,32': 'getUint32',
  '2,8': 'getInt8',
  '2,16': 'getInt16',
  '2,32': 'getInt32',
  '3,32': 'getFloat32',
  '3,64': 'getFloat64',
};

/** The first image of the TIFF in a Uint8Array: {width, height, bands, names, band(position)}. */
export function openTiff(bytes) {
  try {
    return open(bytes);
  } catch (e) {
    throw e instanceof RangeError ? new UnreadableTile('The file is cut off.') : e;
  }
}

function open(bytes) {
  const fields = readFields(bytes);
  const layout = readLayout(fields);
  return {
    width: layout.width,
    height: layout.height,
    bands: layout.bands,
    names: bandNames(fields.text(TAG.gdal), layout.bands),
    band: (position) => readBand(bytes, layout, position - 1),
  };
}

function readLayout(fields) {
  const first = (tag, otherwise) => fields.numbers(tag)[0] ?? otherwise;
  const [width, height, bands] = [first(TAG.width, 0), first(TAG.height, 0), first(TAG.bands, 1)];
  if (width < 1 || height < 1 || width * height > MOST_PIXELS || bands < 1) {
    throw new UnreadableTile(`A picture of ${width}×${height} pixels is not for this page.`);
  }
  const kind = `${first(TAG.format, 1)},${first(TAG.bits, 1)}`;
  if (!SAMPLES[kind] || new Set(fields.numbers(TAG.bits)).size > 1) {
    throw new UnreadableTile(`This page does not read samples of ${first(TAG.bits, 1)} bits of this kind.`);
  }
  const tiled = fields.numbers(TAG.tileOffsets).length > 0;
  const layout = {
    ...{ width, height, bands },
    littleEndian: fields.littleEndian,
    sample: SAMPLES[kind],
    size: first(TAG.bits, 1) / 8,
    unpack: unpacker(first(TAG.compression, 1)),
    predictor: first(TAG.predictor, 1),
    apart: first(TAG.planar, 1) === 2,
    blockWidth: tiled ? first(TAG.tileWidth, 0) : width,
    blockHeight: tiled ? first(TAG.tileHeight, 0) : Math.min(first(TAG.stripRows, height), height),
    offsets: fields.numbers(tiled ? TAG.tileOffsets : TAG.stripOffsets),
    sizes: fields.numbers(tiled ? TAG.tileSizes : TAG.stripSizes),
    whole: tiled,
  };
  const pixels = layout.blockWidth * layout.blockHeight;
  if (pixels < 1 || pixels * (layout.apart ? 1 : bands) > 4 * MOST_PIXELS) {
    throw new UnreadableTile('The blocks of the file are too large for this page.');
  }
  return layout;
}

/** One band as numbers, row after row; index from 0. */
async function readBand(bytes, layout, index) {
  const { width, height, bands, blockWidth, blockHeight, apart } = layout;
  const band = new Float32Array(width * height);
  const across = Math.ceil(width / blockWidth);
  const down = Math.ceil(height / blockHeight);
  const firstBlock = apart ? index * across * down : 0;
  const stride = apart ? 1 : bands;
  for (let block = 0; block < across * down; block++) {
    const [left, top] = [(block % across) * blockWidth, Math.floor(block / across) * blockHeight];
    // A tile is whole where it juts out of the picture; the last strip is as short as it has to be.
    const rows = layout.whole ? blockHeight : Math.min(blockHeight, height - top);
    const samples = await readBlock(bytes, layout, firstBlock + block, { rows, stride });
    copy(samples, layout, { band, left, top, stride, shift: apart ? 0 : index });
  }
  return band;
}

/** Unpacked bytes of one block; one that was never written is all zeros. */
async function readBlock(bytes, layout, number, { rows, stride }) {
  const size = rows * layout.blockWidth * stride * layout.size;
  const [offset, length] = [layout.offsets[number] ?? 0, layout.sizes[number] ?? 0];
  if (length === 0) {
    return new Uint8Array(size);
  }
  if (offset + length > bytes.length) {
    throw new UnreadableTile('The file is cut off.');
  }
  const block = await layout.unpack(bytes.subarray(offset, offset + length), size);
  unpredict(layout.predictor, block, {
    row: layout.blockWidth * stride,
    stride,
    size: layout.size,
    littleEndian: layout.littleEndian,
  });
  return block;
}

function copy(block, layout, { band, left, top, stride, shift }) {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const { width, height, blockWidth, size, sample, littleEndian } = layout;
  const right = Math.min(left + blockWidth, width);
  const rows = block.length / (blockWidth * stride * size);
  for (let y = top; y < Math.min(top + rows, height); y++) {
    for (let x = left; x < right; x++) {
      const at = (((y - top) * blockWidth + (x - left)) * stride + shift) * size;
      band[y * width + x] = view[sample](at, littleEndian);
    }
  }
}

/** What GDAL's metadata calls the bands, in the file's order; '' for one without a name. */
function bandNames(metadata, bands) {
  const names = new Array(bands).fill('');
  for (const [, attributes, text] of metadata.matchAll(/<Item ([^>]*)>([^<]*)<\/Item>/g)) {
    const sample = /\bsample="(\d+)"/.exec(attributes);
    if (sample && Number(sample[1]) < bands && /\brole="description"/.test(attributes)) {
      names[Number(sample[1])] = plainText(text);
    }
  }
  return names;
}

function plainText(xml) {
  const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name]).trim();
}
