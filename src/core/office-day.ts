// The day and the month of an office in China for a moment in UTC. No clock: the moment is given.

const EIGHT_HOURS = 8 * 3_600_000;

/** A day (2026-03-02) or a month (2026-03). */
export type OfficeSpan = string;

/** 2026-03-02T17:00:00Z -> 2026-03-03. */
export const officeDay = (at: string): OfficeSpan => new Date(Date.parse(at) + EIGHT_HOURS).toISOString().slice(0, 10);

/** 2026-03-31T17:00:00Z -> 2026-04. */
export const officeMonth = (at: string): OfficeSpan => officeDay(at).slice(0, 7);
