// A workbook to text: its visible sheets in order, each under its name, values as printed. What is left out is told.
import { fail, ok, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';
import { damaged } from './refusal.ts';
import { readSheet, type Sheet, type Workbook } from './xlsx-sheet.ts';
import { readStrings } from './xlsx-strings.ts';
import { readStyles } from './xlsx-styles.ts';
import { type SheetText, sheetText } from './xlsx-table.ts';
import { walkXml } from './xml.ts';
import type { Package } from './zip.ts';

interface Listed {
  name: string;
  id: string;
  hidden: boolean;
}

const ANEW = '请在 Excel、WPS 中打开该文件，';
const listed = (names: readonly string[], most = 5): string =>
  `${names.slice(0, most).join('、')}${names.length > most ? ` 等 ${names.length} 处` : ''}`;

function readWorkbook(xml: string): { sheets: Listed[]; from1904: boolean } {
  const sheets: Listed[] = [];
  let from1904 = false;
  walkXml(xml, {
    open(name, a) {
      if (name === 'sheet')
        sheets.push({
          name: (a.name ?? '').replace(/\s+/g, ' ').trim(),
          id: a['r:id'] ?? '',
          hidden: a.state === 'hidden' || a.state === 'veryHidden',
        });
      else if (name === 'workbookPr') from1904 = a.date1904 === '1' || a.date1904 === 'true';
    },
  });
  return { sheets, from1904 };
}

function noticesOf(name: string, sheet: Sheet, laid: SheetText): string[] {
  const out: string[] = [];
  const hidden = [
    ...(laid.hiddenRows ? [`${laid.hiddenRows} 行`] : []),
    ...(laid.hiddenColumns ? [`${laid.hiddenColumns} 列`] : []),
  ].join('、');
  if (hidden)
    out.push(`工作表“${name}”有 ${hidden}被隐藏或筛选掉，没有读取。如果需要，${ANEW}取消隐藏和筛选后保存，再上传。`);
  if (sheet.invisible) out.push(`工作表“${name}”有 ${sheet.invisible} 个数因单元格格式设为不显示，没有读取。`);
  if (laid.covered) out.push(`工作表“${name}”有 ${laid.covered} 个值被合并单元格盖住，没有读取。`);
  if (sheet.uncalculated.length)
    out.push(
      `工作表“${name}”的 ${listed(sheet.uncalculated)} 是公式，但文件里没有计算结果，以“—”代替。${ANEW}计算并保存后再上传。`,
    );
  if (sheet.errors.length)
    out.push(`工作表“${name}”的 ${listed(sheet.errors)} 是错误值（如 #REF!），以“—”代替。${ANEW}改正后再上传。`);
  if (laid.sparse) out.push(`工作表“${name}”内容分散，合并单元格没有展开，请核对表格内容。`);
  return out;
}

/** Text boxes and shapes with words in them. */
function hasText(drawing: string): boolean {
  let found = false;
  let inText = false;
  if (drawing !== '')
    walkXml(drawing, {
      open: (name) => {
        inText = name === 'a:t';
      },
      text: (text) => {
        if (inText && text.trim() !== '') found = true;
      },
      close: () => {
        inText = false;
      },
    });
  return found;
}

/** Throws a Refusal (caught by `readPackage`) when the file does not fit together. */
export function readXlsx(pkg: Package): Result<SourceText> {
  const main = pkg.part(pkg.mainPart);
  if (main === null) throw damaged('缺少工作簿');
  const { sheets, from1904 } = readWorkbook(main);
  const relations = pkg.relations(pkg.mainPart);
  const byType = (type: string): string | null => {
    const found = relations.find((r) => r.type === type && !r.external);
    return found ? pkg.part(found.target) : null;
  };
  const book: Workbook = {
    strings: readStrings(byType('sharedStrings')),
    formatOf: readStyles(byType('styles')),
    from1904,
  };
  const notices = [...pkg.notices];
  const texts: string[] = [];
  const commented: string[] = [];
  const drawn: string[] = [];
  for (const { name, id, hidden } of sheets) {
    if (hidden) continue;
    const at = relations.find((r) => r.id === id);
    if (at?.type === 'chartsheet' || at?.type === 'dialogsheet') {
      notices.push(`“${name}”是图表页，没有读取。`);
      continue;
    }
    const xml = at && !at.external ? pkg.part(at.target) : null;
    if (xml === null) throw damaged(`缺少工作表“${name}”`);
    const sheet = readSheet(xml, book);
    const laid = sheetText(sheet);
    notices.push(...noticesOf(name, sheet, laid));
    const beside = at ? pkg.relations(at.target) : [];
    if (beside.some((r) => r.type === 'comments' || r.type === 'threadedComment')) commented.push(`“${name}”`);
    if (beside.some((r) => r.type === 'drawing' && hasText(pkg.part(r.target) ?? ''))) drawn.push(`“${name}”`);
    if (laid.text !== '') texts.push(`${name}\n\n${laid.text}\n`);
  }
  const hidden = sheets.filter((s) => s.hidden).map((s) => `“${s.name}”`);
  if (hidden.length)
    notices.push(`隐藏的工作表没有读取：${hidden.join('、')}。如果需要，${ANEW}取消隐藏后保存，再上传。`);
  if (commented.length) notices.push(`工作表${commented.join('、')}有批注，批注没有读取。`);
  if (drawn.length)
    notices.push(`工作表${drawn.join('、')}有文本框，其中的文字没有读取。如果需要，请把文字复制到单元格中再上传。`);
  if (texts.length === 0)
    return fail(
      'bad-input',
      'empty_file',
      hidden.length || notices.length > pkg.notices.length
        ? `表格里没有可读取的内容。${notices.slice(pkg.notices.length).join('')}`
        : '表格是空的，没有可读取的内容。请检查是否选错了文件。',
    );
  return ok({ text: texts.join('\n'), form: 'xlsx', notices });
}
