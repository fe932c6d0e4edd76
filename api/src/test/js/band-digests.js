/**
 * What the page's reader makes of real files, for a test that asks GDAL too: a line of JSON for each file of the
 * command line, with the SHA-256 of each band as little-endian floats, or why the file is refused.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openTiff } from '../../main/resources/dev/tilefleet/api/page/tiff.js';
import { UnreadableTile } from '../../main/resources/dev/tilefleet/api/page/tiff-fields.js';

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify({ file, ...(await read(readFileSync(file))) }));
}

async function read(bytes) {
  try {
    const { width, height, bands, names, band } = openTiff(bytes);
    const digests = [];
    for (let position = 1; position <= bands; position++) {
      digests.push(createHash('sha256').update(new Uint8Array((await band(position)).buffer)).digest('hex'));
    }
    return { width, height, names, digests };
  } catch (e) {
    if (!(e instanceof UnreadableTile)) {
      throw e;
    }
    return { refused: e.message };
  }
}
