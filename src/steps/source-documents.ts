// Parsed source texts, kept by source id: a stored text never changes, so reading it again gives the same blocks.
import type { SourceId } from '../core/id.ts';
import type { TextDocument } from '../core/text/document.ts';
import { readDocument } from '../core/text/read.ts';

export interface DocumentCache {
  /** The parsed text of `id`; `text` is only asked for when it is not held. Null where there is no such text. */
  of(id: SourceId, text: () => Promise<string | null>): Promise<TextDocument | null>;
  put(id: SourceId, doc: TextDocument): void;
}

/** Holds the `limit` most recently used documents. */
export function documentCache(limit = 50): DocumentCache {
  const held = new Map<SourceId, TextDocument>();
  const put = (id: SourceId, doc: TextDocument): void => {
    held.delete(id);
    held.set(id, doc);
    const oldest = held.keys().next();
    if (held.size > limit && !oldest.done) held.delete(oldest.value);
  };
  return {
    put,
    async of(id, text) {
      const known = held.get(id);
      if (known) {
        put(id, known);
        return known;
      }
      const read = await text();
      if (read === null) return null;
      const doc = readDocument(read);
      put(id, doc);
      return doc;
    },
  };
}
