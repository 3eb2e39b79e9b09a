// Rules that hold what was planned against what is reported (C080, C081, C126) over facts: rows.
import type { StatedFact } from '../fact.ts';
import { problemsOf } from './content.ts';
import type { FactRule, FactScene, Hit } from './rule.ts';
import { clipped, entriesOf, gramsOf, share } from './words.ts';

const RESULTS = [
  'achievements',
  'effect_social',
  'effect_economic',
  'effect_ecological',
  'effect_sustainable',
] as const;
const PLANS = ['tasks', 'annual_goal_text', 'performance_goal_text', 'duties'] as const;

const slot = ({ key, period, scope, item }: StatedFact) => ({ key, period, scope, item });

/** Fewer pairs of characters than this say too little about what a task is. */
const ENOUGH = 5;
/** Less than this of a task's words among the results: nothing there is about it. */
const FOUND = 0.2;
/** Results shorter than this are no account of a year. */
const ACCOUNT = 120;

interface Passage {
  fact: StatedFact;
  text: string;
}

const passages = (scene: FactScene, keys: readonly string[]): Passage[] =>
  keys.flatMap((key) =>
    scene.book.list(key).flatMap((fact) => {
      const entries = entriesOf(fact.value);
      return (entries.length ? entries : [fact.value]).map((text) => ({ fact, text }));
    }),
  );

const numbersOf = (text: string): string => (text.match(/\d+(?:\.\d+)?/g) ?? []).join(' ');

/** Pairs of characters two passages share, as a share of both. */
function alike(a: string, b: string): number {
  const [x, y] = [gramsOf(a), gramsOf(b)];
  if (!x.size || !y.size) return 0;
  return Math.min(share(x, y), share(y, x));
}

export const PLAN: readonly FactRule[] = [
  {
    id: 'C080',
    severity: 'W',
    inputs: ['tasks', 'achievements'],
    message: '年度任务“{t}”在履职完成情况中没有对应内容。',
    find: (scene) => {
      const results = passages(scene, RESULTS);
      const account = results.map((r) => r.text).join('\n');
      if (account.length < ACCOUNT) return [];
      const grams = gramsOf(account);
      return passages(scene, ['tasks']).flatMap(({ fact, text }): Hit[] => {
        const own = gramsOf(text);
        if (own.size < ENOUGH || share(own, grams) >= FOUND) return [];
        return [{ say: { t: clipped(text) }, facts: [slot(fact)], ask: ['achievements'] }];
      });
    },
  },
  {
    id: 'C081',
    severity: 'I',
    inputs: ['achievements', 'tasks'],
    message: '“{x}”未对应年度目标，确认是否为新增交办工作。',
    find: (scene) => {
      const tasks = passages(scene, ['tasks']);
      if (tasks.length < 2) return [];
      const grams = gramsOf(
        passages(scene, PLANS)
          .map((p) => p.text)
          .join('\n'),
      );
      return passages(scene, ['achievements']).flatMap(({ fact, text }): Hit[] => {
        const own = gramsOf(text);
        // Only the beginning says what the entry is about; the rest tells how.
        const lead = gramsOf(text.slice(0, 60));
        if (own.size < ENOUGH || lead.size < ENOUGH || share(lead, grams) >= 0.12) return [];
        return [{ say: { x: clipped(text) }, facts: [slot(fact)], ask: ['tasks'] }];
      });
    },
  },
  {
    id: 'C126',
    severity: 'W',
    inputs: ['problems', 'last_year_issues'],
    message: '该问题上年已提出，请说明整改进展：“{p}”。',
    find: (scene) => {
      const before = scene.book.list('problems', { period: scene.book.period - 1 });
      if (!before.length) return [];
      const settled = scene.book.list('last_year_issues').map((f) => gramsOf(f.value));
      return problemsOf(scene.book).flatMap((now): Hit[] => {
        const old = before.find(
          (b) =>
            b.value.trim() === now.value.trim() ||
            (alike(b.value, now.value) >= 0.9 && numbersOf(b.value) === numbersOf(now.value)),
        );
        if (!old) return [];
        const own = gramsOf(now.value);
        if (settled.some((s) => share(own, s) >= 0.3)) return [];
        return [{ say: { p: clipped(now.value) }, facts: [slot(now), slot(old)], ask: ['last_year_issues'] }];
      });
    },
  },
];
