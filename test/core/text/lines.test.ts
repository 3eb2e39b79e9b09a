// Which line ends go: those that a printer or a converter made. Headings, list items, fields and rows keep theirs.
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/core/text/read.ts';

const read = (source: string): string[] => readDocument(source).normal.text.split('\n');
/** Cut every so many characters, as a mail program or a PDF reader does. */
const cut = (paragraph: string, width: number): string =>
  paragraph.match(new RegExp(`[^\\n]{1,${width}}`, 'g'))!.join('\n');

const PARAGRAPH =
  '2023年，望岭县林业局收入决算数为2,745.19万元，较上年增加126.40万元，增长4.83%，主要原因是新增造林补助资金；支出决算数为2,700.10万元，其中基本支出1,180.50万元，项目支出1,519.60万元，年末结转和结余45.09万元。';
const SECOND =
  '全年完成营造林1.2万亩，抚育森林3.5万亩，义务植树28万株，林业有害生物成灾率控制在0.9‰以内，森林火灾受害率为零，群众对林业工作的满意度达到96.5%，较年初目标高1.5个百分点。';

describe('paragraphs cut at one width are whole again', () => {
  it.each([20, 24, 30, 33, 38, 45, 52, 60])('%i characters', (width) => {
    const source = `一、收支情况\n${cut(PARAGRAPH, width)}\n二、绩效情况\n${cut(SECOND, width)}\n（一）产出\n${cut(PARAGRAPH, width)}`;
    expect(read(source)).toEqual(['一、收支情况', PARAGRAPH, '二、绩效情况', SECOND, '（一）产出', PARAGRAPH]);
  });
  it('when only the first line of a paragraph is indented', () => {
    const indented = (p: string) => cut(`　　${p}`, 38);
    const source = `　　一、收支情况\n${indented(PARAGRAPH)}\n${indented(SECOND)}\n${indented(PARAGRAPH)}`;
    expect(read(source)).toEqual(['一、收支情况', PARAGRAPH, SECOND, PARAGRAPH]);
  });
  it('over page numbers and running heads', () => {
    const lines = cut(PARAGRAPH.repeat(3), 38).split('\n');
    lines.splice(3, 0, '— 1 —', '望岭县林业局2023年度部门决算');
    lines.splice(8, 0, '— 2 —', '望岭县林业局2023年度部门决算');
    expect(read(lines.join('\n')).join('')).toBe(PARAGRAPH.repeat(3));
  });
});

describe('a number, a bracket or a quotation cut in two is whole again in any text', () => {
  it.each([
    ['本年收入合计12,6\n84.53万元。', '本年收入合计12,684.53万元。'],
    ['项目支出258.\n87万元（上年325.21万元）。', '项目支出258.87万元（上年325.21万元）。'],
    ['年末结转和结余25.59\n万元。', '年末结转和结余25.59万元。'],
    ['按照《部门预算管理\n办法》执行。', '按照《部门预算管理办法》执行。'],
    ['以下简称“县\n林业局”。', '以下简称“县林业局”。'],
    ['年初结转和结余41.37万元（上年49.32万元\n）。', '年初结转和结余41.37万元（上年49.32万元）。'],
  ])('%s', (source, wanted) => {
    expect(read(source)).toEqual([wanted]);
  });
});

describe('line ends that part things stay', () => {
  it.each([
    ['headings', '一、部门概况\n（一）机构设置\n1.内设机构'],
    ['items without full stops', '1.负责造林、抚育和防火\n2.负责湿地、草原保护\n3.负责林权、木材检查'],
    ['items of dashes', '负责造林、抚育和防火\n负责湿地、草原保护\n负责林权、木材检查'],
    ['fields of a form', '单位名称：望岭县林业局\n报告日期：2023年5月20日\n联系人：李某'],
    ['rows', '项目\t预算数\n基本支出\t12.50\n项目支出\t3.00'],
    ['cells one a line', '基本支出\n12.50\n项目支出\n3.00\n12\n34'],
    ['an attachment mark before a title', '附件2\n2023年度部门整体支出绩效自评表'],
    ['paragraphs that end', `${PARAGRAPH}\n${SECOND}`],
  ])('%s', (_name, source) => {
    expect(read(source)).toEqual(source.split('\n'));
  });
  it('a figure on a line of its own is no page number', () => {
    expect(read('全年共开展林业技术培训和林区防火演练以及普法宣传活动，次数为\n12\n次。').join('')).toContain('12');
    expect(read('基本支出\n12\n项目支出\n3')).toEqual(['基本支出', '12', '项目支出', '3']);
  });
});
