// numbering.xml: the number that Word writes before a paragraph, which its text does not contain. Counts as Word counts
// (ECMA-376 part 1, 17.9); knows no paragraphs.
import { formatNumber, LARGEST } from './docx-number-format.ts';
import { count, isOn } from './docx-properties.ts';
import type { StyleSheet } from './docx-styles.ts';
import { walkXml } from './xml.ts';

interface Level {
  start: number;
  format: string;
  pattern: string;
  text: string;
  /** What stands between number and text: tab, space or nothing. */
  suffix: string;
  /** Starts again after a level with at most this number (counted from 1); null: after any higher one; 0: never. */
  restart: number | null;
  legal: boolean;
  style: string | null;
}

interface Abstract {
  levels: Map<number, Level>;
  /** The style whose list this one is. */
  link: string | null;
}

interface List {
  abstract: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

export interface Label {
  text: string;
  suffix: string;
}

export interface Numbering {
  /** The next number of the list at this level, counted; null when the paragraph gets none. Level by style where it is given. */
  next(numId: string, level: number, style: string | null): Label | null;
}

/** Longer than any label; a pattern cannot blow up the text. */
const LONGEST_PATTERN = 60;

const freshLevel = (): Level => ({
  start: 1,
  format: 'decimal',
  pattern: '',
  text: '',
  suffix: 'tab',
  restart: null,
  legal: false,
  style: null,
});

function listsOf(xml: string): { abstracts: Map<string, Abstract>; lists: Map<string, List> } {
  const abstracts = new Map<string, Abstract>();
  const lists = new Map<string, List>();
  let abstract: Abstract | null = null;
  let list: List | null = null;
  let level: Level | null = null;
  let override = 0;
  walkXml(xml, {
    open(name, a) {
      const value = a['w:val'];
      if (name === 'w:abstractNum') {
        abstract = { levels: new Map(), link: null };
        abstracts.set(a['w:abstractNumId'] ?? '', abstract);
      } else if (name === 'w:num') {
        list = { abstract: '', starts: new Map(), levels: new Map() };
        lists.set(a['w:numId'] ?? '', list);
      } else if (name === 'w:lvl') {
        level = freshLevel();
        (list ?? abstract)?.levels.set(count(a['w:ilvl'], 8), level);
      } else if (name === 'w:abstractNumId' && list) list.abstract = value ?? '';
      else if (name === 'w:numStyleLink' && abstract) abstract.link = value ?? null;
      else if (name === 'w:lvlOverride') override = count(a['w:ilvl'], 8);
      else if (name === 'w:startOverride') list?.starts.set(override, count(value, LARGEST));
      else if (!level) return;
      else if (name === 'w:start') level.start = count(value, LARGEST);
      else if (name === 'w:numFmt') {
        // A format of its own comes first, its fallback for older programs after it.
        if (level.format !== 'custom') level.format = value ?? 'decimal';
        level.pattern = a['w:format'] ?? level.pattern;
      } else if (name === 'w:lvlText') level.text = (value ?? '').slice(0, LONGEST_PATTERN);
      else if (name === 'w:suff') level.suffix = value ?? 'tab';
      else if (name === 'w:lvlRestart') level.restart = count(value, 9);
      else if (name === 'w:isLgl') level.legal = isOn(value);
      else if (name === 'w:pStyle') level.style = value ?? null;
    },
    close(name) {
      if (name === 'w:lvl') level = null;
      else if (name === 'w:num') list = null;
      else if (name === 'w:abstractNum') abstract = null;
    },
  });
  return { abstracts, lists };
}

/** Counters start fresh: one for each run through a text. */
export function readNumbering(xml: string | null, styles: StyleSheet): Numbering {
  const { abstracts, lists } = xml
    ? listsOf(xml)
    : { abstracts: new Map<string, Abstract>(), lists: new Map<string, List>() };
  /** The abstract list that a list shows in the end: through the link of a list style, not in a circle. */
  const abstractOf = (list: List): { id: string; abstract: Abstract } | null => {
    let at: List | undefined = list;
    for (let hop = 0; at && hop < 5; hop++) {
      const abstract = abstracts.get(at.abstract);
      if (!abstract) return null;
      if (abstract.link === null || abstract.levels.size > 0) return { id: at.abstract, abstract };
      at = lists.get(styles.numbered(abstract.link) ?? '');
    }
    return null;
  };
  const counters = new Map<string, (number | null)[]>();
  const begun = new Set<string>();

  return {
    next(numId, wished, style) {
      const list = lists.get(numId);
      const found = list && abstractOf(list);
      if (!list || !found) return null;
      const levelAt = (l: number): Level | undefined => list.levels.get(l) ?? found.abstract.levels.get(l);
      let at = wished;
      if (style !== null) for (let l = 0; l < 9; l++) if (levelAt(l)?.style === style) at = l;
      const level = levelAt(at);
      if (!level) return null;

      const counter: (number | null)[] = counters.get(found.id) ?? new Array(9).fill(null);
      counters.set(found.id, counter);
      const startOf = (l: number): number => list.starts.get(l) ?? levelAt(l)?.start ?? 1;
      // An override starts the list again where it is met first, and only there.
      for (const l of list.starts.keys())
        if (l <= at && !begun.has(`${numId} ${l}`)) {
          begun.add(`${numId} ${l}`);
          counter[l] = null;
        }
      counter[at] = counter[at] === null ? startOf(at) : Math.min(counter[at]! + 1, LARGEST);
      for (let l = at + 1; l < 9; l++) {
        const restart = levelAt(l)?.restart ?? null;
        if (restart === null || at < restart) counter[l] = null;
      }

      if (level.format === 'bullet') return bullet(level);
      const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
        const l = Number(digit) - 1;
        const shown = levelAt(l);
        const n = counter[l] ?? startOf(l);
        if (l > at || !shown) return '';
        return formatNumber(
          n,
          level.legal && l <= at && shown.format !== 'none' ? 'decimal' : shown.format,
          shown.pattern,
        );
      });
      return text.trim() === '' ? null : { text: text.trim(), suffix: level.suffix };
    },
  };
}

/** A bullet is one sign whatever its font draws; words and digits in its place are what they say. */
const bullet = (level: Level): Label | null =>
  level.text.trim() === ''
    ? null
    : { text: /[\p{Script=Han}\d①-⑳]/u.test(level.text) ? level.text.trim() : '·', suffix: 'space' };
