// How the unit manages: rules it made, the group that evaluates, monitoring, projects evaluated, last year's faults and the
// reasons it gives for changes. Laws and other offices' rules are not the unit's own.
import type { Ledger } from './ledger.ts';
import type { Reading, Sentence } from './reading.ts';

const TITLE = /《([^《》\n]{4,60}?(?:制度|办法|细则|规定|规程|规范|流程|手册|方案|规则|守则|指引))》/g;
/** 根据《…》、《…》: named as an authority, with no word of making since. */
const QUOTED = /(?:根据|按照|依据|依照|遵照)(?:(?!制定|修订|出台|完善|印发|建立)[^。；])*$/;
const ANY_TITLE = /《[^《》\n]{1,60}》/g;
const MADE = /制定|出台|修订|印发|建立|完善|健全|执行|制订|遵循|落实|编制|形成|实行/;
const FOREIGN =
  /中华人民共和国|国务院|财政部|省财政|市财政局|县财政局|区财政局|人民政府关于|中央八项|预算法|会计法|采购法/;
const GROUP =
  /(?:成立|组建|设立)(?:了)?(?:以|由)?[^。；]{0,40}?(?:领导小组|工作小组|工作组|评价小组|工作专班|自评小组)[^，。；]{0,30}/;
const MONITOR = /(?:“?双监控”?|绩效运行监控|绩效监控|运行监控|跟踪监控|执行监控)/;
const FOUND = /(?:监控|监测)[^。]{0,40}(?:发现|存在|偏离|偏差|滞后)/;
const LAST_YEAR =
  /(?:上一?年度?|去年|以前年度|((?:19|20)\d{2})年度?)[^。；]{0,16}(?:绩效)?(?:自评|评价|绩效评价)[^。；]{0,16}(?:问题|意见|建议)[^。]*(?:整改|落实|完善|解决|改进)/;

export function mineManagement(r: Reading, ledger: Ledger): void {
  let rules = 0;
  let findings = 0;
  let issues = 0;
  const seen = new Set<string>();
  const text = (key: string, s: Sentence, item: number | null = null) => {
    const lead = s.text.length - s.text.trimStart().length;
    const value = s.text.trim();
    const start = s.start + lead;
    ledger.add({
      key,
      period: r.period,
      item: item === null ? null : String(item),
      value,
      start,
      end: start + value.length,
      confidence: 'medium',
      rank: 1,
    });
  };
  for (const s of r.sentences) {
    if (s.text.includes('《') && MADE.test(s.text))
      for (const m of s.text.matchAll(TITLE)) {
        const named = m[1]!;
        if (FOREIGN.test(named) || seen.has(named)) continue;
        if (QUOTED.test(s.text.slice(0, m.index).replace(ANY_TITLE, ''))) continue;
        if (
          /^关于|绩效自评|实施意见/.test(named) ||
          /^(?:（[^）]{0,12}(?:财|国|中)[^）]{0,4}〔)/.test(s.text.slice(m.index + m[0].length))
        )
          continue;
        seen.add(named);
        const start = s.start + m.index;
        ledger.add({
          key: 'management_rules',
          period: r.period,
          item: String(++rules),
          value: m[0],
          start,
          end: start + m[0].length,
          confidence: 'medium',
        });
      }
    const group = /自评|绩效|评价/.test(s.text) ? GROUP.exec(s.text) : null;
    if (group)
      ledger.add({
        key: 'performance_group',
        period: r.period,
        value: group[0],
        start: s.start + group.index,
        end: s.start + group.index + group[0].length,
        confidence: 'medium',
        rank: 1,
      });
    if (MONITOR.test(s.text)) {
      if (FOUND.test(s.text) && !/未发现/.test(s.text)) text('monitoring_findings', s, ++findings);
      else if (/开展|实施|实行|进行|组织|完成|加强/.test(s.text) && !/下一步|将进一步|问题|不足|不够/.test(s.text))
        text('monitoring_done', s);
    }
    const last = LAST_YEAR.exec(s.text);
    if (last && (!last[1] || Number(last[1]) !== r.period) && !/下一步|改进措施/.test(s.text))
      text('last_year_issues', s, ++issues);
    evaluated(r, s, ledger);
    reason(r, s, ledger);
  }
}

/** 对18个项目开展绩效自评，涉及资金2400万元，覆盖率100%. */
function evaluated(r: Reading, s: Sentence, ledger: Ledger): void {
  if (!/自评/.test(s.text) || !/项目/.test(s.text)) return;
  let counted = false;
  for (const a of s.amounts) {
    if (a.value === null) continue;
    const lead = r.text.slice(Math.max(s.start, a.start - 40), a.start);
    const after = r.text.slice(a.end, a.end + 24);
    const place = {
      period: r.period,
      value: a.value,
      qualifier: a.qualifier,
      start: a.start - /[^，。；：]*$/.exec(lead)![0].length,
      end: a.end,
      confidence: 'medium' as const,
    };
    if (
      /^[个项]$/.test(a.unit) &&
      (/^(?:[^，。；]{0,10})?项目[^，。；]{0,16}(?:开展|进行|实施|组织)[^，。；]{0,10}自评/.test(after) ||
        /(?:开展|组织|完成)[^，。；]{0,14}自评(?:的)?(?:项目)?(?:共|共计|数量|数)?(?:为|有)?$/.test(lead) ||
        /自评(?:的)?项目(?:共|共计|数量|数)?(?:为|有|共)?$/.test(lead))
    ) {
      ledger.add({ key: 'projects_self_evaluated_count', ...place, unit: '个' });
      counted = true;
    } else if (counted && /元$/.test(a.unit) && /(?:涉及|资金|金额|预算)[^，。；]{0,10}$/.test(lead))
      ledger.add({ key: 'projects_self_evaluated_amount', ...place, unit: a.unit });
  }
}

const REASON = /(?:主要)?(?:原因)(?:一?是|为|：)+([^。\n]{6,200})|主要(?:是由于|是因为|是|系)([^。\n]{6,160})/;
/** Why 三公 changed, why little was spent, why the budget was adjusted. */
function reason(r: Reading, s: Sentence, ledger: Ledger): void {
  const m = REASON.exec(s.text);
  if (!m) return;
  const value = (m[1] ?? m[2])!.trim();
  const before = s.text.slice(0, m.index);
  const key = /三公/.test(before)
    ? 'three_public_change_reason'
    : /执行率/.test(before) && /低|未达|不高|偏慢|滞后|未完成|不足/.test(before)
      ? 'low_execution_reason'
      : /预算/.test(before) && /追加|调整|调增|追减|增减/.test(before) && !/较上年|比上年|同比/.test(before)
        ? 'budget_adjustment_reason'
        : null;
  if (!key) return;
  const start = s.start + m.index + m[0].indexOf(value);
  ledger.add({ key, period: r.period, value, start, end: start + value.length, confidence: 'medium', rank: 1 });
}
