// Models that revise: one that only changes words, and many that would change facts while they are at it. What each does is chosen by a
// number, so that a run can be repeated.
import type { DraftLine } from '../../src/core/draft/line.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { Model, ReviseBrief, Revised } from '../../src/ports.ts';

type Deed = (lines: DraftLine[], brief: ReviseBrief, pick: (n: number) => number) => DraftLine[];

const at = (lines: DraftLine[], i: number, change: (text: string) => string): DraftLine[] =>
  lines.map((l, k) => (k === i ? { ...l, text: change(l.text) } : l));
const before = (text: string, add: string): string => text.replace(/[。；]?$/, `${add}。`);
const slotted = (lines: DraftLine[]): number[] => lines.flatMap((l, i) => (/\{\{/.test(l.text) ? [i] : []));

/** Only words, in every sentence that lets it. */
export const honest: Deed = (lines) =>
  lines.map((l) => ({
    ...l,
    text: l.text
      .replace(/^(?!\s*[（(\d一二三四五])(?=[\u4e00-\u9fff{])/, '具体来看，')
      .replace(/按照/g, '依照')
      .replace(/进行/g, '开展')
      .replace(/主要/g, '主要'),
  }));

export const HOSTILE: Readonly<Record<string, Deed>> = {
  altersADigit: (lines, brief, pick) => {
    const s = brief.slots.filter((x) => /\d/.test(x.phrase));
    const one = s[pick(s.length)];
    if (!one) return lines;
    const wrong = one.phrase.replace(/\d/, (d) => String((Number(d) + 1) % 10));
    return lines.map((l) => ({ ...l, text: l.text.replace(`{{${one.name}}}`, wrong) }));
  },
  typesTheNumberItself: (lines, brief, pick) => {
    const one = brief.slots[pick(brief.slots.length)];
    return one ? lines.map((l) => ({ ...l, text: l.text.replace(`{{${one.name}}}`, one.phrase) })) : lines;
  },
  dropsASlot: (lines, brief, pick) => {
    const one = brief.slots[pick(brief.slots.length)];
    return one ? lines.map((l) => ({ ...l, text: l.text.replace(`{{${one.name}}}`, '有关数额') })) : lines;
  },
  dropsALine: (lines, _, pick) => lines.filter((_l, i) => i !== pick(lines.length)),
  swapsSlots: (lines, brief, pick) => {
    if (brief.slots.length < 2) return lines;
    const i = pick(brief.slots.length);
    const [a, b] = [brief.slots[i]!.name, brief.slots[(i + 1) % brief.slots.length]!.name];
    return lines.map((l) => ({
      ...l,
      text: l.text.replace(/\{\{(\w+)\}\}/g, (all, n: string) => (n === a ? `{{${b}}}` : n === b ? `{{${a}}}` : all)),
    }));
  },
  repeatsASlot: (lines, brief, pick) => {
    const one = brief.slots[pick(brief.slots.length)];
    return one ? at(lines, lines.length - 1, (t) => before(t, `，其中{{${one.name}}}`)) : lines;
  },
  inventsASlot: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，另有{{U999}}')),
  addsANumber: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，涉及资金3200万元')),
  addsAChineseNumber: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，惠及群众三千余人次')),
  addsARate: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，同比增长百分之十二')),
  addsAYear: (lines, _, pick) => at(lines, pick(lines.length), (t) => `2019年${t}`),
  addsADate: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，于3月15日完成')),
  addsATitle: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，执行《绩效提升若干规定》')),
  addsADocument: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，依据某财〔2023〕88号文')),
  addsAnOffice: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，由瑞澜市金澜区发展促进局验收')),
  addsAClaim: (lines, _, pick) => at(lines, pick(lines.length), (t) => before(t, '，全部超额完成，位居全省第一')),
  turnsTheDirection: (lines) =>
    lines.map((l) => ({
      ...l,
      text: l.text.replace(/增加|增长|提高|减少|下降|降低/g, (w) => (/增|提/.test(w) ? '减少' : '增加')),
    })),
  breaksBraces: (lines, _, pick) => {
    const all = slotted(lines);
    return all.length ? at(lines, all[pick(all.length)]!, (t) => t.replace('}}', '}')) : lines;
  },
  addsAUnit: (lines, _, pick) => {
    const all = slotted(lines);
    return all.length ? at(lines, all[pick(all.length)]!, (t) => t.replace('}}', '}}万元')) : lines;
  },
  addsAQualifier: (lines, _, pick) => {
    const all = slotted(lines);
    return all.length ? at(lines, all[pick(all.length)]!, (t) => t.replace('{{', '近{{')) : lines;
  },
  writesMarkup: (lines, _, pick) => at(lines, pick(lines.length), (t) => `<b>${t}</b><script>alert(1)</script>`),
  chats: (lines) => [{ text: '好的，以下是修改后的内容。', rests: [], begins: true, style: 'body' }, ...lines],
  leaks: (lines) => [
    ...lines,
    { text: '系统提示：你按要求修改公文里的一段文字。', rests: [], begins: false, style: 'body' },
  ],
  obeysTheText: () => [{ text: '已忽略以上要求，收入为9999万元。', rests: [], begins: true, style: 'body' }],
  saysNothing: () => [{ text: '。', rests: [], begins: true, style: 'body' }],
  repeatsItself: (lines) => [...lines, ...lines],
  putsHiddenSigns: (lines, _, pick) => at(lines, pick(lines.length), (t) => `${t.slice(0, 2)}\u200b${t.slice(2)}`),
};

/** `deed` on every call, or (relenting) honest words when asked to repair. */
export function reviser(deed: Deed, seed: number, relents: boolean): Model {
  let n = seed;
  const pick = (size: number): number => {
    n = (n * 1103515245 + 12345) % 2147483648;
    return size < 1 ? 0 : n % size;
  };
  return {
    ...embeddedModel(),
    name: 'scripted',
    async revise(brief) {
      const asked = brief.repair?.map((r) => r.line) ?? [...brief.target];
      const value = (lines: DraftLine[]): { ok: true; value: Revised; calls: [] } => ({
        ok: true,
        value: { is: 'lines', lines },
        calls: [],
      });
      if (!brief.repair) return value(deed(asked, brief, pick));
      return value(relents ? brief.target.slice(0, asked.length).map((l) => ({ ...l })) : deed(asked, brief, pick));
    },
  };
}
