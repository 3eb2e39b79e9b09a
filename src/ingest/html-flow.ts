// Text as it flows on a page to lines: blanks collapse, a line end of the markup means nothing between two Chinese characters
// and a blank between words. Knows nothing of elements.

const BLANK = /[ \t\r\n\f\u00a0]/;
const CJK = /[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]/;
const DIGIT = /[\d０-９]/;

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPT = '₀₁₂₃₄₅₆₇₈₉';

export class Flow {
  readonly lines: string[] = [];
  /** Put before the next line's text: a heading's marks, an item's number. */
  lead = '';
  private current = '';
  private last = '';
  /** What parts the next word: nothing, a line end of the markup, or the blanks that are shown. */
  private pending = '';

  /** Ends the line; blank lines are not kept. */
  end(): void {
    if (this.current !== '') this.lines.push(this.current);
    this.current = '';
    this.last = '';
    this.pending = '';
  }

  get blank(): boolean {
    return this.current === '' && this.lines.length === 0;
  }

  /** A line as it is, whatever it holds. */
  put(line: string): void {
    this.end();
    this.lines.push(line);
  }

  private append(text: string): void {
    const first = text[0]!;
    // A tab at the head of a preformatted line is a blank first cell.
    if (this.current === '') this.current = this.lead + (this.pending.includes('\t') ? this.pending : '');
    else if (this.pending === '\n') this.current += CJK.test(this.last) && CJK.test(first) ? '' : ' ';
    else this.current += this.pending;
    this.lead = '';
    this.pending = '';
    this.current += text;
    this.last = text[text.length - 1]!;
  }

  add(text: string, pre: boolean): void {
    for (let i = 0; i < text.length; ) {
      let end = i;
      if (BLANK.test(text[i]!)) {
        let kind: ' ' | '\n' = '\n';
        let ends = false;
        for (; end < text.length && BLANK.test(text[end]!); end++) {
          // Markup's own indentation goes with its line end; a blank without one is a blank.
          if (text[end] === '\n' || text[end] === '\r') ends = true;
          else if (text[end] === '\u00a0') kind = ' ';
        }
        if (pre) {
          if (ends) this.end();
          const run = text.slice(i, end);
          this.pending = run.slice(Math.max(run.lastIndexOf('\n'), run.lastIndexOf('\r')) + 1).replace(/\u00a0/g, ' ');
        } else {
          if (!ends) kind = ' ';
          if (this.pending !== ' ') this.pending = kind;
        }
      } else {
        while (end < text.length && !BLANK.test(text[end]!)) end++;
        this.append(text.slice(i, end));
      }
      i = end;
    }
  }

  /** A raised or lowered figure must not join the figure before it: 7910¹, m², CO₂. */
  addShifted(text: string, raised: boolean): void {
    const digits = raised ? SUPERSCRIPT : SUBSCRIPT;
    this.add(
      DIGIT.test(text) && !/\D/.test(text.trim()) ? text.trim().replace(/\d/g, (d) => digits[Number(d)]!) : text,
      false,
    );
  }

  text(): string {
    this.end();
    return this.lines.join('\n');
  }
}
