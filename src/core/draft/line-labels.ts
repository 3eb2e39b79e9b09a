// Whether the words right before a slot call it by another fact's name, and whether a year there is another than the slot's.
import { CATALOGUE, definitionOf } from '../catalogue/catalogue.ts';
import { scanQuantities } from '../number/scan.ts';
import { yearMentions } from './claim.ts';
import type { Fault } from './fault.ts';
import { type FilledLine, HOLE } from './fill-line.ts';
import type { Offer } from './offers.ts';
import type { Evidence } from './verify.ts';
import { bigramsOf } from './verify-evidence.ts';

/** What things are called, with the keys that go by that name. */
export type Labels = ReadonlyMap<string, ReadonlySet<string>>;

const plain = (label: string): string => label.replace(/[（(][^（）()]*[）)]|[“”"：:、\s]/g, '');

const CATALOGUE_LABELS = CATALOGUE.map((d) => [plain(d.label), d.key] as const);

export function labelsOf(offers: readonly Offer[], { figures }: Evidence): Labels {
  const out = new Map<string, Set<string>>();
  const add = (label: string, key: string): void => {
    if (label.length < 3) return;
    const keys = out.get(label) ?? new Set();
    out.set(label, keys.add(key));
  };
  for (const [label, key] of CATALOGUE_LABELS) add(label, key);
  for (const f of figures) if (f.label) add(plain(f.label), f.key);
  for (const o of offers) {
    const scope = o.by.kind === 'missing' ? null : o.by.scope;
    const own = scope && o.label.startsWith(`${scope}的`) ? o.label.slice(scope.length + 1) : o.label;
    const label = plain(own.replace(/^(?:预算|决算)：/, '').replace(/较上年的变化$/, ''));
    add(label, o.by.key);
    // What changes is called as its change is.
    const stem = /^(.*)_change(?:_rate)?$/.exec(o.by.key)?.[1];
    if (stem) for (const key of [stem, `${stem}_total`]) add(label, key);
  }
  for (const d of CATALOGUE) for (const w of d.words) out.get(plain(w))?.add(d.key);
  return out;
}

/** Between a name and its number. */
const LINK = /(?:为|是|达到?|共计|共有?|有|实际|约|：|:|的是)*$/;
const BEGINS = /(?:^|[年度的了中为是均和与及由从在对其]|其中|全年|单位|部门|实现|完成)$/;

/** Faults of names and years right before slots. */
export function labelFaults(line: FilledLine, labels: Labels, evidence: Evidence): Fault[] {
  const out: Fault[] = [];
  const parts = line.own.split(HOLE).slice(0, -1);
  for (const [i, offer] of line.used.entries()) {
    if (offer.is === 'name' || offer.is === 'open' || (offer.is === 'words' && offer.phrase.length > 20)) continue;
    const clause = parts[i]!.split(/[，,；;。：:、]/).at(-1)!;
    const near = plain(clause).replace(LINK, '');
    const other = misnamed(near, offer, labels) ?? otherSide(parts.slice(0, i + 1).join(HOLE), offer);
    if (other) out.push({ code: 'wrong_slot', words: `${other}{{${offer.name}}}` });
    const scope = offer.by.kind === 'missing' ? null : offer.by.scope;
    if (scope && !isNamed(scope, line.text, evidence.unitName ?? ''))
      out.push({ code: 'wrong_slot', words: `{{${offer.name}}}是${scope}的` });
  }
  return [...out, ...yearFaults(line, evidence)];
}

function misnamed(near: string, { by, label, phrase }: Offer, labels: Labels): string | null {
  for (let k = Math.max(0, near.length - 24); k <= near.length - 3; k++) {
    const name = near.slice(k);
    const keys = labels.get(name);
    if (!keys) continue;
    // The longest name decides; one with other words before it may be a name of its own.
    if (!BEGINS.test(near.slice(0, k))) return null;
    // 占收入合计的比重 has the name in it and is another thing than the sum.
    const share =
      /[%％]$/.test(phrase) && ![...keys].some((k) => MEASURE.test(k) || definitionOf(k)?.kind === 'percent');
    if (plain(label).includes(name) && !share) return null;
    return [...keys].some((key) => key === by.key || related(key, by.key)) ? null : name;
  }
  return null;
}

/** A share of the budget said of the final account, or the other way round. */
function otherSide(before: string, { by }: Offer): string | null {
  const side = /^(budget|final)_.*_share$/.exec(by.key)?.[1];
  const said = before.match(/预算(?!执行|绩效|管理|单位)|决算/g)?.at(-1);
  return side && said && (said === '预算') !== (side === 'budget') ? said : null;
}

/** The sentence names the part, project or indicator that the slot is of; shortened names count. */
function isNamed(scope: string, text: string, unit: string): boolean {
  if (text.includes(scope) || unit.endsWith(scope)) return true;
  const grams = [...bigramsOf(scope)];
  return grams.length > 0 && grams.filter((g) => text.includes(g)).length * 2 >= grams.length;
}

/** staff_quota and staff_quota_all; a share or a change is another thing than what it is of. */
const related = (a: string, b: string): boolean =>
  (a.startsWith(b) || b.startsWith(a)) && MEASURE.exec(a)?.[0] === MEASURE.exec(b)?.[0];
const MEASURE = /_(?:share|rate|ratio|change|difference|implied)(?=_|$)/;

/** A year of the model's own that is not the slot's governs the slot. */
function yearFaults(line: FilledLine, { period }: Evidence): Fault[] {
  const words = line.own.replaceAll(HOLE, '，');
  const years = yearMentions(words, scanQuantities(words), period).filter((y) => !y.compared);
  const out: Fault[] = [];
  let at = -1;
  for (const offer of line.used) {
    at = line.own.indexOf(HOLE, at + 1);
    const year = years.findLast((y) => y.end <= at);
    if (!year || year.year === period || /prior|last_year/.test(by(offer))) continue;
    // 上年 speaks of the figure right behind it, a year of all that follow.
    if (year.relative && (offer.is === 'words' || /[\uFFFC，。；]/.test(line.own.slice(year.end, at)))) continue;
    if (offer.by.kind === 'fact' && offer.by.period === year.year) continue;
    out.push({ code: 'wrong_year', words: line.own.slice(year.at, year.end) });
  }
  return out;
}

const by = (o: Offer): string => o.by.key;
