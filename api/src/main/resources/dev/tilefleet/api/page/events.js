/** Server-Sent Events out of a fetched body: EventSource cannot send an API key. */

/** The `data` of each event of a ReadableStream of bytes, as the HTML standard parses it (9.2.6). */
export async function* eventData(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, data] = ['', []];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        // An event that no empty line ended is not whole.
        return;
      }
      const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) {
            yield data.join('\n');
          }
          data = [];
        } else if (/^data(:|$)/.test(line)) {
          data.push(line.slice(5).replace(/^ /, ''));
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
