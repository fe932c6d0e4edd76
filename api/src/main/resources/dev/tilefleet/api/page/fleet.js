/** The fleet's API as this page uses it. */

/** Why the fleet does not do what was asked (RFC 9457), or why nothing came of asking; status 0: no answer came. */
export class Problem extends Error {
  constructor({ status, title, detail }) {
    super(detail ? `${title}: ${detail}` : title);
    Object.assign(this, { status, title, detail: detail ?? '' });
  }

  /** Whether the same request may do better in a while. */
  get mayPass() {
    return [0, 429, 502, 503, 504].includes(this.status);
  }
}

export class Fleet {
  #base;
  #key;

  /** base: URL of the fleet with a slash at its end; key: gives the API key, or '' */
  constructor(base, key) {
    this.#base = base;
    this.#key = key;
  }

  /** OGC's landing page: what this fleet calls itself, and links. */
  landing() {
    return this.#json('.');
  }

  async processes() {
    return (await this.#json('processes')).processes;
  }

  process(id) {
    return this.#json(`processes/${encodeURIComponent(id)}`);
  }

  /** The newest jobs first. */
  async jobs(limit) {
    return (await this.#json(`jobs?limit=${limit}`)).jobs;
  }

  /** A job's statusInfo, and whether the fleet waited with it as it was asked to. */
  async job(id, { wait = 0, signal } = {}) {
    const response = await this.#request(`jobs/${id}`, {
      headers: { Accept: 'application/json', ...(wait ? { Prefer: `wait=${wait}` } : {}) },
      signal,
    });
    return { info: await response.json(), waited: response.headers.has('Preference-Applied') };
  }

  /** What the fleet sends as the job goes on: text of Server-Sent Events. */
  async events(id, { signal }) {
    const response = await this.#request(`jobs/${id}/events`, { headers: { Accept: 'text/event-stream' }, signal });
    if (!(response.headers.get('Content-Type') ?? '').startsWith('text/event-stream')) {
      throw new Problem({ status: 406, title: 'No event stream' });
    }
    return response.body;
  }

  /** The mask of a successful job, an .npy file. */
  async mask(id) {
    return (await this.#request(`jobs/${id}/results/mask.npy`, {})).arrayBuffer();
  }

  /** Ends the job, or removes what it left. */
  async dismiss(id) {
    return (await this.#request(`jobs/${id}`, { method: 'DELETE' })).json();
  }

  /** Sends a tile; the statusInfo of the accepted job. onSent hears the share that is on its way, 0 to 1. */
  submit(process, file, parameters, onSent) {
    const query = new URLSearchParams(parameters).toString();
    const path = `processes/${encodeURIComponent(process)}/execution${query ? `?${query}` : ''}`;
    // Not fetch, which does not tell how far an upload is.
    const request = new XMLHttpRequest();
    request.open('POST', this.#url(path));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'image/tiff');
    request.setRequestHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    Object.entries(this.#credentials()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    return new Promise((resolve, reject) => {
      request.onload = () =>
        request.status === 201
          ? resolve(JSON.parse(request.responseText))
          : reject(problemOf(request.status, request.responseText));
      request.onerror = () => reject(unanswered());
      request.send(file);
    });
  }

  async #json(path) {
    return (await this.#request(path, { headers: { Accept: 'application/json' } })).json();
  }

  async #request(path, init) {
    const headers = { ...init.headers, ...this.#credentials() };
    const response = await fetch(this.#url(path), { ...init, headers }).catch((e) => {
      throw e.name === 'AbortError' ? e : unanswered();
    });
    if (!response.ok) {
      throw problemOf(response.status, await response.text());
    }
    return response;
  }

  #url(path) {
    return new URL(path, this.#base);
  }

  #credentials() {
    const key = this.#key();
    return key ? { Authorization: `Bearer ${key}` } : {};
  }
}

function unanswered() {
  return new Problem({ status: 0, title: 'No answer', detail: 'The fleet does not answer. Is it running?' });
}

/** A proxy's error page is no problem document. */
function problemOf(status, body) {
  try {
    const { title, detail } = JSON.parse(body);
    return new Problem({ status, title: title ?? `HTTP ${status}`, detail });
  } catch {
    return new Problem({ status, title: `HTTP ${status}`, detail: 'What answered was not the fleet.' });
  }
}
