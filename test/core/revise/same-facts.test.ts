import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphText, sectionText } from '../../../src/core/draft/section.ts';
import { masked, replyFaults } from '../../../src/core/revise/reply-lines.ts';
import { factFaults } from '../../../src/core/revise/same-facts.ts';
import { onlyTarget, putBack, scopeOfSpan } from '../../../src/core/revise/scope.ts';
import { newLines, paragraphsOf, sheetOf } from '../../../src/core/revise/sheet.ts';
import { paragraphs } from './scene.ts';

const TEXT = '2022年收入1260万元，较上年增加180万元；支出1250万元。执行《预算管理办法》，服务群众42人次。';
const faults = (after: string) => factFaults(TEXT, after).map((f) => `${f.code} ${f.words}`);

describe('whether a text says the same facts', () => {
  it.each([
    ['the same', TEXT],
    ['another order', '服务群众42人次，执行《预算管理办法》。2022年支出1250万元；收入1260万元，较上年增加180万元。'],
    [
      'other words',
      '2022年，收入为1260万元，较上年增加180万元，支出为1250万元。按《预算管理办法》执行，共服务群众42人次。',
    ],
  ])('accepts %s', (_, after) => {
    expect(faults(after)).toEqual([]);
  });

  it.each([
    ['another digit', TEXT.replace('1260', '1280'), 'lost 1260万元'],
    ['a number left out', TEXT.replace('，服务群众42人次', ''), 'lost 42人次'],
    ['a number put in', TEXT.replace('人次。', '人次，惠及三百余户。'), 'added 三百余户'],
    ['another unit', TEXT.replace('1250万元', '1250元'), 'lost 1250万元'],
    ['another year', TEXT.replace('2022年', '2021年'), 'lost 2022年'],
    ['a qualifier', TEXT.replace('42人次', '近42人次'), 'lost 42人次'],
    ['the other direction', TEXT.replace('增加', '减少'), 'direction 180万元'],
    [
      'numbers changed over',
      '2022年收入1250万元，较上年增加180万元；支出1260万元。执行《预算管理办法》，服务群众42人次。',
      'moved',
    ],
    ['another title', TEXT.replace('预算管理办法', '财务管理办法'), 'lost 《预算管理办法》'],
    ['a claim', TEXT.replace('支出1250', '全部完成支出1250'), 'claim 全部'],
    ['markup', `<b>${TEXT}</b>`, 'script <'],
  ])('refuses %s', (_, after, wanted) => {
    expect(faults(after).join('；')).toContain(wanted);
  });
});

describe('what a writer made of lines with slots', () => {
  const target = newLines(sheetOf(paragraphs('收入1260万元，支出1250万元。执行《预算管理办法》。'), []));
  const offered = { more: new Set(['N1']), names: [], known: '收入支出执行预算管理办法', mayGo: () => false };
  const read = (...lines: string[]) => {
    const made = replyFaults(
      target,
      lines.map((text, i) => ({ text, rests: [], begins: i === 0, style: 'body' })),
      offered,
    );
    return [...[...made.lines.values()].flat(), ...made.gone.flatMap((g) => g.slots.map((s) => `gone ${s}`))];
  };
  it('passes other words around every slot, and a fact that was offered', () => {
    expect(read('支出{{U2}}，收入{{U1}}。', '另有{{N1}}。', '按{{U3}}执行。')).toEqual([]);
  });
  it.each([
    ['a slot that is gone', ['收入{{U1}}。', '执行{{U3}}。'], 'gone U2'],
    ['a slot said twice', ['收入{{U1}}，{{U1}}，支出{{U2}}。', '执行{{U3}}。'], 'twice {{U1}}'],
    ['a slot nobody offered', ['收入{{U1}}，支出{{U2}}，{{U9}}。', '执行{{U3}}。'], 'unknown_slot U9'],
    ['a broken slot', ['收入{{U1}，支出{{U2}}。', '执行U3}}。'], 'broken_slot'],
    ['a number of its own', ['收入{{U1}}，支出{{U2}}，结余10万元。', '执行{{U3}}。'], 'own_quantity “10万元”'],
    ['a unit behind a slot', ['收入{{U1}}万元，支出{{U2}}。', '执行{{U3}}。'], 'edited_slot {{U1}}'],
    ['about before a slot', ['收入近{{U1}}，支出{{U2}}。', '执行{{U3}}。'], 'edited_slot {{U1}}'],
    ['an office nobody knows', ['收入{{U1}}，支出{{U2}}，由金澜区发展促进局验收。', '执行{{U3}}。'], 'unknown_name'],
  ])('names %s', (_, lines, wanted) => {
    expect(read(...lines).join('；')).toContain(wanted);
  });

  it('shows nothing of the text around that could be copied as a fact', () => {
    expect(masked('2022年收入1260万元，其中12个项目。')).not.toMatch(/\d/);
  });
});

describe('a target, cut out and put back', () => {
  const text = fc
    .array(
      fc.string({
        unit: fc.constantFrom('甲', '乙', '1', '2', '万', '元', '。', '，', '《', '》', '{', '（'),
        minLength: 1,
        maxLength: 12,
      }),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map((lines) => lines.join('\n'));

  it('is the same text wherever it is cut, and as a sheet of sentences and back', () => {
    fc.assert(
      fc.property(text, fc.nat(70), fc.nat(70), (t, a, b) => {
        const all = paragraphs(t);
        const size = sectionText(all).length;
        const [start, end] = [Math.min(a, b, size), Math.min(Math.max(a, b), size)];
        const scope = scopeOfSpan(all, start, end);
        expect(sectionText(scope.target)).toBe(sectionText(all).slice(start, end));
        const back = putBack(scope, scope.target);
        expect(sectionText(back)).toBe(sectionText(all));
        expect(onlyTarget(all, back, scope)).toBe(true);
        const sheet = sheetOf(all, ['甲乙']);
        const made = paragraphsOf(sheet, newLines(sheet), 'model');
        expect(made?.map(paragraphText)).toEqual(all.map(paragraphText));
        expect(made?.map((p) => p.origin)).toEqual(all.map((p) => p.origin));
      }),
    );
  });

  it('does not pass for the target when a character outside of it differs', () => {
    fc.assert(
      fc.property(text, fc.nat(70), (t, at) => {
        const all = paragraphs(`${t}\n丙丙丙`);
        const scope = scopeOfSpan(all, 0, Math.min(at, t.length));
        const put = putBack(scope, paragraphs('丁丁'));
        expect(onlyTarget(all, put, scope)).toBe(true);
        const spoilt = put.map((p, i) => (i === put.length - 1 ? { ...p, runs: [{ t: '丙丙乙' }] } : p));
        expect(onlyTarget(all, spoilt, scope)).toBe(false);
      }),
    );
  });
});
