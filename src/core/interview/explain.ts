// Answers to questions back about one fact: what it means, where it is found, why it is asked for, in which unit, who knows, how to
// answer, what it was last year. Words are computed from the catalogue, the profile and the formulas.
import type { FactBook } from '../book.ts';
import { definitionOf, labelOf } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import type { Operand } from '../figure/formula.ts';
import { FORMULAS } from '../figure/formulas.ts';
import type { Profile } from '../profile.ts';
import { GLOSSES } from './gloss.ts';
import type { Explained } from './intent.ts';
import { questionAbout } from './next-question.ts';

/** Chinese, fit to show. `why` is the finding's message when a check asks. */
export function explain(
  about: Explained,
  key: string,
  profile: Profile,
  book: FactBook,
  reason: string | null,
): string {
  const d = definitionOf(key);
  if (!d) return `没有名为“${key}”的数据项。`;
  const q = questionAbout(key, profile, book);
  const last = q.hint ? `${q.hint}。` : '';
  switch (about) {
    case 'meaning':
      return `${d.label}：${GLOSSES[key] ?? `在“${d.document}”里查到的${d.label}。`}${unitWords(q.unit)}可在${d.document}里找到。`;
    case 'where':
      return `${d.label}在${d.document}里，一般由${d.supplier}提供。${last}`;
    case 'who':
      return `${d.label}一般由${d.supplier}提供，依据是${d.document}。说“给${d.supplier}的清单”可以导出要他们填的内容。`;
    case 'why':
      return whyAsked(d, profile, reason);
    case 'unit':
      return q.unit === ''
        ? `${d.label}不用填单位${d.choices ? `，从${d.choices.join('、')}里选一个` : ''}。`
        : d.kind === 'money'
          ? `${d.label}以${q.unit}为单位；也可以写元或亿元，把单位一起写上就行。${last}`
          : `${d.label}的单位是“${q.unit}”。${last}`;
    case 'how':
      return `${d.label}：${howTo(d, q.unit)}${GLOSSES[key] ? `这里指${GLOSSES[key]}` : ''}${last}`;
    case 'last-year':
      return last || `没有登记${book.period - 1}年的${d.label}。`;
  }
}

const unitWords = (unit: string): string => (unit === '' ? '' : `以“${unit}”为单位。`);

function howTo(d: FactDefinition, unit: string): string {
  if (d.choices) return `请从${d.choices.join('、')}里选一个。`;
  if (d.many) return '请逐条写，每条一行；没有的回答“无”。';
  switch (d.kind) {
    case 'money':
      return `请写数和单位，如“1260.5${unit}”；没有发生的回答“无”。`;
    case 'count':
      return `请写数，如“14${unit}”；没有的回答“无”。`;
    case 'percent':
      return '请写百分数，如“96.5%”。';
    case 'score':
      return '请写分数，如“96.5分”。';
    case 'year':
      return '请写四位年份，如“2023”。';
    case 'date':
      return '请写年月日，如“2023年12月15日”。';
    default:
      return '请用一句话写明。';
  }
}

/** The sections that need it and the figures that are computed from it. */
function whyAsked(d: FactDefinition, profile: Profile, reason: string | null): string {
  const sections = profile.outline.filter((s) => s.requires.includes(d.key)).map((s) => `“${s.title}”`);
  const figures = [...new Set(FORMULAS.filter((f) => f.of.some((o) => usesKey(o, d.key))).map((f) => f.label))];
  const uses = [
    sections.length ? `写${sections.slice(0, 3).join('、')}要用到它` : '',
    figures.length ? `${figures.slice(0, 3).join('、')}要用它来计算` : '',
  ].filter((x) => x !== '');
  const lead = reason ? `核对时发现：${reason}` : '';
  if (!uses.length) return lead || `${labelOf(d.key)}用来核对报告里的其他数。不方便提供的可以说“跳过”。`;
  return `${lead}${lead && !/[。！？]$/.test(lead) ? '。' : ''}${uses.join('；')}。缺少时报告里会标为【待补】，不会用别的数代替。`;
}

function usesKey(o: Operand, key: string): boolean {
  if (typeof o === 'string') return o === key;
  return Object.values(o).some((v) =>
    Array.isArray(v) ? v.some((x) => usesKey(x as Operand, key)) : v === key && typeof v === 'string',
  );
}
