import assert from 'node:assert/strict';
import test from 'node:test';
import { sentence, sharesSentence, stages } from '../../main/resources/dev/tilefleet/api/page/progress.js';

const STATES = {
  accepted: ['done', 'now', 'to come', 'to come'],
  running: ['done', 'done', 'now', 'to come'],
  successful: ['done', 'done', 'done', 'done'],
  failed: ['done', 'failed', 'to come', 'to come'],
  dismissed: ['done', 'failed', 'to come', 'to come'],
};

for (const [status, states] of Object.entries(STATES)) {
  test(`shows how far a job is that is ${status}`, () => {
    assert.deepEqual(
      stages({ status }).map(({ state }) => state),
      states,
    );
  });
}

test('shows that a job failed on a worker', () => {
  const started = '2026-11-01T12:00:01Z';

  assert.deepEqual(
    stages({ status: 'failed', started }).map(({ state }) => state),
    ['done', 'done', 'failed', 'to come'],
  );
});

for (const [info, said] of [
  [{ status: 'accepted' }, 'In the queue, waiting for a worker.'],
  [{ status: 'accepted', queuePosition: 3 }, 'Number 3 in the queue.'],
  [{ status: 'accepted', queuePosition: 1, estimatedSeconds: 42 }, 'Number 1 in the queue, about 42 s to go.'],
  [{ status: 'running' }, 'A worker is at it.'],
  [{ status: 'successful', created: '2026-11-01T12:00:00Z', finished: '2026-11-01T12:00:03.2Z' }, 'Done in 3.2 s'],
  [{ status: 'successful' }, 'Done'],
  [{ status: 'dismissed', message: 'dismissed' }, 'Dismissed.'],
  [
    { status: 'dismissed', message: 'removed, with its input and its results' },
    'The job was removed, with its tile and mask.',
  ],
]) {
  test(`says "${said}"`, () => {
    assert.equal(sentence(info), said);
  });
}

test('names the classes that are there', () => {
  const shares = [
    { name: 'clear', share: 0.75 },
    { name: 'cloud', share: 0.25 },
    { name: 'shadow', share: 0 },
  ];

  assert.equal(sharesSentence(shares), 'clear 75.0 %, cloud 25.0 %');
});
