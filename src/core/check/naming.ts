// Rules about names (C103 nearly the unit's own name, C104 short forms before they are explained): rows over text.
import { listings } from './listings.ts';
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

const DEFINED =
  /([\u4e00-\u9fff（）()·]{2,50})[（(](?:以下|下文|本文)?(?:统一)?简?称(?:为)?[：:]?[“"']?([\u4e00-\u9fffA-Za-z]{2,12})[”"']?[）)]/g;

/** Where a short form stands before the place that explains it; the title and the full name do not count. */
function early(scene: TextScene): TextHit[] {
  const { text } = scene;
  const hits: TextHit[] = [];
  for (const m of text.matchAll(DEFINED)) {
    const short = m[2]!;
    const at = m.index + m[0].length;
    // The characters right before the bracket are the full name, however long it is; a short form inside it is not used there.
    const full = m[1]!;
    const first = text.indexOf(short);
    if (first < 0 || first >= m.index) continue;
    const line = scene.lines.findIndex((l) => l.end >= first);
    const titles =
      scene.lines.slice(0, line + 1).filter((l) => l.text.trim()).length <= 2 && /报告/.test(scene.lines[line]!.text);
    let from = first;
    let found = -1;
    while (from >= 0 && from < m.index) {
      const tail = full.slice(0, full.lastIndexOf(short) + short.length);
      const inName =
        tail.length >= short.length &&
        full.includes(short) &&
        text.slice(from + short.length - Math.min(tail.length, 6), from + short.length) === tail.slice(-6);
      const inTitle = titles && from <= scene.lines[line]!.end;
      // 县文旅局 inside 省文旅局 or 文旅局长 is another word.
      const word = /[\u4e00-\u9fff]/.test(text[from - 1] ?? '') && /[省市县区州乡镇级]/.test(text[from - 1]!);
      if (!inName && !inTitle && !word) {
        found = from;
        break;
      }
      from = text.indexOf(short, from + 1);
    }
    if (found >= 0 && found < at) hits.push({ start: found, end: found + short.length });
  }
  return hits;
}

const PARTS = /[\u4e00-\u9fff]{2,8}/;

/** Units the text lists by name: 下设…2个：1、…；2、…. */
const listedUnits = (scene: TextScene): readonly string[] => [
  ...listings(scene)
    .filter((l) => /单位|机构/.test(l.what) && !/内设/.test(l.what))
    .flatMap((l) => l.names),
  ...(scene.book
    ?.every('subordinate_unit_names')
    .find((f) => f.scope === null)
    ?.value.split(/[、，,；;\s]/) ?? []),
];

const scopesOf = (scene: TextScene): string[] =>
  [...new Set(['staff_total', 'staff_in_post'].flatMap((k) => [...(scene.book?.scopes(k) ?? [])]))].sort();

/** A row of staff under a short form that no text explains: its characters stand in order inside a listed name. */
function unexplained(scene: TextScene): TextHit[] {
  const names = listedUnits(scene);
  return scopesOf(scene).flatMap((scope): TextHit[] => {
    if (!PARTS.test(scope) || scope.length > 6 || names.some((n) => n.includes(scope))) return [];
    if (!names.some((n) => n.length > scope.length && isSubsequence(scope, n))) return [];
    const at = scene.text.indexOf(scope);
    const explained = new RegExp(`简?称(?:为)?[：:]?[“"]?${scope}`).test(scene.text);
    return at < 0 || explained ? [] : [{ start: at, end: at + scope.length }];
  });
}

/** 管理服务中心 in the rows of staff, 企业服务中心 in the list: the same length and ending, two characters apart. */
function renamed(scene: TextScene): TextHit[] {
  const names = listedUnits(scene);
  return scopesOf(scene).flatMap((scope): TextHit[] => {
    if (scope.length < 5 || names.some((n) => n.includes(scope))) return [];
    const like = names
      .map((n) => n.slice(-scope.length))
      .find((t) => t.slice(-2) === scope.slice(-2) && apart(t, scope) <= 2);
    const at = scene.text.indexOf(scope);
    return like && at >= 0 ? [{ start: at, end: at + scope.length, say: { a: scope, b: like } }] : [];
  });
}

const apart = (a: string, b: string): number =>
  a.length === b.length ? [...a].filter((c, i) => c !== b[i]).length : Number.POSITIVE_INFINITY;

function isSubsequence(short: string, long: string): boolean {
  let i = 0;
  for (const c of long) if (c === short[i]) i++;
  return i === short.length;
}

/** The unit's name with a character left out, put in, exchanged or mistyped. */
function almost(scene: TextScene): TextHit[] {
  const name = scene.book?.get('unit_name')?.value ?? '';
  if (!/^[\u4e00-\u9fff]{8,40}$/.test(name)) return [];
  const [head, tail] = [name.slice(0, 2), name.slice(-2)];
  const pattern = new RegExp(`${head}[\\u4e00-\\u9fff]{${name.length - 5},${name.length - 3}}${tail}`, 'g');
  const hits: TextHit[] = [];
  for (const m of scene.text.matchAll(pattern)) {
    const said = m[0];
    if (said !== name && !said.includes(name) && isSlip(said, name))
      hits.push({ start: m.index, end: m.index + said.length, say: { a: said, b: name } });
  }
  return hits;
}

/** One character's difference that is no other place's or another number's name. */
function isSlip(a: string, b: string): boolean {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  let k = 0;
  while (k < a.length - i && k < b.length - i && a[a.length - 1 - k] === b[b.length - 1 - k]) k++;
  const [x, y] = [a.slice(i, a.length - k), b.slice(i, b.length - k)];
  if (x.length === 2 && y.length === 2) return x[0] === y[1] && x[1] === y[0];
  if (x.length + y.length > 2) return false;
  if (/[省市县区州乡镇东西南北中上下前后一二三四五六七八九十新老]/.test(x + y)) return false;
  // Near the front a place's name differs, not the office's.
  return i >= 3;
}

export const NAMING: readonly TextRule[] = [
  {
    id: 'C103',
    severity: 'W',
    message: '机构名称“{a}”与前文“{b}”不一致，请统一。',
    applies: (scene) => Boolean(scene.book?.get('unit_name')),
    find: (scene) => [...renamed(scene), ...almost(scene)],
  },
  {
    id: 'C104',
    severity: 'W',
    message: '简称“{x}”首次出现未注明全称。',
    find: (scene) => [...early(scene), ...unexplained(scene)],
  },
];
