// Rules about what a report must say and must not contradict (C103, C120–C129) over facts: rows.
import type { FactBook } from '../book.ts';
import type { StatedFact } from '../fact.ts';
import { compare, exact, isZero, sub } from '../number/exact.ts';
import { exactFact, percent, slotOf } from './amounts.ts';
import type { FactRule, Hit } from './rule.ts';
import { entriesOf, gramsOf, share } from './words.ts';

const slot = ({ key, period, scope, item }: StatedFact) => ({ key, period, scope, item });
const short = (text: string): string => {
  const first = text.split(/[。；\n]/)[0] ?? text;
  return first.length > 24 ? `${first.slice(0, 24)}…` : first;
};

export const CAUSE = /原因|由于|因为|源于|根源|导致|造成|致使|受.{1,20}影响|主要是|系.{0,12}所致|在于|(?:^|[，,])因/;
const CONCRETE = /\d|百分之|[一二三四五六七八九十百千]+[个项次户人家万成]|《/;
/** Who does it, and until when. */
const OWNER =
  /牵头|责任(?:人|科室|股室|部门|单位|处室|到人)|负责|由[\u4e00-\u9fff]{2,14}(?:科|股|室|处|中心|办|局|所|站|部|队)|(?:办公室|[\u4e00-\u9fff]{1,6}(?:科|股|室|处))(?:会同|组织|每|于|在|将|要|统筹|定期)/;
const WHEN =
  /20\d\d年|\d{1,2}月|[一二三四上下]季度|季度(?:末|初)|年底|年末|年内|上半年|下半年|月底|每[年季月周旬]|[按逐]月|按季|前完成|之?前(?:完成|落实|到位)|期限|时限|\d+个?(?:工作日|天|个月)内/;
const SLOW =
  /(?:进度|支出|执行)[^，。；、]{0,8}(?:偏慢|较慢|缓慢|滞后|较低|偏低|不高)|(?:结转|结余|存量资金)[^，。；、]{0,8}(?:较大|偏大|过大|较多|偏高)/;

/** How many characters two names differ by, for names of equal length; otherwise far apart. */
const apart = (a: string, b: string): number =>
  a.length === b.length ? [...a].filter((c, i) => c !== b[i]).length : Number.POSITIVE_INFINITY;

/** What last year's evaluation found and how it was settled is no problem of this year. */
export const SETTLED = /^[（(]?[一二三四五]?[）)]?上(?:一)?年度?[^。\n]{0,24}(?:问题|整改|指出|发现)/;

/** The problems of this year's report. */
export const problemsOf = (book: FactBook): readonly StatedFact[] =>
  book.list('problems').filter((p) => !SETTLED.test(p.value));

export const CONTENT: readonly FactRule[] = [
  {
    id: 'C103',
    severity: 'W',
    inputs: ['subordinate_unit_names', 'staff_total'],
    message: '机构名称“{a}”与前文“{b}”不一致，请统一。',
    // 企业服务中心 against 管理服务中心: the same length and ending, two characters apart.
    find: ({ book }) => {
      const names = book.every('subordinate_unit_names').find((f) => f.scope === null);
      if (!names) return [];
      const listed = names.value.split(/[、，,；;和\s]|\d[、.]/).filter((n) => n.length >= 5);
      const scopes = new Set(['staff_total', 'staff_in_post'].flatMap((k) => [...book.scopes(k)]));
      return [...scopes].sort().flatMap((scope): Hit[] => {
        if (scope.length < 5 || listed.some((n) => n.includes(scope))) return [];
        const like = listed.map((n) => n.slice(-scope.length)).find((tail) => apart(tail, scope) <= 2);
        if (!like || like.slice(-2) !== scope.slice(-2)) return [];
        return [{ say: { a: scope, b: like }, facts: [slot(names)], ask: ['subordinate_unit_names'] }];
      });
    },
  },
  {
    id: 'C120',
    severity: 'E',
    inputs: ['problems'],
    always: true,
    message: '未分析存在的问题；如确无问题，也需说明依据。',
    find: ({ book }) => (problemsOf(book).length ? [] : [{ ask: ['problems'] }]),
  },
  {
    id: 'C121',
    severity: 'W',
    inputs: ['problems'],
    message: '问题“{p}”没有原因分析。',
    find: ({ book }) =>
      problemsOf(book)
        .filter((p) => !CAUSE.test(p.value))
        .map((p) => ({ say: { p: short(p.value) }, facts: [slot(p)], ask: ['problems'] })),
  },
  {
    id: 'C122',
    severity: 'W',
    inputs: ['problems'],
    message: '问题“{p}”较笼统，请结合具体指标或金额。',
    find: ({ book }) =>
      problemsOf(book)
        .filter((p) => !CONCRETE.test(p.value))
        .map((p) => ({ say: { p: short(p.value) }, facts: [slot(p)], ask: ['problems'] })),
  },
  {
    id: 'C124',
    severity: 'W',
    inputs: ['problems', 'measures'],
    message: '问题“{p}”{n}没有对应的改进措施（责任人、时限）。',
    // The measures as a whole are looked through: one paragraph may answer several problems.
    find: ({ book }) => {
      const [problems, measures] = [problemsOf(book), book.list('measures')];
      if (!problems.length) return [];
      if (!measures.length)
        return [{ say: { p: short(problems[0]!.value), n: '' }, facts: [slot(problems[0]!)], ask: ['measures'] }];
      const all = measures.map((m) => m.value).join('\n');
      const entries = measures.flatMap((m) => entriesOf(m.value));
      const grams = gramsOf(all);
      const unanswered = problems.filter((p) => {
        const own = gramsOf(p.value);
        return own.size >= 6 && share(own, grams) < 0.12 && entries.length < problems.length;
      });
      if (unanswered.length)
        return [
          {
            say: { p: short(unanswered[0]!.value), n: unanswered.length > 1 ? `等${unanswered.length}项` : '' },
            facts: unanswered.map(slot),
            ask: ['measures'],
          },
        ];
      const what = OWNER.test(all)
        ? WHEN.test(all)
          ? null
          : '完成时限'
        : WHEN.test(all)
          ? '责任单位（人）'
          : '责任单位（人）和完成时限';
      return what
        ? [
            {
              message: '改进措施没有写明{what}，请逐条补充。',
              say: { what },
              facts: [slot(measures[0]!)],
              ask: ['measures'],
            },
          ]
        : [];
    },
  },
  {
    id: 'C125',
    severity: 'W',
    inputs: ['measures', 'problems', 'execution_rate_full_year', 'execution_rate', 'carryover_end'],
    message: '问题或措施中“{x}”与执行率{r}%、{c}不符，请核对。',
    find: (scene) => {
      const rate = scene.figure('execution_rate_full_year')?.value ?? exactFact(scene, 'execution_rate')?.amount;
      if (!rate || compare(rate, exact(99n)) < 0) return [];
      const end = exactFact(scene, 'carryover_end');
      const [income, spent] = ['final_income_total', 'final_expenditure_total'].map((k) => exactFact(scene, k));
      const even = income && spent && isZero(sub(income.amount, spent.amount));
      if (end ? !isZero(end.amount) : !even) return [];
      return ['problems', 'measures'].flatMap((key) =>
        scene.book.list(key).flatMap((f): Hit[] => {
          const x = SLOW.exec(f.value)?.[0];
          const c = end ? '年末无结转结余' : '收支相抵';
          return x
            ? [
                {
                  say: { x, r: percent(rate, scene.profile), c },
                  facts: [slot(f), ...(end ? [slotOf(end)] : [])],
                  ask: [key],
                },
              ]
            : [];
        }),
      );
    },
  },
  {
    id: 'C127',
    severity: 'E',
    inputs: ['application_items'],
    always: true,
    message: '未说明自评结果如何应用。',
    find: ({ book }) => (book.list('application_items').length ? [] : [{ ask: ['application_items'] }]),
  },
  {
    id: 'C128',
    severity: 'W',
    inputs: ['disclosure_channel', 'disclosure_date', 'disclosure_url', 'disclosure_exempt_reason'],
    always: true,
    message: '未说明公开{what}；不宜公开的请写明依据。',
    find: ({ book }) => {
      if (book.get('disclosure_exempt_reason')) return [];
      const channel = book.get('disclosure_channel') ?? book.get('disclosure_url');
      const date = book.get('disclosure_date');
      if (channel && date) return [];
      const what = channel ? '时间' : date ? '渠道' : '渠道和时间';
      return [
        {
          say: { what },
          ask: [...(channel ? [] : ['disclosure_channel']), ...(date ? [] : ['disclosure_date'])],
        },
      ];
    },
  },
  {
    id: 'C129',
    severity: 'I',
    inputs: ['last_year_issues'],
    message: '请补充上年度自评问题整改情况。',
    find: ({ book, profile }) =>
      profile.outline.some((s) => s.requires.includes('last_year_issues')) && !book.list('last_year_issues').length
        ? [{ ask: ['last_year_issues'] }]
        : [],
  },
];
