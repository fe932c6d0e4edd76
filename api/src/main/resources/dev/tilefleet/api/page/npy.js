/** Reads masks: NumPy's .npy, uint8, C order, two axes. */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** {width, height, pixels: Uint8Array} of an ArrayBuffer; throws where it is another kind of array, or none. */
export function readMask(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < 12 || MAGIC.some((byte, at) => bytes[at] !== byte)) {
    throw new Error('The result is no NumPy file.');
  }
  const view = new DataView(buffer);
  const [begin, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const header = String.fromCharCode(...bytes.subarray(begin, begin + length));
  const shape = /'shape': *\((\d+), *(\d+),? *\)/.exec(header);
  if (!/'descr': *'\|u1'/.test(header) || !/'fortran_order': *False/.test(header) || !shape) {
    throw new Error(`The result is another kind of array than a mask: ${header.trim()}`);
  }
  const [height, width] = [Number(shape[1]), Number(shape[2])];
  const pixels = bytes.subarray(begin + length);
  if (pixels.length !== width * height) {
    throw new Error(`The mask is cut off: ${pixels.length} of ${width * height} pixels.`);
  }
  return { width, height, pixels };
}
