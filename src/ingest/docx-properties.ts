// What run and paragraph properties of Word say that a reader of the text has to know. Looks at one element at a time and
// resolves no styles.

type Attributes = Readonly<Record<string, string>>;

/** How characters show; undefined where nothing is said. */
export interface Look {
  vanish?: boolean;
  white?: boolean;
  shaded?: boolean;
  /** At most one point: nobody can read it. */
  tiny?: boolean;
  raised?: boolean;
  /** A font of signs, where a letter is a picture. */
  font?: string;
  style?: string;
}

export interface ParagraphLook {
  style?: string;
  numId?: string;
  level?: number;
  /** 0 for a heading of the first level; 9 for text. */
  outline?: number;
  indented?: boolean;
  shaded?: boolean;
}

export const isOn = (value: string | undefined): boolean => !/^(?:0|false|off)$/i.test(value ?? '');
export const count = (value: string | undefined, most: number): number =>
  Math.min(Math.max(Number.parseInt(value ?? '', 10) || 0, 0), most);

const isWhite = (hex: string | undefined): boolean => /^(?:f[a-f]){3}$/i.test(hex ?? '');

/** A background that white letters stand out from. */
export function isShade(a: Attributes): boolean {
  const pattern = a['w:val'] ?? 'clear';
  if (pattern !== 'clear' && pattern !== 'nil') return true;
  if (pattern === 'nil') return false;
  const fill = a['w:fill'] ?? 'auto';
  return fill !== 'auto' && /^[0-9a-f]{6}$/i.test(fill) && !isWhite(fill);
}

/** One child of w:rPr. */
export function readLook(look: Look, name: string, a: Attributes): void {
  const value = a['w:val'];
  if (name === 'w:vanish') look.vanish = isOn(value);
  else if (name === 'w:color') look.white = isWhite(value);
  else if (name === 'w:sz') look.tiny = Number.parseFloat(value ?? '') <= (/pt$/.test(value ?? '') ? 1 : 2);
  else if (name === 'w:shd') look.shaded = isShade(a);
  else if (name === 'w:highlight') look.shaded = value !== 'none' && value !== 'white';
  else if (name === 'w:vertAlign') look.raised = value === 'superscript';
  else if (name === 'w:rFonts') look.font = a['w:ascii'] ?? a['w:hAnsi'] ?? look.font;
  else if (name === 'w:rStyle') look.style = value;
}

/** One child of w:pPr or w:numPr. */
export function readParagraphLook(look: ParagraphLook, name: string, a: Attributes): void {
  const value = a['w:val'];
  if (name === 'w:pStyle') look.style = value;
  else if (name === 'w:numId') look.numId = value;
  else if (name === 'w:ilvl') look.level = count(value, 8);
  else if (name === 'w:outlineLvl') look.outline = count(value, 9);
  else if (name === 'w:shd') look.shaded = isShade(a);
  else if (name === 'w:ind') {
    const first = a['w:firstLineChars'] ?? a['w:firstLine'];
    if (first !== undefined) look.indented = Number.parseFloat(first) > 0;
  }
}
