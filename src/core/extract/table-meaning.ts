// What a label in a table means, read with the vocabulary of sentences (money-words.ts). Reads no values.
import { unitNote } from '../text/structure.ts';
import { type Aspect, type Concept, narrowest, readWords } from './money-words.ts';

export type Meaning =
  | { is: 'count'; key: string; unit: string; year: number | null; alone?: boolean }
  | {
      is: 'money';
      concept: Concept | null;
      aspect: Aspect | null;
      year: number | null;
      total: boolean;
      unit?: string | null;
      current?: boolean;
    }
  | { is: 'rate'; of: 'execution' | 'score' | 'grade' | 'target' | 'actual' | 'weight' | 'sign' }
  | { is: 'none' };

const COUNTS: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:人员)?编制(?:人?数|人员)?$|^核定编制(?:人?数)?$|^编制总数$/, 'staff_quota', '人'],
  [
    /^(?:年末)?(?:实际)?在职(?:在编)?(?:人员|人数|人员数|职工人数)?$|^(?:年末)?在编(?:在职)?(?:人员|人数)$/,
    'staff_in_post',
    '人',
  ],
  [/^年末实有(?:人员|人数)?$|^实有人员?数$/, 'staff_total', '人'],
  [/^(?:离退休|退休)(?:人员|人数|人员数)?$/, 'staff_retired', '人'],
  [
    /^(?:长期|编外|临时)?(?:聘用|临聘)(?:人员|人数|人员数)?$|^劳务派遣(?:人员|人数)?$|^编外(?:聘用)?(?:人员|人数)$/,
    'staff_contract',
    '人',
  ],
  [/^内设(?:机构|科室|股室)(?:数|个数|数量)?$/, 'internal_departments', '个'],
  [/^(?:下属|所属)(?:预算)?单位(?:数|个数|数量)?$/, 'subordinate_units', '个'],
  [/^(?:公务用车(?:保有量|数量)?|车辆(?:数|数量)?)(?:（辆）)?$/, 'vehicles_count', '辆'],
];

export const tidy = (label: string): string =>
  label
    .replace(/\s/g, '')
    .replace(/^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[、.．])/, '')
    .replace(/^其中[：:]?/, '')
    .replace(/（(?:单位：)?(?:万元|元|亿元|人|个|辆|%|分|[A-Z\d/*×÷%分]{1,12}|\d+分\*执行率)）/g, '')
    .replace(/[：:]$/, '')
    .replace(/^[^：]{2,16}情况：(?=.)/, '');

export function meaningOf(raw: string): Meaning {
  const label = tidy(raw);
  if (label === '' || label.length > 34) return { is: 'none' };
  const year = /((?:19|20)\d{2})年/.exec(label)?.[1];
  const when = year ? Number(year) : null;
  const bare = label.replace(/(?:19|20)\d{2}年(?:度)?(?:末)?/, '');
  for (const [at, key, unit] of COUNTS)
    if (at.test(bare))
      return { is: 'count', key, unit, year: when, alone: key === 'staff_total' && !/年末/.test(label) };
  if (/^(?:预算)?(?:支出)?执行率(?:（%）)?$|^预算执行率$/.test(bare)) return { is: 'rate', of: 'execution' };
  if (/^(?:自评|评价|绩效自评|综合)(?:总)?(?:得分|评分|总分|分数|分)(?:（分）)?$/.test(bare))
    return { is: 'rate', of: 'score' };
  if (/(?:自评|评价|绩效)(?:等级|等次)$|^等级$|^等次$/.test(bare)) return { is: 'rate', of: 'grade' };
  if (/^(?:年度|年初|预期|全年)?(?:指标值|目标值|绩效目标值)$|^年度目标值$|^预期指标值$|^预期值$/.test(bare))
    return { is: 'rate', of: 'target' };
  if (/完成值$|^实际值$|^实际完成(?:情况)?$|^完成情况$/.test(bare)) return { is: 'rate', of: 'actual' };
  if (/^(?:分值|权重|得分|满分)(?:（分）)?$/.test(bare)) return { is: 'rate', of: 'weight' };
  if (/^(?:性质|指标性质|符号)$/.test(bare)) return { is: 'rate', of: 'sign' };
  if (/率$|比例|占比|规模|面积|增减|减少|下降|增长|变动|差[额异]|比上年/.test(bare)) return { is: 'none' };
  if (/^全年$/.test(bare)) return { is: 'money', concept: null, aspect: 'adjusted', year: when, total: false };
  const { tokens, unknown } = readWords(bare);
  const concepts = tokens.filter((t) => t.is === 'concept').filter((t) => t.concept !== 'total');
  const concept = narrowest(concepts) ?? concepts.at(-1);
  const aspects = tokens.filter((t) => t.is === 'aspect').map((t) => (t.is === 'aspect' ? t.aspect : 'final'));
  const own = concept ?? null;
  if (own?.aspect) aspects.unshift(own.aspect);
  const aspect: Aspect | null = aspects.includes('adjusted')
    ? 'adjusted'
    : /决算|执行|实际/.test(bare)
      ? 'final'
      : (aspects.at(-1) ?? null);
  const total =
    /^(?:合计|总计|小计|年度资金总额|资金总额|年度总额|总额)$/.test(bare) || /年度资金总额|部门整体支出/.test(bare);
  if (unknown.length > 2 || (unknown.length > 0 && !own) || tokens.some((t) => t.is === 'named'))
    return total ? { is: 'money', concept: null, aspect: null, year: when, total } : { is: 'none' };
  if (!own && aspect === null && !total) return { is: 'none' };
  if (own && (own.concept === 'foreign' || own.concept === 'function' || own.concept === 'both')) return { is: 'none' };
  return {
    is: 'money',
    concept: own?.concept ?? null,
    aspect: total && /预算调整/.test(bare) ? null : aspect,
    year: when,
    total,
    unit: unitNote(raw),
    current: /^(?:当年|本年)结[转余]/.test(bare),
  };
}
