// Revisions that were shown and not yet accepted, by id: in memory, the newest few. Losing one loses nothing that was stored.
import type { Paragraph } from '../core/draft/section.ts';

export interface ShelvedRevision {
  report: string;
  section: string;
  /** The version it was made from. */
  version: number;
  paragraphs: Paragraph[];
}

export interface PreviewShelf {
  put(id: string, revision: ShelvedRevision): void;
  get(id: string): ShelvedRevision | null;
}

export function previewShelf(limit = 200): PreviewShelf {
  const held = new Map<string, ShelvedRevision>();
  return {
    put(id, revision) {
      held.delete(id);
      held.set(id, revision);
      const oldest = held.keys().next();
      if (held.size > limit && !oldest.done) held.delete(oldest.value);
    },
    get: (id) => held.get(id) ?? null,
  };
}
