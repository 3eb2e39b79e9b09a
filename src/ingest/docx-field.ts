// Field codes of Word: which ones build a table of contents, and what a field shows that has no stored result.

/** A field from its begin to its end. */
export interface Field {
  code: string;
  inCode: boolean;
  closed: boolean;
  /** A table of contents. */
  contents: boolean;
  /** Its result has text. */
  shown: boolean;
  /** The paragraph its code stands in. */
  home: object | undefined;
  form: FormField | null;
}

export const newField = (home: object | undefined): Field => ({
  code: '',
  inCode: true,
  closed: false,
  contents: false,
  shown: false,
  home,
  form: null,
});

/** A form field's own data, collected from w:ffData. */
export interface FormField {
  checked?: boolean;
  entries: string[];
  chosen: number;
}

export const isContents = (code: string): boolean => /^\s*TOC\b/i.test(code);
export const isPageReference = (code: string): boolean => /^\s*PAGEREF\b/i.test(code);

/** ○ over 3 is ③. */
function overlaid(parts: string): string {
  const shown = parts.replace(/[○〇◯□△◇,，;；\s]/g, '');
  const n = /^\d{1,2}$/.test(shown) ? Number(shown) : 0;
  return /[○〇◯]/.test(parts) && n >= 1 && n <= 20 ? String.fromCodePoint(0x2460 + n - 1) : shown;
}

/** EQ draws signs over each other: circled characters \o\ac(○,3), readings over characters \o\ad(\s\up 9(du),督). */
function equation(code: string): string {
  const over = /\\o(?:\\a[cdlr])?\s*\(/i.exec(code);
  if (!over) {
    const fraction = /\\f\s*\(([^()\\,;]{1,60})[,;]([^()\\]{1,60})\)/i.exec(code);
    return fraction ? `${fraction[1]!.trim()}/${fraction[2]!.trim()}` : '';
  }
  const inside = code.slice(over.index + over[0].length).replace(/\)\s*$/, '');
  const reading = /^\\s\\up\s*\d+\s*\([^()]*\)\s*[,;]([^()]*)/i.exec(inside);
  return reading ? reading[1]!.trim() : overlaid(inside);
}

/** What Word shows for a field without a result; '' for fields that only mark or calculate. */
export function shownByCode(code: string, form: FormField | null): string {
  const text = code.trim().slice(0, 400);
  if (/^FORMCHECKBOX\b/i.test(text)) return form?.checked ? '☑' : '□';
  if (/^FORMDROPDOWN\b/i.test(text)) return form?.entries[form.chosen] ?? '';
  if (/^EQ\b/i.test(text)) return equation(text.slice(2));
  const button = /^(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+([\s\S]+)$/i.exec(text);
  return button ? button[1]!.trim() : '';
}
