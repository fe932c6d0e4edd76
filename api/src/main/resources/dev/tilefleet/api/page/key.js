/** The API key of this tab, and the form that asks for it. */

import { byId } from './dom.js';

const ITEM = 'tilefleet.key';

/** The key, or ''. */
export function key() {
  return sessionStorage.getItem(ITEM) ?? '';
}

/** Shows the form; a key that the fleet did not take is shown to be wrong. */
export function askForKey() {
  const form = byId('key');
  const wrong = key() !== '';
  byId('key-heading').textContent = wrong ? 'The fleet does not take this API key' : 'This fleet asks for an API key';
  form.hidden = false;
  byId('key-text').focus();
}

/** onChange is called when there is another key, or none any more. */
export function watchKey(onChange) {
  const form = byId('key');
  const forget = byId('forget-key');
  forget.hidden = key() === '';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sessionStorage.setItem(ITEM, byId('key-text').value.trim());
    byId('key-text').value = '';
    form.hidden = true;
    forget.hidden = false;
    onChange();
  });
  forget.addEventListener('click', () => {
    sessionStorage.removeItem(ITEM);
    forget.hidden = true;
    onChange();
  });
}
