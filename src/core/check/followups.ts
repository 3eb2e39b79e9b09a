// Rules over what the other rules found (C075, C123): they run last. A finding of theirs never causes another.
import { equals, HUNDRED } from '../number/exact.ts';
import { exactFact, slotOf } from './amounts.ts';
import { problemsOf } from './content.ts';
import type { Finding } from './finding.ts';
import type { FactScene, Hit } from './rule.ts';

export interface FollowUp {
  id: string;
  severity: Finding['severity'];
  inputs: readonly string[];
  always?: boolean;
  message: string;
  find(scene: FactScene, found: readonly Finding[]): Hit[];
}

/** Abnormal metrics that 存在的问题 must take up: the rule, how the metric is called there, words that mention it. */
export const ABNORMAL: readonly (readonly [string, string, RegExp])[] = [
  ['C031', '预算执行率', /执行率|执行(?:偏|进度)|支出进度/],
  ['C032', '预算执行率', /执行率|无预算|超预算/],
  ['C033', '预算追加', /追加|调整|预算编制|年初预算/],
  ['C034', '预算执行率', /执行率|执行(?:偏|进度|较)|支出进度|进度(?:较|偏|缓)?慢/],
  ['C036', '预算调整率', /调整|追加|预算编制/],
  ['C037', '超预算执行', /超预算|超支|执行/],
  ['C038', '结转结余', /结转|结余/],
  ['C039', '结转结余', /结转|结余|收回/],
  ['C041', '“三公”经费', /三公|公务|接待|用车/],
  ['C042', '“三公”经费', /三公|公务|接待|用车/],
  ['C043', '在职人员控制率', /编制|在职|超编|人员/],
  ['C044', '公用经费控制率', /公用经费|运行(?:经费|成本)/],
  ['C045', '政府采购执行率', /采购/],
  ['C046', '结转结余', /结转|结余|沉淀/],
  ['C064', '绩效指标完成情况', /指标|目标|未完成|未达/],
];

export const FOLLOW_UPS: readonly FollowUp[] = [
  {
    id: 'C075',
    severity: 'I',
    inputs: ['self_score'],
    message: '自评满分但存在{n}项未解释的异常，财政复核可能质疑。',
    find: (scene, found) => {
      const stated = exactFact(scene, 'self_score');
      const open = found.filter((f) => f.severity !== 'I');
      if (!stated || !equals(stated.amount, HUNDRED) || !open.length) return [];
      return [{ say: { n: String(open.length) }, facts: [slotOf(stated)], ask: ['self_score'] }];
    },
  },
  {
    id: 'C123',
    severity: 'W',
    inputs: ['problems'],
    message: '{metric}异常，但“存在问题”未提及。',
    find: (scene, found) => {
      const problems = problemsOf(scene.book).map((p) => p.value);
      // Without any problem C120 says so already.
      if (!problems.length) return [];
      const seen = new Set<string>();
      return ABNORMAL.flatMap(([rule, metric, words]): Hit[] => {
        const cause = found.find((f) => f.rule === rule);
        if (!cause || seen.has(metric) || problems.some((p) => words.test(p))) return [];
        seen.add(metric);
        return [{ say: { metric }, facts: cause.facts.slice(0, 1), ask: ['problems'] }];
      });
    },
  },
];
