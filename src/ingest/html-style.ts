// What a reader of the page would not have seen: from an element's style and the marks of Word's change tracking. Reads inline
// styles, and of the page's own style sheet only which classes lay a ground under white letters.

/** What an element hands to those inside it. */
export interface Look {
  /** Not shown, whatever is inside says: display:none, deleted, a comment's balloon, a script. */
  gone: 'hidden' | 'deleted' | 'margin' | 'code' | null;
  /** visibility:hidden, mso-hide:all: an element inside may show itself again. */
  unseen: boolean;
  tiny: boolean;
  white: boolean;
  /** A ground is laid under the letters, so white ones are seen. */
  ground: boolean;
  /** Letters are pictures: Wingdings, Symbol, Webdings. */
  pictures: 'wingdings' | 'wingdings 2' | 'other' | null;
  /** Line ends are kept. */
  pre: boolean;
}

export const PLAIN: Look = {
  gone: null,
  unseen: false,
  tiny: false,
  white: false,
  ground: false,
  pictures: null,
  pre: false,
};

export const isShown = (look: Look): boolean =>
  look.gone === null && !look.unseen && !look.tiny && !(look.white && !look.ground);

type Style = ReadonlyMap<string, string>;

/** Declarations of a style attribute; the last of a name holds. Quotes may hold semicolons. */
export function styleOf(attribute: string | undefined): Style {
  const out = new Map<string, string>();
  if (!attribute) return out;
  const bare = attribute.slice(0, 4_000).replace(/"[^"]{0,200}"|'[^']{0,200}'/g, (q) => q.replace(/[;:]/g, ' '));
  for (const part of bare.split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0)
      out.set(
        part.slice(0, colon).trim().toLowerCase(),
        part
          .slice(colon + 1)
          .replace(/!\s*important/i, '')
          .trim()
          .toLowerCase(),
      );
  }
  return out;
}

const ZERO = /^0(?:\.0+)?(?:pt|px|em|rem|cm|mm|in|%)?$/;
const WHITE =
  /^(?:white|#fff|#ffffff|rgba?\(\s*255\s*[, ]\s*255\s*[, ]\s*255\b.*|transparent|rgba\([^)]*,\s*0(?:\.0+)?\s*\))$/;
const NO_GROUND =
  /^(?:none|inherit|initial|unset|transparent|white|#fff|#ffffff|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))$/;

/** Classes and elements that the page's own sheets give a ground; `elsewhere` when more sheets were linked and not seen. */
export class Grounds {
  readonly names = new Set<string>();
  elsewhere = false;

  /** `selector{…background…}`: every class and element named in the selector counts. */
  read(sheet: string): void {
    let at = 0;
    for (let open = sheet.indexOf('{'); open >= 0; open = sheet.indexOf('{', at)) {
      const close = sheet.indexOf('}', open);
      if (close < 0) break;
      const body = sheet.slice(open + 1, Math.min(close, open + 2_000));
      const ground = /(?:^|[;\s{])background(?:-color)?\s*:\s*([^;}]{1,100})/i.exec(body)?.[1]?.trim().toLowerCase();
      if (ground && !NO_GROUND.test(ground))
        for (const m of sheet.slice(Math.max(at, open - 2_000), open).matchAll(/[.#]?[\w-]+/g))
          this.names.add(m[0].toLowerCase());
      at = close + 1;
    }
  }

  under(name: string, attributes: ReadonlyMap<string, string>): boolean {
    if (this.names.has(name)) return true;
    const classes = attributes.get('class');
    return (classes ?? '').split(/\s+/, 20).some((c) => this.names.has(`.${c.toLowerCase()}`));
  }
}

const PICTURES = /(?:^|[,'" ])(wingdings(?: [23])?|webdings|symbol)(?:[,'" ]|$)/;

/** Word's marks in class names: msoDel, MsoCommentReference, and so on. */
const MARGIN_ELEMENT = /^(?:comment-list|comment|header|footer|frame-?comment|annotation-list)$/;

/** How the inside of an element looks, given how it looks around it. */
export function lookInside(
  around: Look,
  name: string,
  attributes: ReadonlyMap<string, string>,
  grounds: Grounds,
): Look {
  if (around.gone) return around;
  const style = styleOf(attributes.get('style'));
  const classes = (attributes.get('class') ?? '').slice(0, 500);
  const look = { ...around };
  if (style.get('display') === 'none' || attributes.has('hidden') || ZERO.test(style.get('opacity') ?? '-'))
    look.gone = 'hidden';
  const struck = name === 's' || name === 'strike';
  if (name === 'del' || /\bmsodel\b/i.test(classes) || (struck && attributes.has('datetime'))) look.gone = 'deleted';
  if (MARGIN_ELEMENT.test(style.get('mso-element') ?? '') || /\bmsocomment(?:reference|text|subject)\b/i.test(classes))
    look.gone = 'margin';
  if (style.get('mso-special-character') === 'comment') look.gone = 'margin';
  const seen = style.get('visibility');
  if (seen === 'hidden' || seen === 'collapse') look.unseen = true;
  else if (seen === 'visible') look.unseen = false;
  if (style.get('mso-hide') === 'all') look.unseen = true;
  else if (style.get('mso-hide') === 'none') look.unseen = false;
  const size = style.get('font-size');
  if (size !== undefined) look.tiny = ZERO.test(size);
  const colour = style.get('color') ?? attributes.get('color')?.trim().toLowerCase();
  if (colour !== undefined) look.white = !grounds.elsewhere && WHITE.test(colour);
  const ground =
    style.get('background-color') ?? style.get('background') ?? attributes.get('bgcolor')?.trim().toLowerCase();
  if (ground !== undefined && ground !== '') look.ground = !NO_GROUND.test(ground);
  else if (grounds.under(name, attributes)) look.ground = true;
  const family = style.get('font-family') ?? style.get('font') ?? attributes.get('face')?.toLowerCase();
  if (family !== undefined) {
    const pictures = PICTURES.exec(family)?.[1];
    look.pictures =
      pictures === undefined ? null : pictures === 'wingdings' || pictures === 'wingdings 2' ? pictures : 'other';
  }
  const space = style.get('white-space');
  if (name === 'pre' || name === 'textarea') look.pre = true;
  else if (space !== undefined) look.pre = /^pre(?:-line|-wrap)?$/.test(space);
  return look;
}

const BOXES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wingdings: { þ: '☑', ý: '☒', '¨': '☐', o: '☐', ü: '✓', û: '✗' },
  'wingdings 2': { R: '☑', '£': '☐', S: '☒', T: '☒', P: '✓', O: '✗' },
};

/** A letter of a picture font is what it shows: a box, or a bullet. It must not be read as a letter beside a number. */
export const pictured = (text: string, font: NonNullable<Look['pictures']>): string =>
  text.replace(/[^\s\u00a0\u2e80-\uffef\d]/g, (c) => BOXES[font]?.[c] ?? '·');
