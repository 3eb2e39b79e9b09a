// How much of the year's work was planned, done, done in time and done well, and what was assigned from above: counts only.
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';

interface Rule {
  key: string;
  before: RegExp;
  after: RegExp;
}

const TASK = '(?:重点|年度|主要|目标|工作)*(?:工作|任务|事项|工作任务|目标任务)';
const RULES: readonly Rule[] = [
  { key: 'key_tasks_completed', before: /(?:交办|督办|督查)[^。；]{0,30}(?:办结|完成|落实)(?:了)?$/, after: /./s },
  {
    key: 'key_tasks_assigned',
    before:
      /(?:上级|县委|市委|区委|政府)?[^。；]{0,12}(?:交办|督办|督查)(?:的)?(?:重点|重要)?(?:工作|任务|事项)?(?:共|共计|合计|有)?$/,
    after: /^(?:重点|重要|专项)?(?:工作|任务|事项|件)?/,
  },
  { key: 'tasks_on_time', before: /(?:按时|按期|及时|如期)(?:办结|完成)(?:了)?$/, after: /./s },
  { key: 'tasks_qualified', before: /(?:质量达标|验收合格|达标)(?:的)?(?:工作|任务)?(?:共|为|有)?$/, after: /./s },
  {
    key: 'tasks_planned',
    before: new RegExp(`(?:计划|确定|安排|下达|承担|制定|设定|列入)(?:了|完成)?(?:${TASK})?(?:共|共计|合计|为)?$`),
    after: new RegExp(`^(?:${TASK})?(?:，|。|；|$)`),
  },
  { key: 'tasks_planned', before: new RegExp(`${TASK}(?:共|共计|合计|为|计)$`), after: /^(?:，|。|；|$)/ },
  {
    key: 'tasks_completed',
    before: /(?:^|[，；、。])(?:其中)?(?:已|实际|全部|共|累计|均|全面)*(?:完成|办结)(?:了)?$/,
    after: new RegExp(`^(?:${TASK})?(?:，|。|；|（|$)`),
  },
];

export function mineWork(r: Reading, ledger: Ledger): void {
  for (const s of r.sentences) {
    if (!/任务|工作|交办|督办|事项/.test(s.text) || /项目|指标|满意/.test(s.text)) continue;
    let planned = false;
    for (const a of s.amounts) {
      if (a.value === null || a.value.includes('.') || !/^[项件个]$/.test(a.unit)) continue;
      const lead = r.text.slice(Math.max(s.start, a.start - 40), a.start);
      const after = r.text.slice(a.end, a.end + 16);
      const rule = RULES.find((x) => x.before.test(lead) && x.after.test(after));
      if (!rule) continue;
      if (/planned|assigned/.test(rule.key)) planned = true;
      else if (!planned) continue;
      ledger.add({
        key: rule.key,
        period: r.period,
        value: a.value,
        unit: '项',
        qualifier: a.qualifier,
        start: a.start - /[^，。；]*$/.exec(lead)![0].length,
        end: a.end,
        confidence: 'medium',
      });
    }
  }
}
