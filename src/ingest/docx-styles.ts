// styles.xml: what a style says about numbering, headings and hidden text, with everything it is based on. Reads no text.
import { isShade, type Look, type ParagraphLook, readLook, readParagraphLook } from './docx-properties.ts';
import { walkXml } from './xml.ts';

interface Style {
  name: string;
  type: string;
  basedOn: string | null;
  run: Look;
  paragraph: ParagraphLook;
  /** Any shading in it, also for header rows only. */
  shaded: boolean;
}

export interface StyleSheet {
  /** The paragraph style with what it inherits; null or an unknown id is the default style. */
  paragraph(id: string | null): { name: string; run: Look; paragraph: ParagraphLook };
  /** The character style with what it inherits. */
  character(id: string): { name: string; run: Look };
  /** The list that a list style stands for. */
  numbered(id: string): string | null;
  /** A table with this style may colour its cells. */
  shadesTable(id: string): boolean;
}

/** Deeper than any chain of styles; also ends one that goes in a circle. */
const LONGEST_CHAIN = 30;

function stylesOf(xml: string): { styles: Map<string, Style>; fallback: string | null; base: Look } {
  const styles = new Map<string, Style>();
  const base: Look = {};
  let fallback: string | null = null;
  let style: Style | null = null;
  let inDefaults = false;
  /** Inside w:tblStylePr and changes of old the properties are not the style's own. */
  let foreign = 0;
  let part: 'run' | 'paragraph' | null = null;
  walkXml(xml, {
    open(name, a) {
      if (name === 'w:style') {
        const id = a['w:styleId'] ?? '';
        style = { name: '', type: a['w:type'] ?? '', basedOn: null, run: {}, paragraph: {}, shaded: false };
        styles.set(id, style);
        if (style.type === 'paragraph' && a['w:default'] !== undefined && !/^(?:0|false|off)$/.test(a['w:default']))
          fallback = id;
      } else if (name === 'w:rPrDefault') inDefaults = true;
      else if (name === 'w:tblStylePr' || name.endsWith('PrChange')) foreign++;
      else if (name === 'w:rPr') part = 'run';
      else if (name === 'w:pPr') part = 'paragraph';
      else if (style && name === 'w:shd' && isShade(a)) {
        style.shaded = true;
        if (foreign === 0) style[part === 'run' ? 'run' : 'paragraph'].shaded = true;
      } else if (foreign > 0) return;
      else if (style && name === 'w:name' && part === null) style.name = (a['w:val'] ?? '').toLowerCase();
      else if (style && name === 'w:basedOn') style.basedOn = a['w:val'] ?? null;
      else if (part === 'run' && (style || inDefaults)) readLook(style ? style.run : base, name, a);
      else if (part === 'paragraph' && style) readParagraphLook(style.paragraph, name, a);
    },
    close(name) {
      if (name === 'w:style') style = null;
      else if (name === 'w:rPrDefault') inDefaults = false;
      else if (name === 'w:tblStylePr' || name.endsWith('PrChange')) foreign--;
      else if (name === 'w:rPr' || name === 'w:pPr') part = null;
    },
  });
  return { styles, fallback, base };
}

/** 标题 1, heading 1: built in, and headings even where the style does not say so. */
const builtInLevel = (name: string): number | undefined => {
  const m = /^(?:heading|标题) ?([1-9])$/.exec(name);
  return m ? Number(m[1]) - 1 : undefined;
};

const inherited = <T extends object>(chain: readonly T[]): T => Object.assign({}, ...chain) as T;

/** `xml` null: a document without styles. */
export function readStyles(xml: string | null): StyleSheet {
  const { styles, fallback, base } = xml
    ? stylesOf(xml)
    : { styles: new Map<string, Style>(), fallback: null, base: {} };
  /** From the farthest ancestor to the style itself. */
  const chainOf = (id: string | null): Style[] => {
    const chain: Style[] = [];
    for (let at = id; at !== null && chain.length < LONGEST_CHAIN; ) {
      const style: Style | undefined = styles.get(at);
      if (!style) break;
      chain.unshift(style);
      at = style.basedOn;
    }
    return chain;
  };
  const known = new Map<string | null, ReturnType<StyleSheet['paragraph']>>();
  const characters = new Map<string, ReturnType<StyleSheet['character']>>();
  return {
    paragraph(id) {
      const key = id !== null && styles.has(id) ? id : fallback;
      let style = known.get(key);
      if (!style) {
        const chain = chainOf(key);
        const level = chain.map((s) => builtInLevel(s.name)).findLast((l) => l !== undefined);
        const paragraph = inherited([level === undefined ? {} : { outline: level }, ...chain.map((s) => s.paragraph)]);
        style = { name: chain.at(-1)?.name ?? '', run: inherited([base, ...chain.map((s) => s.run)]), paragraph };
        known.set(key, style);
      }
      return style;
    },
    character(id) {
      let style = characters.get(id);
      if (!style) {
        const chain = chainOf(id);
        style = { name: chain.at(-1)?.name ?? '', run: inherited(chain.map((s) => s.run)) };
        characters.set(id, style);
      }
      return style;
    },
    numbered: (id) => inherited(chainOf(id).map((s) => s.paragraph)).numId ?? null,
    shadesTable: (id) => chainOf(id).some((s) => s.shaded),
  };
}
