/** A job's way through the fleet, for a person. */

import { byId, make, percent, span } from './dom.js';

const STAGES = ['Accepted', 'Queued', 'Running', 'Done'];

/** The stages of a job with this statusInfo: {name, state: done | now | failed | to come}. */
export function stages(info) {
  const reached = { accepted: 1, running: 2, successful: 4 }[info.status] ?? (info.started ? 2 : 1);
  const broken = ['failed', 'dismissed'].includes(info.status);
  return STAGES.map((name, at) => ({
    name,
    state: at < reached ? 'done' : at > reached ? 'to come' : broken ? 'failed' : 'now',
  }));
}

/** Where a job is, in a sentence; of a successful one its beginning. */
export function sentence(info) {
  switch (info.status) {
    case 'accepted':
      return queued(info);
    case 'running':
      return 'A worker is at it.';
    case 'successful':
      return `Done${took(info)}`;
    case 'failed':
      return 'The job failed.';
    case 'dismissed':
      return /^removed/.test(info.message ?? '') ? 'The job was removed, with its tile and mask.' : 'Dismissed.';
    default:
      return info.message ?? info.status;
  }
}

function queued({ queuePosition, estimatedSeconds }) {
  const place = queuePosition > 0 ? `Number ${queuePosition} in the queue` : 'In the queue, waiting for a worker';
  return estimatedSeconds > 0 ? `${place}, about ${span(Math.ceil(estimatedSeconds)).replace('.0', '')} to go.` : `${place}.`;
}

function took({ created, finished }) {
  const seconds = (Date.parse(finished) - Date.parse(created)) / 1000;
  return Number.isFinite(seconds) ? ` in ${span(Math.max(seconds, 0))}` : '';
}

/** Draws the stages and says where the job is. */
export function showProgress(info, said = sentence(info)) {
  byId('stages').replaceChildren(
    ...stages(info).map(({ name, state }) =>
      make(
        'li',
        { className: state.replace(' ', '-'), ...(state === 'now' ? { 'aria-current': 'step' } : {}) },
        make('span', { className: 'mark', 'aria-hidden': 'true' }),
        name,
        make('span', { className: 'unseen' }, `: ${state}`),
      ),
    ),
  );
  say(said);
}

/** Into the live region, and only what is new there: a screen reader reads it out each time. */
export function say(sentence) {
  if (byId('said').textContent !== sentence) {
    byId('said').textContent = sentence;
  }
}

/** The classes' shares as a sentence. */
export function sharesSentence(shares) {
  return shares
    .filter(({ share }) => share > 0)
    .map(({ name, share }) => `${name} ${percent(share)}`)
    .join(', ');
}
