/** The form for a new job: process, tile, parameters. */

import { byId, bytes, make } from './dom.js';
import { openTiff } from './tiff.js';

/** A larger file is not read into the browser's memory. */
const MOST_BYTES = 256 * 1024 ** 2;

/** Inputs of a process that are no tile and that a form can ask for. */
function simpleInputs(process) {
  return Object.entries(process.inputs ?? {}).filter(([, input]) =>
    ['number', 'integer'].includes(input.schema?.type),
  );
}

/** The value of one of OGC's additionalParameters. */
export function additional(described, name) {
  return described?.additionalParameters?.parameters?.find((each) => each.name === name)?.value ?? [];
}

/** What a process says of its tiles. */
export function tileInput(process) {
  const described = process.inputs?.file;
  return {
    bands: additional(described, 'bands'),
    positions: additional(described, 'positions'),
    size: additional(described, 'size')[0],
  };
}

/** A chosen file as this page can read it, {picture, reason}: a TIFF, or why it is none that can be shown. */
export async function openFile(file) {
  if (file.size > MOST_BYTES) {
    return { picture: null, reason: 'It is too large for this page.' };
  }
  try {
    return { picture: openTiff(new Uint8Array(await file.arrayBuffer())), reason: '' };
  } catch (e) {
    return { picture: null, reason: e.message };
  }
}

/** Fills the list of processes that take a tile; keeps the one that was chosen. */
export function showProcesses(all) {
  const select = byId('process');
  const chosen = select.value;
  // Where it is offered, it is for test suites.
  const processes = all.filter(({ id }) => id !== 'echo');
  select.replaceChildren(...processes.map(({ id }) => make('option', { value: id }, id)));
  if (processes.some(({ id }) => id === chosen)) {
    select.value = chosen;
  }
}

/** Shows what the process is and asks for its parameters. */
export function showProcess(process) {
  byId('process-description').replaceChildren(make('strong', {}, process.title ?? ''), process.description ?? '');
  const inputs = simpleInputs(process);
  byId('parameters').hidden = inputs.length === 0;
  byId('parameter-fields').replaceChildren(...inputs.map(([name, input]) => parameterField(name, input)));
}

function parameterField(name, { title, description, schema }) {
  const id = `parameter-${name}`;
  const field = make('input', {
    type: 'number',
    step: schema.type === 'integer' ? '1' : 'any',
    'aria-describedby': `${id}-help`,
    id,
    name,
  });
  for (const [limit, value] of Object.entries({ min: schema.minimum, max: schema.maximum })) {
    if (value !== undefined) {
      field[limit] = value;
    }
  }
  field.placeholder = schema.default ?? '';
  const help = make('p', { id: `${id}-help`, className: 'hint' }, description ?? '');
  return make('div', { className: 'field' }, make('label', { for: id }, title ?? name), field, help);
}

/** The parameters that were filled in. */
export function parameters() {
  const fields = [...byId('parameter-fields').querySelectorAll('input')];
  return Object.fromEntries(fields.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]));
}

/** Says what the tile is, and whether the process will take it as far as that can be seen from here. */
export function showFile(file, { picture, reason }, process) {
  byId('drop').querySelector('.drop-title').textContent = file.name;
  byId('drop').querySelector('.drop-hint').textContent = 'another? Choose it, or drop it here';
  byId('drop').classList.add('chosen');
  byId('file-facts').textContent = facts(file, picture, reason, process);
}

function facts(file, picture, reason, process) {
  if (!picture) {
    return `${bytes(file.size)}. It cannot be shown here: ${reason}`;
  }
  const named = picture.names.filter(Boolean);
  const bands = `${picture.bands} band${picture.bands === 1 ? '' : 's'}`;
  const list = named.length > 0 ? ` (${named.join(' ')})` : '';
  const { size } = process ? tileInput(process) : {};
  const fits = !size || (size.width === picture.width && size.height === picture.height);
  const advice = fits ? '' : ` ${process.id} takes ${size.width}×${size.height}: crop it first.`;
  return `${picture.width}×${picture.height}, ${bands}${list}, ${bytes(file.size)}.${advice}`;
}

/** onFile hears each file that is chosen or dropped. */
export function watchFiles(onFile) {
  const drop = byId('drop');
  const input = byId('file');
  input.addEventListener('change', () => input.files[0] && onFile(input.files[0]));
  // A file that misses its place would replace the page.
  for (const type of ['dragover', 'drop']) {
    window.addEventListener(type, (event) => event.preventDefault());
  }
  drop.addEventListener('dragover', () => drop.classList.add('over'));
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    drop.classList.remove('over');
    const [file] = event.dataTransfer.files;
    if (file) {
      onFile(file);
    }
  });
}
