/** The list of recent jobs. */

import { byId, make, span } from './dom.js';
import { Problem } from './fleet.js';

const MOST = 12;

/** Shows the newest jobs; a fleet without a list of jobs has none to show. */
export async function showRecent(fleet, opened) {
  let jobs;
  try {
    jobs = await fleet.jobs(MOST);
  } catch (e) {
    if (e instanceof Problem && e.status === 401) {
      // Those of a key that is not here any more are nobody's to see.
      byId('recent').hidden = true;
      byId('jobs').replaceChildren();
    }
    if (e instanceof Problem && e.status === 404) {
      return;
    }
    throw e;
  }
  byId('recent').hidden = jobs.length === 0;
  byId('jobs').replaceChildren(...jobs.map((info) => make('li', {}, jobLink(info, opened))));
}

function jobLink(info, opened) {
  const current = info.jobID === opened ? { 'aria-current': 'true' } : {};
  return make(
    'a',
    { href: `#/jobs/${info.jobID}`, ...current },
    make('span', { className: `status ${info.status}` }, info.status),
    make('span', { className: 'process' }, info.processID ?? ''),
    make('time', { dateTime: info.created ?? '' }, ago(info.created)),
    make('code', {}, info.jobID.slice(0, 8)),
  );
}

function ago(instant) {
  const seconds = (Date.now() - Date.parse(instant)) / 1000;
  return Number.isFinite(seconds) ? `${span(Math.max(Math.round(seconds), 1)).replace('.0', '')} ago` : '';
}
