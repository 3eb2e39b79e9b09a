// What a Word document holds that its text does not: counted while it is read, told as notices. Reads nothing itself.

export class Tally {
  hidden = 0;
  deleted = 0;
  pictures = 0;
  charts = 0;
  objects = 0;
  comments = 0;
  notes = 0;
  contents = 0;
  signs = 0;
  parts = 0;
  placeholders = 0;
  private hiddenText = '';
  private placeholderText = '';

  hide(text: string): void {
    const count = text.replace(/\s/g, '').length;
    if (count === 0) return;
    this.hidden += count;
    if (this.hiddenText.length < SAMPLE) this.hiddenText += text;
  }

  prompt(text: string): void {
    if (text.trim() === '') return;
    this.placeholders++;
    if (this.placeholderText.length < SAMPLE)
      this.placeholderText += `${this.placeholderText === '' ? '' : '、'}${text.trim()}`;
  }

  remove(text: string): void {
    this.deleted += text.replace(/\s/g, '').length;
  }

  /** Chinese, the weightiest first; empty when nothing was left out. */
  notices(): string[] {
    return NOTICES.flatMap(([of, tell]) => {
      const n = this[of];
      return n > 0 ? [tell(n, of === 'hidden' ? sample(this.hiddenText) : sample(this.placeholderText))] : [];
    });
  }
}

const SAMPLE = 30;
const sample = (text: string): string => {
  const one = text.replace(/\s+/g, ' ').trim();
  const points = [...one];
  return points.length > SAMPLE ? `${points.slice(0, SAMPLE).join('')}…` : one;
};

type Counted = {
  [K in keyof Tally]: Tally[K] extends number ? K : never;
}[keyof Tally];

const NOTICES: readonly (readonly [Counted, (n: number, sample: string) => string])[] = [
  [
    'hidden',
    (n, s) =>
      `文中有 ${n} 个隐藏的字没有读入（开头是“${s}”）。如果是正文，请在 Word 中取消隐藏、改用看得见的颜色和字号后重新上传。`,
  ],
  ['pictures', (n) => `文中有 ${n} 张图片，图片里的文字没有读取。图片里如有表格或数据，请粘贴文字版。`],
  [
    'objects',
    (n) => `文中有 ${n} 个嵌入对象（如 Excel 表格、公式），其中的内容没有读取。请把里面的表格或文字复制后粘贴。`,
  ],
  ['charts', (n) => `文中有 ${n} 个图表或图示，其中的文字和数据没有读取。需要的数据请粘贴文字或表格。`],
  ['parts', (n) => `文中引用了 ${n} 个子文档，没有读取。请把子文档另行上传。`],
  ['deleted', (n) => `文中有修订：已按接受修订读取，标为删除的 ${n} 个字没有读入。请核对修订是否都应接受。`],
  [
    'placeholders',
    (_n, s) => `文中有没有填写的控件，提示文字（“${s}”）没有读入。请在 Word 中填写后重新上传，或在这里直接补充。`,
  ],
  ['signs', (n) => `文中有 ${n} 个特殊符号无法识别，在文字中记作“□”。请对照原文核对。`],
  ['notes', (n) => `文中有 ${n} 条脚注或尾注，其文字放在所在段落之后，以“注：”开头。`],
  ['comments', (n) => `文中有 ${n} 条批注，没有读取。`],
  ['contents', (n) => `自动生成的目录（${n} 行）与正文的标题相同，没有重复读取。`],
];
