/** Follows a job to its end: by its event stream where the fleet has one, else by asking again. */

import { eventData } from './events.js';
import { Problem } from './fleet.js';

const ENDS = new Set(['successful', 'failed', 'dismissed']);

/** Seconds the fleet may keep a question open; no longer, to see the job begin. */
const WAIT = 2;
const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 3000;

/** Whether a job's state is for ever. */
export function hasEnded(info) {
  return ENDS.has(info.status);
}

/**
 * Tells each statusInfo of the job to onStatus and returns the last one. Where the fleet does not answer, onTrouble hears
 * the problem and it goes on; a problem that does not pass is thrown, as is the AbortError of the signal.
 *
 * pause: (milliseconds, signal) => Promise; now: milliseconds
 */
export async function follow(fleet, job, { signal, onStatus, onTrouble = () => {}, pause = sleep, now = Date.now }) {
  let streams = true;
  let delay = FIRST_PAUSE;
  for (;;) {
    try {
      const asked = now();
      const { info, waited } = await fleet.job(job, { wait: streams ? 0 : WAIT, signal });
      onStatus(info);
      if (hasEnded(info)) {
        return info;
      }
      if (streams) {
        const last = await listen(fleet, job, { signal, onStatus });
        if (last && hasEnded(last)) {
          return last;
        }
        streams = last !== null;
      }
      // One that is about to stop says that it waits and does not.
      if (waited && now() - asked >= FIRST_PAUSE) {
        continue;
      }
    } catch (e) {
      if (!(e instanceof Problem) || !e.mayPass) {
        throw e;
      }
      onTrouble(e);
    }
    await pause(delay, signal);
    delay = Math.min(delay * 1.5, LONGEST_PAUSE);
  }
}

/** The last statusInfo of the stream; undefined where it told none, null where there is no stream. */
async function listen(fleet, job, { signal, onStatus }) {
  let last;
  try {
    for await (const data of eventData(await fleet.events(job, { signal }))) {
      const info = JSON.parse(data);
      if (info.status) {
        last = info;
        onStatus(info);
      }
      if (last && hasEnded(last)) {
        return last;
      }
    }
    return last;
  } catch (e) {
    if (signal?.aborted || (e instanceof Problem && e.mayPass)) {
      throw e;
    }
    // Whatever is wrong with the stream, asking still tells.
    return null;
  }
}

function sleep(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
