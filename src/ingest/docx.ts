// A Word document's parts to the text that a reader sees in Word, with the numbers that Word writes itself. Headers, footers
// and comments are not part of it.
import { fail, ok, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';
import { walkBody } from './docx-body.ts';
import { linesText, type Piece } from './docx-lines.ts';
import { readNumbering } from './docx-numbering.ts';
import { Story } from './docx-story.ts';
import { readStyles } from './docx-styles.ts';
import { Tally } from './docx-tally.ts';
import { damaged } from './refusal.ts';
import { type Package, refusable } from './zip.ts';

/** The text of a note in one line, as it is put after its paragraph. */
function noteLines(pieces: readonly Piece[]): Piece[] {
  const text = linesText(pieces)
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '');
  return text.map((l, i) => ({ kind: 'line', text: i === 0 ? `注：${l}` : l, apart: i === 0 }));
}

function read(pkg: Package): Result<SourceText> {
  const xml = pkg.part(pkg.mainPart);
  if (xml === null) throw damaged('缺少正文');
  const relations = pkg.relations(pkg.mainPart);
  const related = (type: string): string | null => {
    const target = relations.find((r) => r.type === type && !r.external)?.target;
    return target === undefined ? null : pkg.part(target);
  };
  const tally = new Tally();
  const styles = readStyles(related('styles'));
  const numberingXml = related('numbering');
  const story = (): Story => new Story(styles, readNumbering(numberingXml, styles), tally);

  const notes = new Map<string, Piece[]>();
  for (const kind of ['footnote', 'endnote']) {
    const part = related(`${kind}s`);
    if (part === null) continue;
    const stories = new Map<string, Story>();
    const none = { styles, story: story(), notes: new Map() };
    walkBody(part, none, (id) => {
      const own = story();
      stories.set(`${kind} ${id}`, own);
      return own;
    });
    for (const [id, own] of stories) notes.set(id, noteLines(own.finish()));
  }

  const body = story();
  walkBody(xml, { styles, story: body, notes });
  const text = linesText(body.finish());
  const notices = [...pkg.notices, ...tally.notices()];
  if (text.trim() === '')
    return fail(
      'bad-input',
      'empty_file',
      tally.pictures > 0
        ? '文档里只有图片，没有可读取的文字（可能是扫描件）。请找文字版，或把图片识别成文字后粘贴。'
        : '文档是空的，没有可读取的文字。请检查是否选错了文件。',
    );
  return ok({ text, form: 'docx', notices });
}

/** Never throws on a bad document; cost is linear in its size. */
export const readDocx = (pkg: Package): Result<SourceText> => refusable(() => read(pkg));
