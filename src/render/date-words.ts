// A date as a report prints it.
import { printable } from './printable.ts';

/** 2023-03-20 → 2023年3月20日, without leading zeros; a date already in words stands as it is. */
export function dateWords(value: string): string {
  const m = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(value.trim()) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(value.trim());
  return m ? `${m[1]}年${Number(m[2])}月${Number(m[3])}日` : printable(value).trim();
}
