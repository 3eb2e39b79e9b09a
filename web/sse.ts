// Reads a server-sent event stream chunk by chunk. Pure: the connection, resuming and time-outs are in client.ts.
export interface SseEvent {
  id: string | null;
  event: string;
  data: string;
}

export interface SseReader {
  /** Events completed by this chunk. Chunks may be cut anywhere, also inside a line end. */
  feed(chunk: string): SseEvent[];
}

export function sseReader(): SseReader {
  let rest = '';
  let first = true;
  let id: string | null = null;
  let event = '';
  let data: string[] = [];

  const line = (text: string, out: SseEvent[]): void => {
    if (text === '') {
      if (data.length) out.push({ id, event: event || 'message', data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const colon = text.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? text : text.slice(0, colon);
    const raw = colon < 0 ? '' : text.slice(colon + 1);
    const value = raw.startsWith(' ') ? raw.slice(1) : raw;
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  };

  return {
    feed(chunk) {
      const out: SseEvent[] = [];
      let text = rest + chunk;
      if (first && text) {
        if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
        first = false;
      }
      let at = 0;
      for (;;) {
        let end = at;
        while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
        // A \r at the very end may be half of \r\n: wait for the next chunk.
        if (end >= text.length || (text[end] === '\r' && end === text.length - 1)) break;
        line(text.slice(at, end), out);
        at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
      }
      rest = text.slice(at);
      return out;
    },
  };
}
