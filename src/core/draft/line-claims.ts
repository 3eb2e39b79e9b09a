// What a model claims in words: 首次, 全部, 显著, 超额, 增长. Each rests on a cited fact, and a direction agrees with its figure.
import { compare, exact, sign } from '../number/exact.ts';
import { scanQuantities } from '../number/scan.ts';
import { directionOf } from './claim.ts';
import type { Fault } from './fault.ts';
import type { FilledLine } from './fill-line.ts';
import { HOLE } from './fill-line.ts';
import type { Offer } from './offers.ts';
import type { Evidence } from './verify.ts';

/** said: a cited fact says so in these words · whole: it says so, or is a value of 100% · over: it says so, or is more than its measure · cited: any cited fact. */
type Ground = 'said' | 'whole' | 'over' | 'cited';

const CLAIMS: readonly (readonly [Ground, RegExp])[] = [
  [
    'said',
    /首次|首个|首创|首批|首家|首位|率先|唯一|独家|领先|名列前茅|居全[国省市县区]|排名|位列|位居|前列|标杆|示范引领|样板/,
  ],
  ['said', /第[一二三](?!时间|线|责任|书记|手|方|产业|课堂|步|季度|轮|批|项|章|条|位的)/],
  ['said', /最(?!近|后|终|低生活|低工资|低限度|大限度|新|初|多跑)/],
  [
    'said',
    /荣获|荣膺|获评|获得|被评为|被授予|授予|表彰|称号|殊荣|奖项|先进|优秀(?!率)|创历史|历史新高|史上|空前|里程碑|填补/,
  ],
  ['said', /零(?:事故|投诉|差错|发生|违规|上访|增长|缺陷|容忍)|未发生|没有发生|杜绝|无一例|从未|彻底/],
  [
    'whole',
    /全部(?!门)|全面(?:完成|达标|实现|达成|覆盖)|全覆盖|全额|所有(?!制)|均(?:已|达|按|能|未|实现|完成|符合)|圆满|如期|如数|悉数|无一|百分百|满分|足额|超前/,
  ],
  [
    'over',
    /超额|(?<!未|没有|不|不得|不能)(?:超过|超出|突破|高于)|优于|好于|超计划|达到(?:或超过)?(?:了)?(?:年度|预期|既定|设定|绩效)?目标|完成(?:了)?(?:年度|预期|既定|设定)?目标|达标/,
  ],
  [
    'cited',
    /增长|下降|提升|提高|减少|增加|降低|上升|显著|大幅|明显|有效|较快|快速|持续(?:改善|向好|提升|增强)|(?:未|没有|不)(?:超过|超出|突破|高于)|稳步|良好|高效|有力|充分/,
  ],
];

/** What a cited slot is about: its phrase and its label. */
const wordsOf = (o: Offer): string => `${o.phrase} ${o.label}`;

function holds(ground: Ground, said: string, cited: readonly Offer[]): boolean {
  if (cited.length === 0) return false;
  if (ground === 'cited') return true;
  if (cited.some((o) => wordsOf(o).includes(said))) return true;
  const values = cited.map((o) => ({ offer: o, q: scanQuantities(o.phrase).find((q) => q.class === 'figure') }));
  if (ground === 'whole')
    return values.some(
      ({ q }) => q?.unit === '%' && q.qualifier === null && q.value !== null && compare(q.value, HUNDRED) === 0,
    );
  if (ground !== 'over') return false;
  if (
    values.some(
      ({ q, offer }) => q?.unit === '%' && q.value !== null && compare(q.value, HUNDRED) > 0 && offer.is === 'value',
    )
  )
    return true;
  return values.some(
    ({ q, offer }) =>
      q?.value &&
      /_(?:target)$/.test(offer.by.key) &&
      values.some(
        (v) =>
          v.q?.value &&
          v.offer !== offer &&
          /_(?:rate|actual)$/.test(v.offer.by.key) &&
          stemOf(v.offer) === stemOf(offer) &&
          scopeOf(v.offer) === scopeOf(offer) &&
          v.q.unit === q.unit &&
          compare(v.q.value, q.value!) >= 0,
      ),
  );
}
const HUNDRED = exact(100n);
const stemOf = (o: Offer): string => o.by.key.replace(/_(?:target|rate|actual)$/, '');
const scopeOf = (o: Offer): string | null => (o.by.kind === 'missing' ? null : o.by.scope);

/** Faults of claims in the model's own words. */
export function claimFaults(line: FilledLine, evidence: Evidence): Fault[] {
  const out: Fault[] = [];
  for (const [ground, pattern] of CLAIMS) {
    const said = new Set([...line.own.matchAll(new RegExp(pattern, 'g'))].map((m) => m[0]));
    for (const words of said) if (!holds(ground, words, line.cited)) out.push({ code: 'unfounded_claim', words });
  }
  for (const words of sameFaults(line)) out.push({ code: 'unfounded_claim', words });
  for (const words of turned(line, evidence)) out.push({ code: 'wrong_direction', words });
  return out;
}

const SAME = /(?:均|都|同|各|皆)(?:为|是|达)?$/;

/** 收入总计和支出总计均为…: the slot, and the others that it rests on and that have that very phrase. */
export function sharedSlots({ own, used, cited }: Pick<FilledLine, 'own' | 'used' | 'cited'>): Offer[] {
  const parts = own.split(HOLE).slice(0, -1);
  return parts.flatMap((before, i) => {
    if (!SAME.test(before)) return [];
    const alike = cited.filter((o) => o.phrase === used[i]!.phrase);
    return alike.length >= 2 ? alike : [];
  });
}

function sameFaults(line: FilledLine): string[] {
  const shared = sharedSlots(line);
  const parts = line.own.split(HOLE).slice(0, -1);
  return parts.flatMap((before, i) => (SAME.test(before) && !shared.includes(line.used[i]!) ? [before.slice(-6)] : []));
}

const COMPARED = /上年|去年|同比|上一年|往年|逐年|连年/;

/** Clauses that state a rise or a fall without a figure of their own, against the figure of what they speak of. */
function turned(line: FilledLine, evidence: Evidence): string[] {
  const out: string[] = [];
  let subject: Offer | null = null;
  let k = 0;
  for (const clause of line.own.split(/[，；。：、！？]/)) {
    const holes = clause.split(HOLE).length - 1;
    const here = line.used.slice(k, k + holes);
    k += holes;
    if (here.length) subject = here.at(-1)!;
    const { direction } = directionOf(clause);
    const level = /持平|不变/.test(clause);
    if ((!direction && !level) || !COMPARED.test(clause) || here.some((o) => o.is === 'change')) continue;
    const about = here.length ? here : subject ? [subject] : line.cited;
    const signs = about.flatMap((o) => signOf(o, evidence));
    if (signs.length === 0) {
      if (!line.cited.some((o) => o.is === 'words' && wordsOf(o).includes(clause.trim().slice(-4))))
        out.push(clause.trim());
    } else if (!signs.some((s) => (level ? s === 0 : s !== 0 && s > 0 === (direction === 'up'))))
      out.push(clause.trim());
  }
  return out;
}

/** The sign of the change against last year of what a slot states. */
function signOf(o: Offer, { figures }: Evidence): number[] {
  const { by } = o;
  if (by.kind === 'missing') return [];
  const keys = [by.key, `${by.key}_change`, `${by.key.replace(/_total$/, '')}_change`];
  const figure = figures.find((f) => keys.includes(f.key) && /_change(?:_rate)?$/.test(f.key) && f.scope === by.scope);
  return figure ? [sign(figure.value)] : [];
}
