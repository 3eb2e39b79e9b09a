// How satisfaction was asked: method, number of forms sent and returned valid, whom, when. The rate itself is rates.ts's.
import type { Ledger } from './ledger.ts';
import type { Reading, Sentence } from './reading.ts';

const METHOD =
  /(?:通过|采[取用]|以|运用|开展|组织)(?:了)?([^，。；、（]{0,12}?(?:(?:问卷|电话|现场|随机|入户|网络|线上|线下|实地|座谈|抽样|满意度)[^，。；（]{0,10}?(?:调查|访问|访谈|回访|测评|问卷|走访|抽查|座谈)|问卷星|满意度测评)(?:[、和与及](?:问卷|电话|现场|随机|入户|网络|线上|线下|实地|座谈|抽样)[^，。；（]{0,8}?(?:调查|访问|访谈|回访|测评|问卷|走访|座谈))*)/;
const OBJECT =
  /(?:对|向|面向|针对)([^，。；：“”]{2,20}?(?:群众|居民|企业|学生|家长|师生|教师|患者|病人|服务对象|村民|农户|干部|职工|代表|业主|商户|读者|观众|人员|市民|公众|社会各界))(?:开展|进行|发放|实施|组织)/;
const SENT = /(?:发放|发出|派发|下发|投放|回访|调查|抽取|抽样|随机访问|访问|填写)[^，。；\d]{0,16}$/;
const VALID = /(?:有效问卷|收回|回收|有效样本|有效)[^，。；\d]{0,10}$/;
const WHEN = /((?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?)/;

export function mineSurvey(r: Reading, ledger: Ledger): void {
  for (const s of r.sentences) {
    if (!/满意|问卷|测评/.test(s.text)) continue;
    if (!/调查|问卷|测评|访问|访谈|回访|走访/.test(s.text) || /下一步|将进一步|拟开展|计划开展/.test(s.text)) continue;
    const put = (key: string, m: RegExpExecArray | null) => {
      if (!m) return;
      const start = s.start + m.index + m[0].indexOf(m[1]!);
      ledger.add({
        key,
        period: r.period,
        value: m[1]!,
        start,
        end: start + m[1]!.length,
        confidence: 'medium',
        rank: 1,
      });
    };
    put('satisfaction_method', METHOD.exec(s.text));
    put('satisfaction_object', OBJECT.exec(s.text));
    put('satisfaction_date', WHEN.exec(s.text));
    sample(r, s, ledger);
  }
}

function sample(r: Reading, s: Sentence, ledger: Ledger): void {
  if (!/问卷|样本|访|调查/.test(s.text)) return;
  for (const a of s.amounts) {
    if (a.value === null || !/^(?:份|人|名|户|家|位|个|人次)$/.test(a.unit)) continue;
    const lead = r.text.slice(Math.max(s.start, a.start - 24), a.start);
    const key = VALID.test(lead) ? 'satisfaction_valid' : SENT.test(lead) ? 'satisfaction_sample' : null;
    if (!key || (a.unit !== '份' && !/问卷|满意/.test(s.text))) continue;
    ledger.add({
      key,
      period: r.period,
      value: a.value,
      unit: a.unit,
      qualifier: a.qualifier,
      start: a.start - /[^，。；、]*$/.exec(lead)![0].length,
      end: a.end,
      rank: /有效/.test(lead) ? 0 : 1,
      confidence: 'medium',
    });
  }
}
