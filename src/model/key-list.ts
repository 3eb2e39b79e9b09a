// The catalogue as a prompt shows it: every entry, or those that a message is likely to be about, for a model that reads little.
import { CATALOGUE } from '../core/catalogue/catalogue.ts';
import type { FactDefinition } from '../core/catalogue/definition.ts';
import { scanQuantities } from '../core/number/scan.ts';
import { unitOf } from '../core/number/unit.ts';

const OFFERED = CATALOGUE.filter((d) => d.supplier !== '程序');

const keyLine = (d: FactDefinition): string => `${d.key}｜${d.label}｜${d.unit}`;

/** key｜label｜unit, one a line. */
export const ALL_KEYS: string = OFFERED.map(keyLine).join('\n');

const pairsOf = (text: string): Set<string> => {
  const han = text.replace(/[^\u4e00-\u9fff]/g, '');
  return new Set(Array.from({ length: Math.max(0, han.length - 1) }, (_, i) => han.slice(i, i + 2)));
};
const PAIRS: ReadonlyMap<FactDefinition, ReadonlySet<string>> = new Map(
  OFFERED.map((d) => [d, pairsOf([d.label, ...d.words].join('。'))]),
);

const MOST = 60;

/** The entries whose names share most with the message; then those that a number of it could be by its unit. `asked` is always there. */
export function keysNear(message: string, asked: string | null): string {
  const said = pairsOf(message);
  const dimensions = new Set(scanQuantities(message).map((q) => unitOf(q.unit).dimension));
  const scored = OFFERED.map((d, i) => {
    let shared = 0;
    for (const p of PAIRS.get(d)!) if (said.has(p)) shared += 1;
    const fits = d.unit !== '' && dimensions.has(unitOf(d.unit).dimension) ? 1 : 0;
    return { d, i, score: d.key === asked ? Number.POSITIVE_INFINITY : shared * 4 + fits };
  }).filter((x) => x.score > 0);
  scored.sort((a, b) => b.score - a.score || a.i - b.i);
  return scored
    .slice(0, MOST)
    .map((x) => keyLine(x.d))
    .join('\n');
}
