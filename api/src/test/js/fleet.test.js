import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Fleet, Problem } from '../../main/resources/dev/tilefleet/api/page/fleet.js';

const { fetch } = globalThis;

afterEach(() => (globalThis.fetch = fetch));

/** The requests that a call makes of a fleet which answers alike to all. */
async function requests(call, { key = '', answer = () => Response.json({}) } = {}) {
  const seen = [];
  globalThis.fetch = async (url, init) => {
    seen.push({ url: String(url), method: init.method ?? 'GET', headers: init.headers });
    return answer();
  };
  await call(new Fleet('https://fleet.example/tiles/', () => key));
  return seen;
}

test('stays below the address that the page has', async () => {
  const [{ url }] = await requests((fleet) => fleet.job('a'));

  assert.equal(url, 'https://fleet.example/tiles/jobs/a');
});

test('sends the key with each request, and none where there is none', async () => {
  for (const call of ['processes', 'landing', 'job', 'mask', 'dismiss']) {
    const [{ headers }] = await requests((fleet) => fleet[call]('a'), { key: 'sesame' });
    assert.equal(headers.Authorization, 'Bearer sesame', call);
  }

  const [{ headers }] = await requests((fleet) => fleet.mask('a'));
  assert.equal('Authorization' in headers, false);
});

test('asks the fleet to wait', async () => {
  const answer = () => Response.json({}, { headers: { 'Preference-Applied': 'wait=2' } });

  const [{ headers }] = await requests(
    async (fleet) => assert.equal((await fleet.job('a', { wait: 2 })).waited, true),
    { answer },
  );

  assert.equal(headers.Prefer, 'wait=2');
});

for (const [what, answer, expected] of [
  [
    'a problem',
    () => Response.json({ title: 'No such job', detail: 'never heard of it' }, { status: 404 }),
    { status: 404, title: 'No such job', detail: 'never heard of it', mayPass: false },
  ],
  [
    "a proxy's page",
    () => new Response('<html>', { status: 502 }),
    { status: 502, title: 'HTTP 502', mayPass: true },
  ],
  [
    'no answer at all',
    () => {
      throw new TypeError('fetch failed');
    },
    { status: 0, title: 'No answer', mayPass: true },
  ],
]) {
  test(`takes ${what} for what it is`, async () => {
    await assert.rejects(
      requests((fleet) => fleet.job('a'), { answer }),
      (e) => e instanceof Problem && Object.entries(expected).every(([name, value]) => e[name] === value),
    );
  });
}

test('takes another document for no stream', async () => {
  await assert.rejects(
    requests((fleet) => fleet.events('a', {})),
    { status: 406 },
  );
});
