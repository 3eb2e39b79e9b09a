// What a finished text says although no fact was drawn from it: findings that something is missing must not contradict the page.
import type { SectionKind } from '../text/sections.ts';
import type { Finding } from './finding.ts';
import { ABNORMAL } from './followups.ts';
import type { Part, TextScene } from './text-rule.ts';

const PURPOSE = /通过[^。]{0,16}(?:自评|评价)[^。]{0,40}(?:掌握|了解|分析|总结|发现|查找)/;
const MEASURED = /\d(?!年)|[≥≤]|百分之|全覆盖|零(?:事故|投诉|发生)/;

const bodies = (scene: TextScene, kinds: readonly SectionKind[], title?: RegExp): string[] =>
  scene.parts
    .filter((p) => (p.kind !== null && kinds.includes(p.kind)) || title?.test(p.title))
    .map((p) => scene.text.slice(p.start, p.end))
    .filter((b) => b.replace(/\s/g, '').length >= 15);

/** True where the text has what the rule misses. */
const SAYS: Record<string, (scene: TextScene) => boolean> = {
  // A section of targets is judged by what stands in it; without one, any target that the text names will do.
  C060: (scene) => {
    const own = bodies(scene, ['targets'], /绩效目标(?!管理|完成|实现)/);
    if (own.length) return own.some((b) => MEASURED.test(b.replace(/20\d\d年/g, '')) && !PURPOSE.test(b));
    return /(?:年度?指标值|目标值|年初目标|绩效目标|年初设定|目标)[^。\n]{0,60}?(?:[≥≤]|不低于|不少于|\d+(?:\.\d+)?(?:%|个|项|次|家|人|户|件|场|公里|万元))/.test(
      scene.text,
    );
  },
  C120: (scene) =>
    bodies(scene, ['problems'], /问题/).length > 0 ||
    /(?:存在|主要|发现)(?:的|了|以下)?(?:主要)?(?:问题|不足)[^。\n]{0,6}(?:[：:]|一是|是|有)/.test(scene.text),
  C127: (scene) =>
    bodies(scene, ['application'], /(?:结果|成果)[^，。]{0,6}(?:应用|运用)|应用情况/).length > 0 ||
    /(?:自评|评价)(?:结果|结论)[^。\n]{0,30}(?:应用|运用|作为|挂钩|用于)/.test(scene.text),
  C078: (scene) =>
    /满意(?:度|率)[^。；;\n≥≤]{0,24}?(?:为|达到?|是|：|:|结果)?\s*\d{1,3}(?:\.\d+)?\s*[%％](?!以上|及以上)/.test(
      scene.text.replace(/(?:目标|不低于|≥|大于)[^，。；;\n]{0,12}\d{1,3}(?:\.\d+)?\s*[%％]/g, ''),
    ),
  // A report without a table of its own scores nobody: the computed one owes no reasons.
  C065: (scene) => !scene.book?.every('indicator_score').length,
  C079: (scene) =>
    /(?:问卷|样本|受访|随机|调查|测评|回收|访问|评价)[^。\n]{0,24}?\d{2,7}\s*(?:份|人|名|户|家|条|个)/.test(scene.text),
};

const CAUSE = '(?:因|由于|主要是|原因|系|用于|受|为落实|依据|根据|政策|下达|补发|提标|应急|跨年|质保金|尾款|收回)';
const SAME = '[^。\\n]{0,80}';
const both = (topic: string): RegExp => new RegExp(`(?:${topic})${SAME}${CAUSE}|${CAUSE}${SAME}(?:${topic})`);

/** Reasons that the text gives itself, in the sentence about the matter. */
const REASONS: Record<string, RegExp> = {
  // 追加中央救灾补助资金200万元: what was added says why.
  C033: new RegExp(
    `${both('追加|调增|调整预算|预算调整|新增预算|中央|上级(?:专项|补助)').source}|追加[\\u4e00-\\u9fff、（）“”]{4,40}(?:资金|经费|补助|补贴)`,
  ),
  C034: both('执行率|支出进度|未执行|未支付|未支出|结转'),
  C036: both('追加|调增|调减|预算调整|调整预算|调整率'),
  C039: /(?:财政)?收回|上缴|交回|注销|核销/,
  C042: both('三公|公务接待|公务用车'),
  C045: both('采购'),
  C046: both('结转|结余'),
};

const CHANNEL = /网站|门户|网上|政务公开|公开栏|公众号|平台|随(?:同)?[^。]{0,14}决算/;
const WHEN =
  /20\d\d年\d{1,2}月|\d{1,2}月(?:底|末|份|\d)|\d+(?:个)?(?:工作)?日(?:内|前)|[一二三四]季度|年底前|同步公开|一并(?:予以)?公开/;

/** What C123 misses among the problems may stand under their heading without having become a fact. */
function tellsOf(f: Finding, scene: TextScene): boolean {
  const metric = f.message.split('异常')[0]!;
  const body = bodies(scene, ['problems', 'measures'], /问题/).join('\n');
  return ABNORMAL.some(
    ([rule, name, words]) => name === metric && (words.test(body) || REASONS[rule]?.test(scene.text)),
  );
}

/** Findings that the text itself answers are dropped; of 公开渠道和时间 only the missing half stays. */
export function attested(findings: readonly Finding[], scene: TextScene): Finding[] {
  return findings.flatMap((f): Finding[] => {
    if (SAYS[f.rule]?.(scene) || REASONS[f.rule]?.test(scene.text)) return [];
    if (f.rule === 'C123' && tellsOf(f, scene)) return [];
    if (f.rule !== 'C128') return [f];
    const said = scene.text
      .split(/[。\n]/)
      .filter((s) => /公开|公示/.test(s) && !/职责|公开制度|信息公开工作/.test(s))
      .join('。');
    const missing = f.ask.filter((k) => (k === 'disclosure_channel' ? !CHANNEL.test(said) : !WHEN.test(said)));
    if (/不(?:予|宜|得)公开|依法不公开/.test(said)) return [];
    if (!missing.length) return [];
    const what = missing.length > 1 ? '渠道和时间' : missing[0] === 'disclosure_channel' ? '渠道' : '时间';
    return [{ ...f, message: `未说明公开${what}；不宜公开的请写明依据。`, ask: missing }];
  });
}

/** Where a finding about something missing belongs: the heading under which it should stand. */
const HOME: Record<string, readonly SectionKind[]> = {
  C060: ['targets', 'goals'],
  C078: ['satisfaction', 'effects', 'results'],
  C120: ['problems'],
  C124: ['measures', 'problems'],
  C127: ['application'],
  C128: ['application'],
  C129: ['application', 'management'],
};

export function homeOf(rule: string, scene: TextScene): { start: number; end: number } | null {
  for (const kind of HOME[rule] ?? []) {
    const part: Part | undefined = scene.parts.findLast((p) => p.kind === kind);
    if (!part) continue;
    const { heading } = part;
    const lead = heading.text.length - heading.text.trimStart().length;
    return { start: heading.start + lead, end: heading.start + heading.text.trimEnd().length };
  }
  return null;
}
