// What a finding is: one thing the finance bureau would send the report back for.
import type { FactSlot } from '../fact.ts';

export type Severity = 'E' | 'W' | 'I';

/** Where in a text: `quote === text.slice(start, end)`. */
export interface Place {
  quote: string;
  start: number;
  end: number;
}

export interface Finding {
  /** Stable across runs for the same cause: rule plus slot or quote. */
  id: string;
  rule: string;
  severity: Severity;
  /** Chinese, complete, says what to do. */
  message: string;
  facts: FactSlot[];
  place: Place | null;
  /** Further places of the same cause; absent when there are none. */
  more?: Place[];
  /** Fact keys that would settle it when asked for. */
  ask: string[];
}
