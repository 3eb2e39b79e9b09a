// Whether the characters a PDF yields are the ones it shows: fonts without a table of characters print well and read as
// nonsense. Judges by shares, never mends.

/** Common in any office's report; nonsense hits them by chance only. */
const COMMON = new Set(
  '的一是在和有了年月日人元万部门单位支出收入预算决项目资金工作绩效管理情况整体评价完成及等为中大上下不以对本级公共服务财政经费基其他总数度用行实施发展设会市县区街道局报告数据表',
);
const BROKEN = /[\ue000-\uf8ff\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

export interface Legibility {
  /** 'no': nonsense throughout. 'partly': some characters cannot be read. */
  is: 'yes' | 'partly' | 'no';
  broken: number;
}

export function legibility(text: string): Legibility {
  const solid = text.replace(/\s+/g, '');
  const broken = solid.match(BROKEN)?.length ?? 0;
  if (solid.length === 0) return { is: 'yes', broken };
  if (broken > solid.length * 0.2) return { is: 'no', broken };
  let han = 0;
  let common = 0;
  let odd = 0;
  for (const c of solid) {
    const code = c.codePointAt(0)!;
    if (code >= 0x3400 && code <= 0x9fff) {
      han++;
      if (COMMON.has(c)) common++;
    } else if ((code >= 0xa0 && code < 0x2000 && !'·×±°²³'.includes(c)) || (code > 0xa000 && code < 0xf900)) odd++;
  }
  if (han >= 200 && common < han * 0.04) return { is: 'no', broken };
  if (solid.length >= 60 && odd > solid.length * 0.25) return { is: 'no', broken };
  return { is: broken > 0 ? 'partly' : 'yes', broken };
}
