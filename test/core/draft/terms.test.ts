import { describe, expect, it } from 'vitest';
import { termsOf, titlesIn } from '../../../src/core/draft/terms.ts';
import type { StatedFact } from '../../../src/core/fact.ts';

const fact = (key: string, value: string, extra: Partial<StatedFact> = {}): StatedFact => ({
  key,
  period: 2022,
  scope: null,
  item: null,
  label: null,
  qualifier: null,
  value,
  unit: '',
  ...extra,
});

describe('terms', () => {
  it('are the titles, document numbers, quoted words and codes of the sources', () => {
    const source = '按照《关于印发〈办法〉的通知》（岚财绩〔2023〕6 号）和《预算法》，开展“百场校招”，推进G60走廊。';
    expect(termsOf([source], [])).toEqual([
      '《关于印发〈办法〉的通知》',
      '《预算法》',
      '百场校招',
      '岚财绩〔2023〕6号',
      'G60',
    ]);
  });

  it('are the names and scopes of facts, and what their texts mention', () => {
    const facts = [
      fact('unit_name', '岚溪县市场监督管理局'),
      fact('staff_in_post', '5', { unit: '人', scope: '企业服务中心' }),
      fact('achievements', '落实《食品安全法》，打造“一站式”窗口。', { item: '1' }),
    ];
    expect(termsOf([], facts)).toEqual(['岚溪县市场监督管理局', '企业服务中心', '《食品安全法》', '一站式']);
  });

  it('come once each and are nothing where nothing is named', () => {
    expect(termsOf(['《预算法》《预算法》', '《预算法》'], [])).toEqual(['《预算法》']);
    expect(termsOf(['全年收入7910万元。', ''], [fact('budget_income_total', '7910', { unit: '万元' })])).toEqual([]);
  });

  it('take a title whole, with another title in it', () => {
    const text = '《关于转发《预算管理办法》的通知》和《办法》';
    expect(titlesIn(text).map((t) => t.text)).toEqual(['《关于转发《预算管理办法》的通知》', '《办法》']);
    for (const t of titlesIn(text)) expect(text.slice(t.start, t.end)).toBe(t.text);
  });
});
