// Rules and model together: what the rules read for certain stands, a model is asked for what they leave, and fills only that.
import type { Candidate } from '../fact.ts';
import type { Intent, Unread } from './intent.ts';

const unreadOf = (i: Intent): readonly Unread[] => (i.is === 'give' || i.is === 'unclear' ? (i.unread ?? []) : []);
const isNothing = (i: Intent): boolean => i.is === 'unclear' && unreadOf(i).length === 0;
const openOf = (u: Unread): boolean => (u.options?.length ?? 0) < 2;

/** Whether the rules left anything that asking helps with: a message they could not read, or a number without a name. */
export const leavesOpen = (rules: readonly Intent[]): boolean =>
  rules.every(isNothing) || rules.some((i) => unreadOf(i).some(openOf));

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/**
 * The rules' reading with what the model read of the rest. Its claims count only at places the rules gave to no fact; its orders only
 * where the rules found none.
 */
export function mergeReadings(rules: readonly Intent[], proposed: readonly Intent[]): Intent[] {
  const claims = rules.flatMap((i) => (i.is === 'give' ? i.claims : []));
  const unread = rules.flatMap(unreadOf);
  const nothing = rules.every(isNothing);
  const more = proposed
    .flatMap((i) => (i.is === 'give' ? i.claims : []))
    .filter((c) => !claims.some((mine) => overlaps(mine, c)) && (nothing || unread.some((u) => overlaps(u, c))));
  const asked = proposed.flatMap(unreadOf).filter((u) => !claims.some((mine) => overlaps(mine, u)));
  const left = [
    ...unread.filter((u) => !more.some((c) => overlaps(u, c)) && !asked.some((a) => overlaps(u, a))),
    ...asked.filter((a) => nothing || unread.some((u) => overlaps(u, a))),
  ];
  // Talk that could have been an answer in words, and that the model takes for an order or a question back.
  const talk = proposed.some((i) => i.is !== 'give' && i.is !== 'unclear');
  const meant = left.filter((u) => !(talk && u.options?.length === 1));
  const orders = rules.filter((i) => i.is !== 'give' && i.is !== 'unclear');
  const theirs = orders.length || claims.length ? [] : proposed.filter((i) => i.is !== 'give' && i.is !== 'unclear');
  const values: Candidate[] = [...claims, ...more];
  const rest = meant.length ? { unread: meant } : {};
  const said: Intent[] = values.length
    ? [{ is: 'give', claims: values, ...rest }]
    : meant.length
      ? [{ is: 'unclear', ...rest }]
      : [];
  const all = [...said, ...orders, ...theirs];
  return all.length ? all : [...rules];
}
