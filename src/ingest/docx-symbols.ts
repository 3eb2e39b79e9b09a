// Signs that Word draws from a font of pictures, as the characters they show. Tables only.

/** Code within the font (0x20 to 0xff) to the character. Digits and letters of Symbol are the Greek ones. */
const SYMBOL: Readonly<Record<number, string>> = {
  34: '∀',
  36: '∃',
  39: '∋',
  42: '∗',
  45: '−',
  64: '≅',
  92: '∴',
  94: '⊥',
  161: 'ϒ',
  162: '′',
  163: '≤',
  164: '⁄',
  165: '∞',
  171: '↔',
  172: '←',
  173: '↑',
  174: '→',
  175: '↓',
  176: '°',
  177: '±',
  178: '″',
  179: '≥',
  180: '×',
  181: '∝',
  182: '∂',
  183: '•',
  184: '÷',
  185: '≠',
  186: '≡',
  187: '≈',
  188: '…',
  197: '⊕',
  199: '∩',
  200: '∪',
  206: '∈',
  208: '∠',
  213: '∏',
  214: '√',
  215: '·',
  222: '⇒',
  226: '®',
  227: '©',
  228: '™',
  229: '∑',
  242: '∫',
};

const GREEK = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';
const SMALL_GREEK = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ';

const WINGDINGS: Readonly<Record<number, string>> = {
  108: '●',
  109: '❍',
  110: '■',
  111: '□',
  112: '□',
  113: '❑',
  114: '❒',
  116: '◆',
  117: '◆',
  118: '❖',
  119: '◆',
  158: '·',
  159: '•',
  161: '○',
  164: '◉',
  167: '▪',
  168: '□',
  171: '★',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  232: '→',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};

const WINGDINGS_2: Readonly<Record<number, string>> = {
  79: '✗',
  80: '✓',
  81: '☒',
  82: '☑',
  83: '☒',
  84: '☒',
  151: '●',
  162: '■',
  163: '□',
};

function inFont(font: string, code: number): string | null {
  if (/^wingdings 2$/i.test(font)) {
    // ⓪ to ⑩, then the filled ones.
    if (code >= 0x69 && code <= 0x73) return code === 0x69 ? '⓪' : String.fromCodePoint(0x2460 + code - 0x6a);
    return WINGDINGS_2[code] ?? null;
  }
  if (/^wingdings$/i.test(font)) {
    if (code >= 0x80 && code <= 0x8a) return code === 0x80 ? '⓪' : String.fromCodePoint(0x2460 + code - 0x81);
    if (code >= 0x8c && code <= 0x95) return String.fromCodePoint(0x2776 + code - 0x8c);
    return WINGDINGS[code] ?? null;
  }
  if (/^symbol$/i.test(font)) {
    if (code >= 0x41 && code <= 0x5a) return GREEK[code - 0x41]!;
    if (code >= 0x61 && code <= 0x7a) return SMALL_GREEK[code - 0x61]!;
    return SYMBOL[code] ?? (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : null);
  }
  return null;
}

export const isSignFont = (font: string | undefined): boolean =>
  /^(?:wingdings(?: [23])?|webdings|symbol)$/i.test(font ?? '');

/** The character that `code` shows in `font`, or null when nobody can say without the font. */
export function signOf(font: string, code: number): string | null {
  // Word keeps the signs of such a font in a private area, F020 to F0FF.
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (isSignFont(font)) return low <= 0xff ? inFont(font, low) : String.fromCodePoint(low);
  if (code >= 0xe000 && code <= 0xf8ff) return null;
  return code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : null;
}

const RAISED: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
};

/** 10 with a raised 8 is not 108. Words stay as they are. */
export const raised = (text: string): string =>
  /^[\d+-]+$/.test(text) ? [...text].map((c) => RAISED[c]!).join('') : text;
