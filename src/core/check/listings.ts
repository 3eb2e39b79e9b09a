// Listings in running text: 内设机构4个：1、…；2、…, 分别为…、…. What is listed, and whether it is as many as said (C021).

import { numeralOf } from './ordinals.ts';
import { namesIn } from './sums.ts';
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

export interface Listing {
  start: number;
  end: number;
  /** 内设机构, 下属单位 … as the text calls it. */
  what: string;
  count: number;
  least: number;
  most: number;
  names: readonly string[];
}

const NOUN =
  '(?:内设(?:职能)?(?:机构|科室|股室|处室|部室|部门)|职能(?:科室|股室|处室|部室|部门)|(?:直属|下属|所属|二级|下设|派出|纳入[^，。；：]{0,12})?(?:公益[一二]类)?(?:事业|预算|二级|下级|所属|下属)?(?:单位|机构)|(?:重点|主要|一级|专项)?项目|科室|股室|处室)';
const COUNT = '(\\d{1,3}|[一二三四五六七八九十]{1,3})[ ]?(?:个|家|项)';
const LEAD = '(?:[：:]|[，,]?(?:分别(?:为|是)|即|具体(?:为|是|包括))[：:]?)';
/** 设内设机构4个：…。 and 设4个内设机构，分别为…。 */
const LISTING = new RegExp(`(?:(${NOUN})[（(]?[ ]?${COUNT}|${COUNT}[ ]?(${NOUN}))[）)]?${LEAD}([^。\\n]{4,400})`, 'g');
/** A listing ends where the sentence turns to something else. */
const TURN =
  /[，,；;](?=[^、；;，,]{0,6}(?:其中|核定|编制|人员|现有|年末|下设|下属|所属|另有|均|全部|年初|预算|主要|负责|共|我|本))/;

const ALSO = /\d+[ ]?(?:个|家|项)[、，,和及]\s*(?:其他|其它|另有)?[\u4e00-\u9fff]{0,8}$/;

const seen = new WeakMap<TextScene, readonly Listing[]>();

export function listings(scene: TextScene): readonly Listing[] {
  const before = seen.get(scene);
  if (before) return before;
  const found = [...scene.text.matchAll(LISTING)].flatMap((m): Listing[] => {
    const body = m[5]!.split(TURN)[0]!.replace(/[；;，,、\s]+$/, '');
    const listed = namesIn(body);
    const said = m[2] ?? m[3]!;
    const count = /\d/.test(said) ? Number(said) : numeralOf(said);
    // 参公单位1个、其他单位3个，分别为…: the names are those of both.
    if (!listed || !count || ALSO.test(scene.text.slice(Math.max(0, m.index - 24), m.index))) return [];
    const names = body
      .replace(/(?:^|(?<=[、，,；;：:\s]))[（(]?\d{1,2}[）)]?[、.．]/g, '')
      .split(/[、，,；;]/)
      .map((s) => s.trim())
      .filter(Boolean);
    return [
      {
        start: m.index,
        end: m.index + m[0].length - (m[5]!.length - body.length),
        what: (m[1] ?? m[4])!,
        count,
        least: listed.least,
        most: listed.most,
        names,
      },
    ];
  });
  seen.set(scene, found);
  return found;
}

/** Names only: a clause with a figure or a verb is no name. */
const isName = (s: string): boolean =>
  s.length <= 30 &&
  !/\d|[为是有达](?![\u4e00-\u9fff]*(?:中心|局|所|站))|完成|开展|负责|推进|共计/.test(
    s.replace(/[（(][^）)]*[）)]/g, ''),
  );

export const LISTINGS: readonly TextRule[] = [
  {
    id: 'C021',
    severity: 'E',
    message: '写明{what}{n}个，实际列出{m}个。',
    find: (scene) =>
      listings(scene).flatMap((l): TextHit[] => {
        if (!l.names.every(isName) || (l.count >= l.least && l.count <= l.most)) return [];
        return [{ start: l.start, end: l.end, say: { what: l.what, n: String(l.count), m: String(l.least) } }];
      }),
  },
];
