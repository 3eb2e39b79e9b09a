// Where a field stands in a JSON text, so that a fault can be shown at its place; and what a broken text is broken at. Pure.

export interface JsonPlace {
  start: number;
  end: number;
}

/** The place of `outline.1.compose.0.say`; where a part of the path is missing, the innermost that is there. Null: no JSON. */
export function placeOfField(text: string, path: string): JsonPlace | null {
  const steps = path === '' ? [] : path.split('.');
  let at = 0;
  const space = (): void => {
    while (at < text.length && /\s/.test(text[at]!)) at++;
  };
  const string = (): string | null => {
    const m = /"(?:[^"\\]|\\.)*"/y;
    m.lastIndex = at;
    const found = m.exec(text);
    if (!found) return null;
    at += found[0].length;
    try {
      return JSON.parse(found[0]) as string;
    } catch {
      return null;
    }
  };
  let best: JsonPlace | null = null;
  /** Reads one value; `depth` steps of the path lead to it, null when none does. */
  const value = (depth: number | null): boolean => {
    space();
    const start = at;
    const open = text[at];
    if (open === '{' || open === '[') {
      at++;
      const mine = depth === null ? null : (steps[depth] ?? null);
      for (let i = 0; ; i++) {
        space();
        if (text[at] === (open === '{' ? '}' : ']')) break;
        if (at >= text.length) return false;
        let name: string | null = String(i);
        if (open === '{') {
          name = string();
          space();
          if (name === null || text[at] !== ':') return false;
          at++;
        }
        if (!value(name === mine && depth !== null ? depth + 1 : null)) return false;
        space();
        if (text[at] === ',') at++;
      }
      at++;
    } else if (open === '"') {
      if (string() === null) return false;
    } else {
      while (at < text.length && !/[\s,\]}]/.test(text[at]!)) at++;
      if (at === start) return false;
    }
    // Inner values end first: the first one kept is the innermost on the path.
    if (depth !== null && !best) best = { start, end: at };
    return true;
  };
  return value(0) ? best : null;
}

/** `outline.1.compose.0.say：缺少…` names its field before the colon; a fault without one is about the whole. */
export const fieldOfFault = (fault: string): string => /^([A-Za-z_][\w.-]*)：/.exec(fault)?.[1] ?? '';

/** The line that a parser stopped at, as browsers tell it; null when they do not. */
export function lineOfError(text: string, message: string): number | null {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position) return text.slice(0, Number(position)).split('\n').length;
  // “Unexpected end”: it stops where the text does.
  return /unexpected end/i.test(message) && text.trim() ? text.trimEnd().split('\n').length : null;
}
