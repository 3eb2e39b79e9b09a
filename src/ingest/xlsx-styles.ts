// A workbook's styles part: which number format each cell style prints with. Fonts, fills and borders are not looked at.
import { type NumberFormat, readFormat } from './xlsx-format.ts';
import { walkXml } from './xml.ts';

const YEAR_MONTH = 'yyyy"年"m"月"';
const MONTH_DAY = 'm"月"d"日"';
const HOUR_MINUTE = '上午/下午h"时"mm"分"';
const HOUR_SECOND = '上午/下午h"时"mm"分"ss"秒"';

/** ECMA-376 part 1, 18.8.30: formats known by number alone, as a Chinese Excel prints them. */
const BUILT_IN: Record<number, string> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"¥"#,##0;"¥"\\-#,##0',
  6: '"¥"#,##0;"¥"\\-#,##0',
  7: '"¥"#,##0.00;"¥"\\-#,##0.00',
  8: '"¥"#,##0.00;"¥"\\-#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: YEAR_MONTH,
  28: MONTH_DAY,
  29: MONTH_DAY,
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: HOUR_MINUTE,
  35: HOUR_SECOND,
  36: YEAR_MONTH,
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  41: '#,##0;-#,##0;"-";@',
  42: '"¥"#,##0;"¥"-#,##0;"¥""-";@',
  43: '#,##0.00;-#,##0.00;"-"??;@',
  44: '"¥"#,##0.00;"¥"-#,##0.00;"¥""-"??;@',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
  48: '##0.0E+0',
  49: '@',
  50: YEAR_MONTH,
  51: MONTH_DAY,
  52: YEAR_MONTH,
  53: MONTH_DAY,
  54: MONTH_DAY,
  55: HOUR_MINUTE,
  56: HOUR_SECOND,
  57: YEAR_MONTH,
  58: MONTH_DAY,
};

export const GENERAL = readFormat('General');

/** The format of a cell by its style number; General where the part is missing or says nothing. */
export function readStyles(xml: string | null): (style: number) => NumberFormat {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inCellStyles = false;
  if (xml !== null)
    walkXml(xml, {
      open(name, a) {
        if (name === 'numFmt' && a.numFmtId !== undefined) codes.set(Number(a.numFmtId), a.formatCode ?? 'General');
        else if (name === 'cellXfs') inCellStyles = true;
        else if (name === 'xf' && inCellStyles) styles.push(Number(a.numFmtId ?? 0));
      },
      close(name) {
        if (name === 'cellXfs') inCellStyles = false;
      },
    });
  const ready = new Map<number, NumberFormat>();
  return (style) => {
    const id = styles[style] ?? 0;
    let format = ready.get(id);
    if (!format) {
      format = readFormat(codes.get(id) ?? BUILT_IN[id] ?? 'General');
      ready.set(id, format);
    }
    return format;
  };
}
