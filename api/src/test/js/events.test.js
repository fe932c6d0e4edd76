import assert from 'node:assert/strict';
import test from 'node:test';
import { eventData } from '../../main/resources/dev/tilefleet/api/page/events.js';

async function read(...chunks) {
  const body = new ReadableStream({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(new TextEncoder().encode(chunk)));
      controller.close();
    },
  });
  return Array.fromAsync ? Array.fromAsync(eventData(body)) : all(eventData(body));
}

async function all(iterable) {
  const found = [];
  for await (const each of iterable) {
    found.push(each);
  }
  return found;
}

for (const end of ['\n', '\r\n', '\r']) {
  test(`takes lines that end with ${JSON.stringify(end)}`, async () => {
    const lines = ['id: 7', 'data: a', 'data:b', '', ': beat', '', 'retry: 10', 'data', '', 'data:  c', '', ': beat', ''];

    assert.deepEqual(await read(lines.join(end)), ['a\nb', '', ' c']);
  });
}

test('puts together what comes in pieces', async () => {
  assert.deepEqual(await read('da', 'ta: é', 'l\r', '\n\r\nda', 'ta: x\n\n'), ['él', 'x']);
});

test('drops an event that is not whole', async () => {
  assert.deepEqual(await read('data: a\n\ndata: b\n'), ['a']);
});

test('does not take other fields for data', async () => {
  assert.deepEqual(await read('database: a\ndata: b\n\n'), ['b']);
});
