// How many tokens an answer may usually need, from what is asked: enough not to be cut off, little enough to end a runaway.
import type { ReviseBrief, WriteBrief } from '../ports.ts';

const most = (tokens: number, limit: number): number => Math.min(limit, Math.ceil(tokens));
const LONGEST = 6000;

/** An intent with all its fields for every few characters of the message. */
export const wantedToUnderstand = (message: string): number => most(600 + 8 * message.length, LONGEST);

export const wantedToExtract = (numbers: number): number => most(300 + 90 * numbers, LONGEST);

/** A sentence a slot, with its names behind it. */
export const wantedToWrite = ({ slots }: Pick<WriteBrief, 'slots'>): number => most(800 + 60 * slots.length, LONGEST);

export const wantedToRepair = (lines: number): number => most(300 + 150 * lines, LONGEST);

export const wantedToRevise = ({ target, more }: Pick<ReviseBrief, 'target' | 'more'>): number =>
  most(600 + 60 * more.length + 3 * target.reduce((n, l) => n + l.text.length, 0), LONGEST);
