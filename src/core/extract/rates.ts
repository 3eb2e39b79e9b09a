// Rates, scores and grades that a text states: execution of the whole unit's expenditure, satisfaction (planned, measured), self-evaluation.
import type { Ledger } from './ledger.ts';
import { yearNamed } from './period.ts';
import type { Reading, Sentence } from './reading.ts';

export function mineRates(r: Reading, ledger: Ledger): void {
  let announced = false;
  for (const s of r.sentences) {
    if (!r.region && /执行率|支出率|完成|进度|占/.test(s.text)) execution(r, s, ledger);
    const below = s.sections.at(-1) === 'satisfaction' && s.text.length < 24;
    if (/满意/.test(s.text) || ((announced || below) && /目标|实际|完成/.test(s.text)))
      satisfaction(r, s, (announced || below) && !/满意/.test(s.text), ledger);
    // A line that is only a name (社会公众满意度) announces the values in the lines below it.
    announced =
      s.amounts.length === 0 ? /满意度[：]?$/.test(s.text) && s.text.length < 30 : announced && s.text.length < 24;
    if (/分/.test(s.text)) score(r, s, ledger);
    if (/等级|等次|评定|评为|定为|结果|分，[为优良中差]/.test(s.text)) grade(r, s, ledger);
  }
}

const NAMED_PROJECT =
  /(?:(?:[\p{Script=Han}）”]{2,}|[该此])(?:项目|工程|专项)|[\p{Script=Han}]{4,}(?:经费|资金|补助))(?:（[^）]*）)?(?:年初|全年)?(?:预算|调整|总投资|合同|到位|执行|支出|安排)/u;

const NOT_SPENT =
  /(?:结转|结余|追加|调增|调减|收回|未执行|未支付|未支出)[^，；。\d]{0,12}[\d.,]+[万亿]?元[，（(]?(?:约)?占[^，；。\d]{0,12}$/;

function execution(r: Reading, s: Sentence, ledger: Ledger): void {
  let from = s.start;
  let said = 0;
  const title = s.under.at(-1) ?? '';
  const projectSection = s.sections.at(-1) === 'projects' || r.projectsOnly;
  const three = s.sections.at(-1) === 'three-public' || s.sections.at(-1) === 'procurement' || /三公|采购/.test(title);
  for (const a of s.amounts) {
    const lead = r.text.slice(from, a.start);
    from = a.end;
    if (a.unit !== '%' || a.value === null || a.range) continue;
    const sentence = r.text.slice(s.start, a.start);
    const clean = lead.replace(/（[^（）]{0,60}）/g, '');
    const tail = clean
      .split(/[，；。：、（）]/)
      .at(-1)!
      .trim();
    const clause = /[^；。]*$/.exec(sentence)![0];
    const near = clause.slice(-80).replace(/(?:基本|项目)支出(?=[\d.,]+[万亿]?元)/g, '');
    let rank = -1;
    if (
      /(?:预算|支出|资金|部门|全年|总|整体)?(?:预算)?(?:(?:支出|执行)(?:执行)?率|(?:支出|执行)进度)(?:为|达到|达|是|约|：|仅)?$/.test(
        tail,
      ) &&
      /执行率|支出率|进度/.test(tail)
    )
      rank = 0;
    else if (/(?:完成|占|为)(?:全年|调整后?|年度|调整)(?:（调整）)?(?:的)?预算数?的$/.test(tail)) rank = 1;
    else if (/(?:完成|占|为)年初(?:的)?预算数?的$|按年初预算口径(?:计算)?为?$/.test(tail)) rank = 3;
    if (rank < 0) continue;
    if (
      /季度|上半年|\d月|月底|月末|序时|基本支出|项目(?!预算执行)|三公|采购|专项|经费|工程|资金支付|收入|采购执行/.test(
        tail,
      )
    )
      continue;
    if (
      projectSection ||
      three ||
      /“?三公”?|采购|政府基金|公务接待|公务用车|出国/.test(near.slice(-60)) ||
      NAMED_PROJECT.test(near)
    )
      continue;
    // 年末结转结余870万元，占全年预算数的6%: a share of the budget that was not spent, or was added.
    if (rank > 0 && NOT_SPENT.test(sentence.slice(-60))) continue;
    if (/（类）|（款）|（项）/.test(r.text.slice(Math.max(0, s.start - 40), a.start)) || classOf(clause)) continue;
    if (/财政拨款(?:本年)?支出/.test(clause) && rank >= 1) {
      ledger.add({
        key: 'execution_rate',
        period: r.period,
        value: a.value,
        unit: '%',
        qualifier: a.qualifier,
        start: a.start - tail.length,
        end: a.end,
        rank: rank + 3,
        label: 'fiscal',
        confidence: 'low',
      });
      continue;
    }
    const year = yearNamed(/[^。；]*$/.exec(sentence)![0], r.period);
    const period = year && !/(?:比|较|与)/.test(tail) ? year.year : r.period;
    // Whose rate: what the clauses since the last ； are about.
    const about = /[^；。]*$/.exec(sentence)![0].slice(0, -tail.length || undefined);
    const named = about.replace(/(?:基本|项目)支出(?=[\d.,]+[万亿]?元)/g, '');
    if (/^[^，]{0,16}(?:基本|项目)支出|^[^，]{0,16}(?:人员|公用)经费/.test(named.replace(/^.*其中[：:]?/, '')))
      continue;
    if (/\p{Script=Han}{2,}项目(?:自评|评价)?得分/u.test(about)) continue;
    const income = /收入/.test(named) && !/支出|支付|使用|执行/.test(named);
    const place = {
      value: a.value,
      unit: '%',
      qualifier: a.qualifier,
      start: a.start - tail.length,
      end: a.end,
      period,
    };
    if (income) ledger.add({ key: 'execution_rate_income', ...place, rank: 0 });
    ledger.add({
      key: 'execution_rate',
      ...place,
      // After the whole's rate a bare one is of the part named last.
      rank: (income ? 2 : rank === 0 || rank === 1 ? 0 : rank + 1) + (said++ > 0 && /^执行率/.test(tail) ? 2 : 0),
      confidence: rank === 0 ? 'high' : 'medium',
    });
  }
}

const classOf = (clause: string): boolean =>
  /(?:社会保障和就业|卫生健康|住房保障|节能环保|农林水|城乡社区|公共安全|教育|科学技术|一般公共服务|交通运输)支出/.test(
    clause,
  );

function satisfaction(r: Reading, s: Sentence, announced: boolean, ledger: Ledger): void {
  let from = s.start;
  let subject = announced;
  let first: string | null = null;
  let whom: string | null = null;
  for (const a of s.amounts) {
    const lead = r.text.slice(from, a.start);
    from = a.end;
    const before = r.text.slice(s.start, a.start);
    if (/满意/.test(lead)) subject = true;
    if (!subject || a.value === null) continue;
    if (a.unit === '份' || a.unit === '户' || a.unit === '家' || a.unit === '条') {
      if (/(?:发放|下发|派发)[^，。；]{0,10}(?:问卷|调查表)[^，。；]{0,4}$|样本量$/.test(lead))
        ledger.add({
          key: 'satisfaction_sample',
          period: r.period,
          value: a.value,
          unit: a.unit,
          qualifier: a.qualifier,
          start: a.start - 3,
          end: a.end,
          rank: 1,
        });
      continue;
    }
    if (a.unit !== '%') continue;
    const tail = lead.split(/[，；。]/).at(-1)!;
    const target =
      /目标|指标值|年度指标|预期|设定|计划值/.test(tail) ||
      (/目标|指标值|预期|设定/.test(lead) &&
        !/满意度?(?:实际|为|达)/.test(tail) &&
        !/实际|完成值|调查|测评/.test(tail));
    const goalAfter =
      /^(?:以上)?的?(?:年度|年初|预期|既定|设定)*(?:的)?(?:目标|预期|指标值)/.test(r.text.slice(a.end, a.end + 12)) &&
      /(?:高于|达到|低于|超过|未达到?|高出|超)\d*(?:\.\d+)?%?$/.test(
        tail.trim() + r.text.slice(a.start, a.end).replace(/以上$/, ''),
      );
    const measured = /实际|完成值?|调查|测评|结果|满意[度率](?:分别)?(?:为|达|达到|是)|综合满意|总体满意/.test(tail);
    if (!/满意/.test(tail) && !target && !goalAfter && !/实际|完成|测评|调查结果|得分/.test(tail)) continue;
    if (/增长|提高|提升|上升|下降|个百分点|占|回收率|参与率|知晓率|办结率|参保率/.test(tail.slice(-8))) continue;
    if (/分别(?:为|是|达)/.test(lead) || (/、$/.test(lead) && lead.trim() === '、')) continue;
    // A project's own beneficiaries are not the unit's.
    if (NAMED_PROJECT.test(before.split('；').at(-1)!)) continue;
    const atLeast =
      a.qualifier === '以上' ||
      a.qualifier === '不低于' ||
      /[≥>＞]\s*$/.test(lead) ||
      /^[≥>]/.test(r.text.slice(a.start, a.end));
    const goals = s.sections.some((x) => x === 'targets' || x === 'goals') && !s.sections.includes('output');
    const isTarget =
      goalAfter || (target && !(/实际/.test(tail) && !/目标/.test(tail)))
        ? true
        : goals && (atLeast || !measured)
          ? true
          : atLeast && !measured;
    const by = r.text.slice(a.end, a.end + 24);
    const foreign = /^（[^）]{0,16}(?:局|厅|部门|委)(?:测评|调查)/.test(by) && !/统计局|统计部门|第三方/.test(by);
    const overall = /综合|总体|整体|服务对象|社会公众/.test(tail);
    // 患者满意度93.7%，职工满意度91.2%: two things, not two versions of one.
    whom = /(\p{Script=Han}{2})(?:的)?(?:综合|总体)?满意/u.exec(lead)?.[1] ?? whom;
    const second = first !== null && whom !== null && whom !== first;
    first ??= whom;
    const clauseAt = /[^，；。：、（）]*$/.exec(lead)![0].length;
    ledger.add({
      key: isTarget ? 'satisfaction_target' : 'satisfaction_rate',
      period: r.period,
      value: a.value,
      unit: '%',
      qualifier: atLeast && isTarget ? '以上' : a.qualifier,
      start: a.start - clauseAt,
      end: a.end,
      rank: foreign ? 4 : second && !overall ? 2 : overall ? 0 : 1,
      confidence: foreign ? 'low' : 'high',
    });
  }
  if (subject || /满意/.test(s.text)) {
    const sent = /(?:发放|下发|派发)[^，。；\d]{0,10}问卷(\d+)(份)|样本量(\d+)(家|户|份|人|个)/.exec(s.text);
    if (sent)
      ledger.add({
        key: 'satisfaction_sample',
        period: r.period,
        value: (sent[1] ?? sent[3])!,
        unit: (sent[2] ?? sent[4])!,
        start: s.start + sent.index,
        end: s.start + sent.index + sent[0].length,
      });
    const valid = /(?:有效问卷|收回|回收)(?:有效)?(?:问卷)?(\d+)份/.exec(s.text);
    if (valid)
      ledger.add({
        key: 'satisfaction_valid',
        period: r.period,
        value: valid[1]!,
        unit: '份',
        start: s.start + valid.index,
        end: s.start + valid.index + valid[0].length,
      });
  }
}

const SCORE =
  /^(?:本|我)\p{Script=Han}{1,3}(?:最终|综合)?得分(?:为|是|达)*$|(?:自评|评价|绩效|综合|整体|总体?)(?:综合)?(?:总)?(?:得|评)?分(?:数|值)?(?:为|是|达到|达|：|约|近|共)*$|(?:自评|评价)(?:总|综合)?(?:得分|评分|总分)(?:为|是|：|达)*$/u;

function score(r: Reading, s: Sentence, ledger: Ledger): void {
  let from = s.start;
  for (const a of s.amounts) {
    const said = r.text.slice(from, a.start);
    // 自评总分（分）97.6: the unit stands in the label.
    const inLabel = /(?:得分|总分|评分)（分）[：:]?\s*$/.test(said);
    const lead = inLabel ? said.replace(/（分）[：:]?\s*$/, '') : said;
    from = a.end;
    if (
      a.value === null ||
      !(inLabel || a.unit === '分' || (a.unit === '' && /^[，。；]|^$|^\n/.test(r.text.slice(a.end, a.end + 1))))
    )
      continue;
    const tail = lead
      .split(/[，；。（）]/)
      .at(-1)!
      .trim();
    const lone =
      /^(?:[我本]\p{Script=Han}{1,3}|部门)?(?:(?:19|20)\d{2}年度?)?(?:部门)?(?:整体(?:支出)?)?(?:绩效)?自评(?:为|得)?$/u.test(
        tail.replace(/^.*：/, ''),
      ) && !/（[^）]*$/.test(lead);
    // Under 自评结果 a bare 得分 is the whole's.
    const headed =
      /^(?:最终|综合|总)?得分[：为]?$/.test(tail) &&
      (s.sections.at(-1) === 'score' || /自评(?:结果|结论|得分)|评价结论/.test(s.under.at(-1) ?? ''));
    if (
      (!SCORE.test(tail) && !lone && !headed) ||
      /满分|扣分|平均|指标得分|执行率|权重|项目(?:支出)?(?:绩效)?自评|单项/.test(tail)
    )
      continue;
    // “校园安保”项目全年预算数486万元，…，自评得分98分: the project's.
    if (/[”"]项目|项目(?:全年|年初|支出)?预算数?[\d为]/.test(/[^；。]*$/.exec(r.text.slice(s.start, a.start))![0]))
      continue;
    if (/不作为|全市|全省|全国/.test(`${tail}${r.text.slice(a.end, a.end + 30)}`)) continue;
    const year = yearNamed(/[^。；]*$/.exec(r.text.slice(s.start, a.start))![0].slice(-40), r.period);
    const value = Number(a.value);
    if (value > 150) continue;
    const at = a.start - tail.length;
    ledger.add({
      key: 'self_score',
      period: year?.year ?? r.period,
      value: a.value,
      unit: '分',
      qualifier: a.qualifier,
      start: at,
      end: a.end,
      rank: a.unit === '分' ? 0 : 1,
    });
  }
}

function grade(r: Reading, s: Sentence, ledger: Ledger): void {
  for (const m of s.text.matchAll(
    /(?:(?:自评|评价|绩效|综合)?(?:评定)?(?:等级|等次|结果)|评定|评定结果|评为|属于?|定为|(?<=自评[^，。]{0,12}\d)分，)(?:为|是|：|评为)*\s*[“"]?(优秀|优良|优|良好|良|中等|中|差|较差|合格)(?![\p{Script=Han}&&[^等，。；]])[”"]?(等次|等级|级)?/gv,
  )) {
    const after = s.text.slice(m.index + m[0].length, m.index + m[0].length + 4);
    const before = s.text.slice(0, m.index);
    if (
      /^(?:的|有\d|\d)/.test(after) ||
      /项目[^，。；]{0,10}$/.test(before) ||
      /得分在|以上的?为/.test(before.slice(-16))
    )
      continue;
    const i = m[0].indexOf(m[1]!);
    const year = yearNamed(/[^。；]*$/.exec(before)![0], r.period);
    ledger.add({
      key: 'self_grade',
      period: year?.year ?? r.period,
      value: m[1]!,
      unit: '',
      start: s.start + m.index + i,
      end: s.start + m.index + i + m[1]!.length,
    });
  }
}
