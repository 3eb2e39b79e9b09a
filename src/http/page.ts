// A page of a list that is in memory as a whole. The cursor is opaque to callers: the place of the next item.
import type { Paged } from '../ports.ts';

const DEFAULT = 500;

export function pageOf<T>(
  items: readonly T[],
  { limit = DEFAULT, after }: { limit?: number | undefined; after?: string | undefined },
): Paged<T> {
  const from = /^\d{1,9}$/.test(after ?? '') ? Number(after) : 0;
  const to = from + limit;
  return { items: items.slice(from, to), next: to < items.length ? String(to) : null };
}

/** What the store is asked for. */
export const storePage = ({ limit = 50, after }: { limit?: number | undefined; after?: string | undefined }) => ({
  limit,
  after: after ?? null,
});
