// What a page held that was not read, as sentences for the clerk: what it was and what to do if it mattered.

interface Piece {
  length: number;
  sample: string;
}

export interface Unread {
  hidden: Piece;
  deleted: Piece;
  margin: Piece;
  outside: Piece;
  comment: Piece;
  images: number;
  frames: number;
  /** Cells that print only ###. */
  narrow: number;
}

const PIECES = {
  hidden: ['看不见的文字（隐藏、零号字或白字）', '如果是报告内容，请在原文件里取消隐藏后重新复制'],
  deleted: ['修订里已删除的文字', '如果不该删除，请在原文件里拒绝该处修订后重新复制'],
  margin: ['批注、页眉或页脚的文字', '如果其中有报告内容，请把它写进正文后重新复制'],
  outside: ['选中部分以外的文字', '如果需要，请扩大选中范围后重新复制'],
  comment: ['网页代码里的注释', '它不是页面上的内容，一般不用处理'],
} as const;

export function noticesOf(unread: Unread): string[] {
  const out: string[] = [];
  for (const kind of Object.keys(PIECES) as (keyof typeof PIECES)[]) {
    const { length, sample } = unread[kind];
    if (length === 0) continue;
    const [what, advice] = PIECES[kind];
    out.push(`有${what}没有读取，共 ${length} 个字符（“${sample}${length > sample.length ? '…' : ''}”）。${advice}。`);
  }
  if (unread.images > 0)
    out.push(`有 ${unread.images} 张图片没有读取。如果图片里有文字或数字，请对照原文手工登记，或粘贴带文字的版本。`);
  if (unread.frames > 0) out.push(`页面里嵌了 ${unread.frames} 处别的页面或附件，没有读取。请打开它们另行复制或上传。`);
  if (unread.narrow > 0) out.push(`有 ${unread.narrow} 个格子只显示 ####（列太窄）。请在 Excel 里把列拉宽后重新复制。`);
  return out;
}
