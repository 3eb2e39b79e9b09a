// A workbook's texts: the shared strings in order, runs joined, phonetic guides left out.
import { walkXml, type XmlVisitor } from './xml.ts';

/** `_x000D_` stands for a character that XML cannot hold; `_x005F_` for the underscore that would start one. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => {
        const c = Number.parseInt(hex, 16);
        return c === 13 ? '' : c < 32 && c !== 9 && c !== 10 ? ' ' : String.fromCharCode(c);
      })
    : text;

/** Collects the text of `si` or `is` elements: pass it the events inside one, then take what it holds. */
export class RichText {
  private parts = '';
  private inText = false;
  private phonetic = 0;

  open(name: string): void {
    if (name === 't') this.inText = true;
    else if (name === 'rPh') this.phonetic++;
  }
  text(text: string): void {
    if (this.inText && this.phonetic === 0) this.parts += text;
  }
  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.phonetic--;
  }
  take(): string {
    const held = unescaped(this.parts);
    this.parts = '';
    return held;
  }
}

export function readStrings(xml: string | null): string[] {
  const strings: string[] = [];
  if (xml === null) return strings;
  const rich = new RichText();
  const visitor: XmlVisitor = {
    open: (name) => rich.open(name),
    text: (text) => rich.text(text),
    close(name) {
      rich.close(name);
      if (name === 'si') strings.push(rich.take());
    },
  };
  walkXml(xml, visitor);
  return strings;
}
