// Formulas in a Word document (Office Math) to one line of text: fractions, powers, roots and brackets as they are typed.

interface Frame {
  name: string;
  open: string;
  close: string;
  parts: number;
  /** Where the part that is being read begins in the paragraph. */
  from: number;
}

const STRUCTURES = new Set(
  'm:d m:f m:sSup m:sSub m:sSubSup m:sPre m:rad m:nary m:acc m:bar m:box m:borderBox m:func m:limLow m:limUpp m:groupChr m:eqArr m:m m:phant'.split(
    ' ',
  ),
);
const PARTS = new Set(['m:num', 'm:den', 'm:sup', 'm:sub', 'm:e']);
const COMPOUND = /[+\-−×÷=*/]/;

/** `pieces` is the paragraph's text so far, to which the signs are added that Word draws and does not store. */
export class Formula {
  private readonly frames: Frame[] = [];

  open(name: string, a: Readonly<Record<string, string>>, pieces: string[]): void {
    if (STRUCTURES.has(name)) {
      this.frames.push({ name, open: '(', close: ')', parts: 0, from: 0 });
      return;
    }
    const frame = this.frames.at(-1);
    if (!frame) return;
    if (name === 'm:begChr') frame.open = a['m:val'] ?? '';
    else if (name === 'm:endChr') frame.close = a['m:val'] ?? '';
    else if (name === 'm:chr' && frame.name === 'm:nary') frame.open = a['m:val'] ?? '';
    if (!PARTS.has(name)) return;
    if (name === 'm:e' && frame.name === 'm:d') pieces.push(frame.parts++ === 0 ? frame.open : ',');
    else if (name === 'm:e' && frame.name === 'm:rad') pieces.push('√');
    else if (name === 'm:sub' && frame.name === 'm:nary') pieces.push(frame.open === '(' ? '∫' : frame.open);
    else if (name === 'm:den') pieces.push('/');
    else if (name === 'm:sup' && frame.name !== 'm:nary') pieces.push('^');
    frame.from = pieces.length;
  }

  close(name: string, pieces: string[]): void {
    const frame = this.frames.at(-1);
    if (!frame) return;
    if (name === frame.name) {
      if (name === 'm:d' && frame.parts > 0) pieces.push(frame.close);
      this.frames.pop();
      return;
    }
    // Above and below a line, under a root and raised: what stands together there needs brackets in one line.
    if (name !== 'm:num' && name !== 'm:den' && name !== 'm:sup' && !(name === 'm:e' && frame.name === 'm:rad')) return;
    const from = frame.from;
    const part = pieces.slice(from).join('');
    if (COMPOUND.test(part) && !/^\([^()]*\)$/.test(part)) {
      pieces.splice(from, 0, '(');
      pieces.push(')');
    }
  }
}
