/** Puts the page together: what happens on it, and in which order. */

import { byId, complain, make } from './dom.js';
import { Fleet, Problem } from './fleet.js';
import { follow, hasEnded } from './follow.js';
import { additional, openFile, parameters, showFile, showProcess, showProcesses, tileInput, watchFiles } from './form.js';
import { askForKey, key, watchKey } from './key.js';
import { readMask } from './npy.js';
import { say, sentence, sharesSentence, showProgress } from './progress.js';
import { showRecent } from './recent.js';
import { clearResult, missing, showFacts, showMask, showTile } from './result.js';

const fleet = new Fleet(new URL('.', document.baseURI), key);

/** The tiles sent from this tab, by job: {file, opening}. */
const sent = new Map();
const descriptions = new Map();

/** The tile to send: {file, opening: what openFile promises}. */
let chosen = null;
let following = new AbortController();

function describe(id) {
  if (!descriptions.has(id)) {
    descriptions.set(id, fleet.process(id));
    descriptions.get(id).catch(() => descriptions.delete(id));
  }
  return descriptions.get(id);
}

/** Runs what a person or the page itself began; what goes wrong is said in the place for it. */
async function attempt(step, place = byId('trouble')) {
  complain(place, null);
  try {
    await step();
  } catch (e) {
    if (e.name === 'AbortError') {
      return;
    }
    if (e instanceof Problem && e.status === 401) {
      askForKey();
    } else {
      complain(place, e);
    }
  }
}

async function start() {
  descriptions.clear();
  await attempt(async () => {
    showProcesses(await fleet.processes());
    await chooseProcess();
  });
  await attempt(() => showRecent(fleet, openedJob()), null);
  showLinks();
  await open();
}

/** Documentation, where the fleet has some. */
async function showLinks() {
  const documents = { 'service-doc': 'API', 'service-desc': 'OpenAPI' };
  const { links = [] } = await fleet.landing().catch(() => ({}));
  const found = Object.keys(documents).flatMap((rel) => links.filter((link) => link.rel === rel).slice(0, 1));
  byId('links').querySelectorAll('.found').forEach((item) => item.remove());
  byId('links').append(
    ...found.map(({ rel, href }) => make('li', { className: 'found' }, make('a', { href }, documents[rel]))),
  );
}

async function chooseProcess() {
  const process = await describe(byId('process').value);
  showProcess(process);
  if (chosen) {
    showFile(chosen.file, await chosen.opening, process);
  }
}

async function chooseFile(file) {
  complain(byId('refusal'), null);
  const opening = openFile(file);
  chosen = { file, opening };
  const id = byId('process').value;
  const [opened, process] = [await opening, id ? await describe(id) : null];
  if (chosen.file === file) {
    showFile(file, opened, process);
  }
}

async function send() {
  if (!chosen) {
    throw new Problem({ status: 0, title: 'No tile yet', detail: 'Choose a GeoTIFF, or drop one on the field above.' });
  }
  const [tile, bar] = [chosen, byId('upload')];
  Object.assign(bar, { value: 0, hidden: false });
  byId('send').disabled = true;
  try {
    const info = await fleet.submit(byId('process').value, tile.file, parameters(), (share) => (bar.value = share));
    sent.set(info.jobID, tile);
    location.hash = `/jobs/${info.jobID}`;
  } finally {
    bar.hidden = true;
    byId('send').disabled = false;
  }
}

function openedJob() {
  return /^#\/jobs\/([0-9a-f-]{36})$/.exec(location.hash)?.[1];
}

/** Shows the job that the address names, from now on to its end. */
async function open() {
  following.abort();
  following = new AbortController();
  const { signal } = following;
  const job = openedJob();
  byId('empty').hidden = Boolean(job);
  byId('opened').hidden = !job;
  byId('job-heading').textContent = job ? `Job ${job.slice(0, 8)}` : 'Job';
  if (!job) {
    return;
  }
  clearResult();
  complain(byId('failure'), null);
  byId('stages').replaceChildren();
  byId('facts').replaceChildren();
  byId('dismiss').hidden = true;
  say('Asking for the job …');
  await attempt(() => watch(job, signal), byId('failure'));
}

async function watch(job, signal) {
  let shown = null;
  const info = await follow(fleet, job, {
    signal,
    onStatus: (each) => {
      shown ??= showSentTile(each, signal);
      if (!signal.aborted) {
        showState(each);
      }
    },
    onTrouble: (problem) => say(`${problem.title}. Trying again …`),
  });
  await shown;
  if (!signal.aborted) {
    await finish(info, signal);
    await showRecent(fleet, openedJob());
  }
}

function showState(info) {
  // Done is said when the mask is here.
  showProgress(info, info.status === 'successful' ? 'Fetching the mask …' : sentence(info));
  showFacts(info);
  byId('dismiss').hidden = hasEnded(info);
  if (!hasEnded(info)) {
    missing('mask', 'The mask comes here.');
  }
}

async function showSentTile(info, signal) {
  const tile = sent.get(info.jobID);
  if (!tile) {
    missing('tile', 'A tile is shown in the tab that it was sent from.');
    return;
  }
  const { picture, reason } = await tile.opening;
  if (!picture) {
    missing('tile', reason);
    return;
  }
  await describe(info.processID)
    .then((process) => showTile(picture, tileInput(process), signal))
    .catch((e) => signal.aborted || missing('tile', e.message));
}

async function finish(info, signal) {
  if (info.status !== 'successful') {
    missing('mask', 'There is no mask.');
    complain(byId('failure'), info.problem ?? null);
    return;
  }
  const [file, process] = await Promise.all([fleet.mask(info.jobID), describe(info.processID)]);
  if (signal.aborted) {
    return;
  }
  const classes = additional(process.outputs?.mask, 'classes');
  const stem = (sent.get(info.jobID)?.file.name ?? info.jobID).replace(/\.tiff?$/i, '');
  const shares = await showMask({ mask: readMask(file), file, classes, stem }, signal);
  if (shares) {
    say(`${sentence(info)}: ${sharesSentence(shares)}.`);
  }
}

function listen() {
  byId('process').addEventListener('change', () => attempt(chooseProcess));
  watchFiles((file) => attempt(() => chooseFile(file), byId('refusal')));
  byId('new').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(send, byId('refusal'));
  });
  byId('dismiss').addEventListener('click', () => attempt(() => fleet.dismiss(openedJob()), byId('failure')));
  byId('skip').addEventListener('click', (event) => {
    // The fragment of the address is the open job's.
    event.preventDefault();
    byId('job').focus();
  });
  window.addEventListener('hashchange', () => {
    open();
    attempt(() => showRecent(fleet, openedJob()), null);
    byId('job').focus();
  });
  watchKey(start);
}

listen();
start();
