// How many projects a unit answers for, and how many of them are done, under way or being prepared.
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';
import { type Subjects, subjectScope } from './scope.ts';

const ANSWERED =
  /(?:列入|纳入|承担|实施|实行|编报|共有|安排|申报|推进|自评|绩效|评价|涉及)[^。；]{0,40}?项目(?:支出)?(?:绩效)?(?:自评)?(?:总数|数量|个数|总量|数)?(?:有|共有|共计|合计|共|为|计|：)*$|项目(?:支出)?绩效自评(?:项目)?(?:共)?$/;
const OTHERS =
  /签约|引进|引资|招商|亿元|低效|第三方|复核|新增|储备|常年|阶段性|执行率|评级|等级|“优”|“良”|目标$|绩效目标\d*$|企业|核减|抽取|抽查|压减|投资|入库|采购/;
const DONE =
  /^(?:项目)?(?:（[^）]{0,30}）)?(?:均|全部|全面|已经|已|按计划|按期|如期|当年|年内|于.{0,8})*(?:完工|竣工|建成|完成|投产|验收|交付|办结)/;
const DONE_BEFORE = /(?:^|[，、；：])(?:其中)?(?:已经|已|全部|按期|均|年内)*(?:完工|竣工|完成|建成)(?:项目)?$/;
const GOING = /^(?:项目)?(?:（[^）]{0,30}）)?[^，。；]{0,10}(?:顺利推进|推进|在建|建设|实施|跨年|结转|施工|正在)/;
const GOING_BEFORE = /(?:在建|跨年度?在建|正在实施|实施中|推进中|续建|正在推进)(?:项目)?$/;
const EARLY = /^(?:项目)?(?:（[^）]{0,30}）)?[^，。；]{0,14}(?:前期|报建|论证|筹备|立项|准备阶段)/;
const EARLY_BEFORE = /(?:前期(?:准备|工作)?|开展前期)(?:项目)?$/;
const NOT_STARTED_BEFORE = /(?:尚|暂)?未(?:开工|启动|实施)(?:的)?(?:项目)?$/;
const NOT_STARTED = /^(?:项目)?(?:尚)?未开工|^(?:项目)?未实施/;

export function mineProjects(r: Reading, who: Subjects, ledger: Ledger): void {
  let paragraph = -1;
  let total = false;
  for (const s of r.sentences) {
    if (!s.text.includes('项目') && s.paragraph !== paragraph) continue;
    if (s.paragraph !== paragraph) [paragraph, total] = [s.paragraph, false];
    let from = s.start;
    for (const a of s.amounts) {
      const since = r.text.slice(from, a.start);
      from = a.end;
      if (a.value === null || a.value.includes('.') || !(a.unit === '个' || a.unit === '项' || a.unit === '')) {
        if (total && a.unit === '%' && a.value !== null && /(?:完工|竣工|项目完成)率(?:为|达|达到|约)?$/.test(since))
          ledger.add({
            key: 'project_completion_rate_stated',
            period: r.period,
            value: a.value,
            unit: '%',
            qualifier: a.qualifier,
            start: a.start - 3,
            end: a.end,
          });
        continue;
      }
      const lead = r.text.slice(s.start, a.start);
      const clause = /[^；。]*$/.exec(lead)![0].slice(-90);
      const near = /[^，；。：、]*$/.exec(lead)![0];
      const after = /^[^，。；]*/.exec(r.text.slice(a.end, Math.min(s.end, a.end + 40)))![0];
      const base = { period: r.period, value: a.value, unit: '个', qualifier: a.qualifier };
      const start = a.start - near.length;
      if (/(?:签约|引进|招商)/.test(near) || /（含$/.test(lead)) continue;
      const state =
        NOT_STARTED.test(after) || NOT_STARTED_BEFORE.test(near)
          ? 'projects_not_started'
          : EARLY.test(after) || EARLY_BEFORE.test(near)
            ? 'projects_preparing'
            : DONE.test(after) || DONE_BEFORE.test(`，${near}`)
              ? 'projects_completed'
              : GOING.test(after) || GOING_BEFORE.test(near)
                ? 'projects_ongoing'
                : null;
      const counted = ANSWERED.test(clause) && !OTHERS.test(near.slice(-30)) && (a.unit === '个' || a.unit === '项');
      const evaluated =
        /(?:^|[对和及与有共织])$/.test(near) &&
        /^项目[^，。；]{0,12}(?:自评|绩效评价|评价)/.test(after) &&
        !OTHERS.test(near.slice(-30));
      const led = /^项目/.test(after) && /(?:列入|纳入).{0,16}(?:计划|管理|预算|自评)/.test(after) && !state;
      // 局机关项目7个、水务所项目5个
      if (total && !state && /项目$/.test(near) && a.unit === '个') {
        const scope = subjectScope(near.replace(/^其中/, '').replace(/(?:负责|承担|实施)?项目$/, ''), who);
        if (scope) {
          ledger.add({ key: 'projects_total', ...base, scope, start, end: a.end });
          continue;
        }
      }
      if ((counted && !DONE.test(after)) || evaluated || led) {
        if ((/^的|^（/.test(after) && /等级|“/.test(after)) || /^（由/.test(after)) continue;
        ledger.add({
          key: 'projects_total',
          ...base,
          start,
          end: a.end + (evaluated || led ? 2 : 0),
          rank: /其中/.test(near) ? 2 : 0,
        });
        if (!/其中/.test(near)) total = true;
        continue;
      }
      // 其中：局机关21个项目、河道管理所9个项目 — shares of the total.
      if (total && /^项目(?:$|、|，)/.test(after.slice(0, 3)) && !state) {
        const scope = subjectScope(near, who);
        if (scope) ledger.add({ key: 'projects_total', ...base, scope, start, end: a.end + 2 });
        continue;
      }
      const explicit = /^项目/.test(after) && a.unit === '个' && !OTHERS.test(near);
      if (
        state &&
        (total || (explicit && !/^(?:项目)?.{0,2}(?:绩效|预算)/.test(after))) &&
        !/未完成|任务|指标|目标(?!项目)/.test(near) &&
        a.unit !== '项'
      ) {
        const rest = (
          state === 'projects_completed'
            ? DONE
            : state === 'projects_ongoing'
              ? GOING
              : state === 'projects_preparing'
                ? EARLY
                : NOT_STARTED
        ).exec(after);
        ledger.add({
          key: state,
          ...base,
          start,
          end: a.end + (rest ? Math.max(rest[0].length, after.length < 24 ? after.length : 0) : 0),
          rank: total ? 0 : 1,
          confidence: total ? 'high' : 'medium',
        });
      }
    }
  }
  // Parts without any total are another count (rooms built, units trained), not the unit's projects.
  if (!ledger.has('projects_total', r.period))
    ledger.remove((e) => /^projects_(?:completed|ongoing|preparing|not_started)$/.test(e.key) && e.rank > 0);
}
