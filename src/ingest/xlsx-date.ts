// Dates and times of a workbook: the serial number of a day to the parts that a date format prints.
import { type Decimal, fixed } from './xlsx-decimal.ts';

export interface DateParts {
  year: number;
  month: number;
  day: number;
  /** 0 Sunday … 6 Saturday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  /** Whole hours, minutes, seconds since the day zero: for [h]:mm. */
  elapsed: { h: number; m: number; s: number };
}

const DAY = 86_400;
/** 31 December 9999, the last day Excel knows. */
const LAST = 2_958_465;
const FROM_1904 = 1462;
/** 1899-12-30: from March 1900 on the count is right; before, Excel believes in a 29 February 1900. */
const EPOCH = Date.UTC(1899, 11, 30);

/** Null for what Excel shows as ####: negative numbers and days beyond its calendar. */
export function dateParts(serial: Decimal, from1904: boolean): DateParts | null {
  if (serial.negative && serial.digits !== '') return null;
  const { whole, fraction } = fixed(serial, 9);
  let day = Number(whole || '0') + (from1904 ? FROM_1904 : 0);
  let seconds = Math.round((Number(fraction) / 1e9) * DAY);
  if (seconds === DAY) {
    day++;
    seconds = 0;
  }
  if (day > LAST) return null;
  const phantom = day === 60;
  const date = new Date(EPOCH + (day < 60 ? day + 1 : day) * DAY * 1000);
  const total = day * DAY + seconds;
  return {
    year: date.getUTCFullYear(),
    month: phantom ? 2 : date.getUTCMonth() + 1,
    day: phantom ? 29 : date.getUTCDate(),
    weekday: (day + 6) % 7,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    elapsed: { h: Math.floor(total / 3600), m: Math.floor(total / 60), s: total },
  };
}

/** An ISO date of a strict workbook (2023-05-01, 2023-05-01T08:30:00) as a serial number; null when it is none. */
export function isoSerial(text: string): string | null {
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?Z?$/.exec(text.trim());
  if (!m) return null;
  const [y, mo, d, h, mi, s] = m.slice(1).map((x) => Number(x ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = (Date.UTC(y, mo - 1, d) - EPOCH) / (DAY * 1000);
  return String(days + (h * 3600 + mi * 60 + s) / DAY);
}
