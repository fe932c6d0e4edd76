import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../../main/resources/dev/tilefleet/api/page/fleet.js';
import { follow } from '../../main/resources/dev/tilefleet/api/page/follow.js';

const NO_STREAM = new Problem({ status: 404, title: 'Not found' });

/** Says what it is told to say, one after the other; an Error is thrown. */
class TestingFleet {
  asked = [];
  time = 0;

  constructor({ answers, streams = [], waits = false, hurries = false }) {
    Object.assign(this, { answers, streams, waits, hurries });
  }

  async job(id, { wait }) {
    this.asked.push(wait);
    this.time += this.hurries ? 0 : wait * 1000;
    return { info: { status: next(this.answers) }, waited: this.waits && wait > 0 };
  }

  async events() {
    return new Response(next(this.streams, NO_STREAM)).body;
  }
}

function next(script, last = script.at(-1)) {
  const answer = script.length > 1 || last === NO_STREAM ? (script.shift() ?? last) : last;
  if (answer instanceof Error) {
    throw answer;
  }
  return answer;
}

async function followed(script) {
  const fleet = new TestingFleet(script);
  const [seen, pauses, trouble] = [[], [], []];
  const last = await follow(fleet, 'a', {
    onStatus: ({ status }) => seen.push(status),
    onTrouble: ({ title }) => trouble.push(title),
    pause: async (milliseconds) => pauses.push(milliseconds),
    now: () => fleet.time,
  });
  return { fleet, seen, pauses, trouble, last: last.status };
}

function event(status) {
  return `id: 1\nevent: status\ndata: {"status":\ndata: "${status}"}\n\n`;
}

test('asks a fleet without a stream again and again, ever less often', async () => {
  const { seen, pauses, last } = await followed({ answers: ['accepted', 'running', 'running', 'successful'] });

  assert.deepEqual(seen, ['accepted', 'running', 'running', 'successful']);
  assert.deepEqual(pauses, [300, 450, 675]);
  assert.equal(last, 'successful');
});

test('lets a fleet that can do the waiting', async () => {
  const { fleet, pauses } = await followed({ answers: ['accepted', 'running', 'running', 'failed'], waits: true });

  assert.deepEqual(fleet.asked, [0, 2, 2, 2]);
  assert.deepEqual(pauses, [300]);
});

test('does not ask at once again a fleet that only says it waits', async () => {
  const script = { answers: ['accepted', 'running', 'running', 'failed'], waits: true, hurries: true };

  const { pauses } = await followed(script);

  assert.deepEqual(pauses, [300, 450, 675]);
});

test('takes the stream where there is one', async () => {
  const streams = [`: heartbeat\n\n${event('running')}${event('successful')}`];

  const { fleet, seen } = await followed({ answers: ['accepted'], streams });

  assert.deepEqual(seen, ['accepted', 'running', 'successful']);
  assert.equal(fleet.asked.length, 1);
});

test('comes back to a stream that ended before the job', async () => {
  const streams = [event('running'), event('dismissed')];

  const { seen, pauses } = await followed({ answers: ['accepted', 'running'], streams });

  assert.deepEqual(seen, ['accepted', 'running', 'running', 'dismissed']);
  assert.deepEqual(pauses, [300]);
});

test('asks again where the stream says what nobody understands', async () => {
  const { seen } = await followed({ answers: ['accepted', 'successful'], streams: ['data: what?\n\n'] });

  assert.deepEqual(seen, ['accepted', 'successful']);
});

test('goes on through a fleet that is away for a while', async () => {
  const away = new Problem({ status: 503, title: 'Store unavailable' });

  const { seen, trouble } = await followed({ answers: ['accepted', away, away, 'successful'] });

  assert.deepEqual(seen, ['accepted', 'successful']);
  assert.deepEqual(trouble, ['Store unavailable', 'Store unavailable']);
});

for (const status of [401, 404, 410]) {
  test(`ends with a problem that does not pass: ${status}`, async () => {
    const answers = ['accepted', new Problem({ status, title: 'No' })];

    await assert.rejects(followed({ answers }), { status });
  });
}

test('asks once for a job that has ended', async () => {
  const { fleet, seen } = await followed({ answers: ['failed'] });

  assert.deepEqual([fleet.asked, seen], [[0], ['failed']]);
});
