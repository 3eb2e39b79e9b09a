// The words before an amount: without asides and the unit's own name, and where its quote begins.

/** The unit's own name before a concept (2022年江西…集聚区收入预算总额) says nothing about which sum it is. */
export function withoutNames(lead: string, names: readonly string[]): string {
  let out = lead;
  for (const name of names) {
    for (let size = name.length; size >= Math.min(4, name.length); size--) {
      let hit = false;
      for (let at = 0; at + size <= name.length && !hit; at++) {
        const part = name.slice(at, at + size);
        if (size < name.length && at > 6) break;
        const i = out.indexOf(part);
        if (i >= 0 && (i === 0 || /[\s，；。：、（）年度的由我]/.test(out[i - 1]!))) {
          out = out.slice(0, i) + out.slice(i + size);
          hit = true;
        }
      }
      if (hit) break;
    }
  }
  return out;
}

/** Without asides; the marks of a budget code (类, 款, 项) stay, since they say that a class is meant. */
export const stripBrackets = (s: string): string =>
  s.replace(/（([类款项])）/g, '〔$1〕').replace(/（[^（）]{0,40}）/g, '');

/** The quote begins with the words that name the sum: the clause before it, without its enumeration mark. */
export function spanOf(text: string, from: number, start: number, _end: number, lead: string): number {
  const window = text.slice(Math.max(from, start - Math.min(lead.length + 40, 60)), start);
  const cut = /(?:[，；：。（]|、(?!支[总合决预]))\s*(?=(?:[^，；：。、（]|、支[总合决预])*$)/.exec(
    window.replace(/（[^（）]*）/g, (b) => '□'.repeat(b.length)),
  );
  return start - window.length + (cut ? cut.index + cut[0].length : 0);
}
