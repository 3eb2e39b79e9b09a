// Rules about what a text promises and does not hold (C107): topics of its own headings, the tasks of the year, the title, the accounts.
import type { Line, Part, TextHit, TextRule, TextScene } from './text-rule.ts';

const at = (line: Line): { start: number; end: number } => {
  const lead = line.text.length - line.text.trimStart().length;
  return { start: line.start + lead, end: line.start + line.text.trimEnd().length };
};

/** [what the heading names, how it is called in the message, words that take it up] */
const TOPICS: readonly (readonly [RegExp, string, RegExp])[] = [
  [/资产/, '资产情况', /资产|房屋|车辆|设备原值/],
  [/人员/, '人员情况', /编制|在编|在职|实有|聘用|人员/],
  [/可持续/, '可持续性影响', /可持续|长效|机制|制度|持续/],
  [/满意度/, '满意度', /满意/],
  [/经济效益/, '经济效益', /经济|产值|收入|税|产业|投资|元/],
  [/生态效益/, '生态效益', /生态|环境|绿|水质|空气|污染|节能|能耗/],
  [/公开/, '公开情况', /公开|公示|公布/],
  [/工作任务/, '年度工作任务', /任务|[一二三四]是|[（(][1-9一二三四][）)]|\d[.．、]/],
];

/** The text of a heading with everything under it, up to the next heading of its own rank. */
function under(scene: TextScene, part: Part): string {
  const i = scene.parts.indexOf(part);
  const rank = rankOf(part);
  let end = part.end;
  for (const next of scene.parts.slice(i + 1)) {
    if (rankOf(next) <= rank || (next.section !== null && next.section !== part.section)) break;
    end = next.end;
  }
  return scene.text.slice(part.start, end);
}

const rankOf = (p: Part): number => {
  const t = p.heading.text.trim();
  return /^(?:#\s|第?[一二三四五六七八九十]+[、.．章部])/.test(t)
    ? 1
    : /^(?:##|[（(][一二三四五六七八九十])/.test(t) || (p.section !== null && !/^(?:#|[（(]?\d)/.test(t))
      ? 2
      : 3;
};

function promised(scene: TextScene): TextHit[] {
  return scene.parts.flatMap((part): TextHit[] => {
    if (part.kind === 'contents' || part.kind === 'glossary' || part.title.length < 4) return [];
    const body = under(scene, part);
    // A heading over other headings has their text; an empty one is told by its own finding.
    if (body.replace(/\s/g, '').length < 15) return [];
    const title = part.title.split(/[：:]/)[0]!;
    if (!/[、及和与]/.test(title)) return [];
    return TOPICS.filter(([named, , words]) => named.test(title) && !words.test(body)).map(([, what]) => ({
      ...at(part.heading),
      say: { what },
      message: '标题要求写“{what}”，正文没有写，请补充。',
    }));
  });
}

/** The year's goals as one sentence of good will: no list, no figure but years. */
function taskless(scene: TextScene): TextHit[] {
  return scene.parts.flatMap((part): TextHit[] => {
    if (part.kind !== 'goals' || !/任务|重点工作/.test(part.title)) return [];
    const body = under(scene, part);
    const plain = body.replace(/\s/g, '').replace(/20\d\d年/g, '');
    if (plain.length < 15 || plain.length > 200) return [];
    if (/\d|[一二三四五]是|[；;]|[（(][一二三四五]/.test(plain)) return [];
    return [
      {
        ...at(part.heading),
        message: '“{section}”只有概括性表述，没有列出年度任务，请逐条补充。',
        say: { section: part.title.replace(/[。：:]$/, '') },
        ask: ['tasks'],
      },
    ];
  });
}

/** 部门整体支出绩效自评报告 alone does not say whose and of which year. */
function untitled(scene: TextScene): TextHit[] {
  const first = scene.lines.find((l) => l.text.trim());
  if (!first) return [];
  const text = first.text.trim().replace(/^#+\s*/, '');
  if (!/(?:自评|评价)报告$/.test(text) || text.length > 60) return [];
  const more = scene.lines
    .filter((l) => l.text.trim())
    .slice(1, 3)
    .map((l) => l.text)
    .join('');
  const year = /20\d\d|二[〇零○]/.test(text + more);
  const unit =
    text.replace(/(?:20\d\d年?度?|部门|单位|预算|整体支出|绩效|自评|评价|报告|财政|资金|情况|的|[（）()])/g, '')
      .length >= 2;
  const unitBelow =
    /^[（(]?[\u4e00-\u9fff]{4,30}(?:局|委员会|中心|办公室|政府|院|校|站|处|所|会|办|馆|部|队)[）)]?$/m.test(
      more.trim(),
    );
  const what = [...(unit || unitBelow ? [] : ['单位名称']), ...(year ? [] : ['年度'])];
  return what.length
    ? [
        {
          ...at(first),
          message: '标题缺少{what}，请写全，例如“××单位××年度部门整体支出绩效自评报告”。',
          say: { what: what.join('和') },
          ask: ['unit_name'],
        },
      ]
    : [];
}

/** What the accounts of such a report are made of: words that take it up, facts that hold it. */
const ACCOUNTS: readonly (readonly [string, RegExp, readonly string[]])[] = [
  ['“三公”经费', /三公|公务接待|公务用车/, ['three_public_actual', 'three_public_budget']],
  ['政府采购', /采购/, ['procurement_actual', 'procurement_budget']],
  ['决算支出的构成（基本支出、项目支出）', /$^/, ['final_expenditure_basic', 'final_expenditure_project']],
  ['结转结余', /$^/, ['carryover_end', 'carryover_begin', 'budget_recovered']],
];

function unaccounted(scene: TextScene): TextHit[] {
  const { book } = scene;
  if (!book || scene.text.length < 2500 || !book.get('final_expenditure_total')) return [];
  const part = scene.parts.findLast((p) => p.kind === 'money') ?? scene.parts.find((p) => p.kind === 'final');
  if (!part) return [];
  const missing = ACCOUNTS.filter(
    ([, words, keys]) => !words.test(scene.text) && !keys.some((k) => book.every(k).length),
  );
  if (missing.length < 2) return [];
  return [
    {
      ...at(part.heading),
      message: '预算执行部分没有写{what}，数据无法核对，请补充。',
      say: { what: missing.map(([what]) => what).join('、') },
      ask: missing.flatMap(([, , keys]) => keys.slice(0, 1)),
    },
  ];
}

export const COMPLETENESS: readonly TextRule[] = [
  {
    id: 'C107',
    severity: 'W',
    message: '标题要求写“{what}”，正文没有写，请补充。',
    find: (scene) => [...untitled(scene), ...promised(scene), ...taskless(scene), ...unaccounted(scene)],
  },
];
