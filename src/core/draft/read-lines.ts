// A model's reply to lines: one sentence a line, the slots it rests on in ⟦…⟧ behind it, an empty line before a new paragraph.
import type { DraftLine } from './line.ts';

/** What stands behind a sentence: ⟦a,b⟧, also as weaker models write it: 【【a】】, [[a]], [a, b], 〔a〕 with slot names only. */
const RESTS =
  /\s*(?:⟦([^⟦⟧]*)⟧|\[\[([^[\]]*)\]\]|[[〔]([a-z][a-z0-9_]*(?:\s*[,，、]\s*[a-z][a-z0-9_]*)*|)[\]〕])\s*[。.]?\s*$/;
const ITEM =
  /^\s*(?:[-*•·]\s+|[（(]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）]\s*|\d{1,2}[.．、]\s*(?!\d)|[①-⑳]\s*)/;

/** More lines than any section has; a reply that goes on beyond is no draft. */
const MOST = 400;

/** Never throws; time grows with the length of the reply only. */
export function readLines(reply: string): DraftLine[] {
  const lines: DraftLine[] = [];
  let begins = true;
  for (const raw of reply.replaceAll('\r\n', '\n').split('\n')) {
    const line = raw.trim();
    if (line === '') {
      begins = true;
      continue;
    }
    if (lines.length >= MOST) break;
    const tail = line.slice(-600);
    const m = RESTS.exec(tail);
    const body = (m ? line.slice(0, line.length - tail.length + m.index) : line).trim();
    const rests = m
      ? (m[1] ?? m[2] ?? m[3] ?? '')
          .split(/[,，、;；\s]+/)
          .map((r) => r.replace(/[{}｛｝`]/g, ''))
          .filter(Boolean)
      : [];
    const mark = ITEM.exec(body);
    lines.push({
      text: mark ? body.slice(mark[0].length) : body,
      rests,
      begins: begins || mark !== null,
      style: mark ? 'item' : 'body',
    });
    begins = false;
  }
  return lines;
}
