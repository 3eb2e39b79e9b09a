// Word documents to text: what a reader sees in Word, with the numbers it writes itself, and notices about what was left out.
import { describe, expect, it } from 'vitest';
import { type Parts, para, readParts, run, tryParts } from './docx-made.ts';

const field = (code: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const bare = (code: string, form = ''): string =>
  `<w:r><w:fldChar w:fldCharType="begin">${form}</w:fldChar></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const cell = (text: string, properties = ''): string =>
  `<w:tc>${properties ? `<w:tcPr>${properties}</w:tcPr>` : ''}${text
    .split('\n')
    .map((t) => para(t))
    .join('')}</w:tc>`;
const row = (cells: string, properties = ''): string =>
  `<w:tr>${properties ? `<w:trPr>${properties}</w:trPr>` : ''}${cells}</w:tr>`;
const table = (rows: string, properties = ''): string =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid/>${rows}</w:tbl>`;
const box = (inside: string): string =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
const control = (properties: string, inside: string): string =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
const fraction = (above: string, below: string): string =>
  `<m:oMath><m:f><m:fPr/><m:num><m:r><m:t>${above}</m:t></m:r></m:num><m:den><m:r><m:t>${below}</m:t></m:r></m:den></m:f></m:oMath>`;

/** What stands in the body -> the text. */
const BODIES: readonly (readonly [string, string, string])[] = [
  ['paragraphs as lines', para('收入预算') + para('') + para('支出预算'), '收入预算\n\n支出预算'],
  ['runs joined', `<w:p>${run('2023年收入')}${run('7910', '<w:b/>')}${run('万元')}</w:p>`, '2023年收入7910万元'],
  [
    'text without preserved blanks as Word trims it',
    '<w:p><w:r><w:t> 收入 </w:t></w:r><w:r><w:t>7910\n万元</w:t></w:r></w:p>',
    '收入7910 万元',
  ],
  ['entities', '<w:p><w:r><w:t>甲&amp;乙&lt;丙&gt;&#x4E01;</w:t></w:r></w:p>', '甲&乙<丙>丁'],
  [
    'a line break as a line',
    '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r></w:p>',
    '甲\n乙\n丙',
  ],
  [
    'a page break as a line end',
    `<w:p>${run('甲')}<w:r><w:br w:type="page"/></w:r>${run('乙')}<w:r><w:lastRenderedPageBreak/></w:r></w:p>`,
    '甲\n乙',
  ],
  [
    'a tab in a sentence as a blank, so that no table is seen',
    `<w:p><w:r><w:tab/><w:t>填报单位：岚溪县水利局</w:t><w:tab/><w:t>单位：万元</w:t></w:r></w:p>`,
    '填报单位：岚溪县水利局 单位：万元',
  ],
  [
    'columns set with tabs as the table they are',
    ['项目\t预算数\t决算数', '基本支出\t120.5\t118', '项目支出\t80\t79.5']
      .map((l) => `<w:p><w:r><w:t>${l.replaceAll('\t', '</w:t><w:tab/><w:t>')}</w:t></w:r></w:p>`)
      .join(''),
    '项目\t预算数\t决算数\n基本支出\t120.5\t118\n项目支出\t80\t79.5',
  ],
  [
    'a typed list of contents without tabs',
    ['一、部门概况\t1', '二、绩效情况\t3', '三、主要问题\t12']
      .map((l) => `<w:p><w:r><w:t>${l.replace('\t', '</w:t><w:tab/><w:t>')}</w:t></w:r></w:p>`)
      .join(''),
    '一、部门概况 1\n二、绩效情况 3\n三、主要问题 12',
  ],
  [
    'typed numbers with a tab after them as lines',
    ['1\t认真贯彻上级政策', '2\t组织实施年度计划']
      .map((l) => `<w:p><w:r><w:t>${l.replace('\t', '</w:t><w:tab/><w:t>')}</w:t></w:r></w:p>`)
      .join(''),
    '1 认真贯彻上级政策\n2 组织实施年度计划',
  ],
  [
    'hyphens: the fixed one kept, the soft one gone',
    '<w:p><w:r><w:t>2022</w:t><w:noBreakHyphen/><w:t>2023年</w:t><w:softHyphen/><w:t>度</w:t></w:r></w:p>',
    '2022-2023年度',
  ],
  [
    'signs of picture fonts',
    '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>否 </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t><w:sym w:font="宋体" w:char="2460"/></w:r></w:p>',
    '☑是□否≥95%①',
  ],
  [
    'signs of picture fonts kept as letters',
    `<w:p>${run('\uf0fe', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')}${run('同意')}</w:p>`,
    '☑同意',
  ],
  [
    'raised figures apart from the number before them',
    `<w:p>${run('面积1200m')}${run('2', '<w:vertAlign w:val="superscript"/>')}${run('，约10')}${run('8', '<w:vertAlign w:val="superscript"/>')}${run('元')}</w:p>`,
    '面积1200m²，约10⁸元',
  ],
  [
    'insertions without deletions and moves once',
    `<w:p>${run('收入')}<w:del w:id="1">${'<w:r><w:delText>100</w:delText></w:r>'}</w:del><w:ins w:id="2">${run('200')}</w:ins>${run('万元')}<w:moveFrom w:id="3">${run('。支出')}</w:moveFrom></w:p><w:p><w:moveTo w:id="4">${run('支出')}</w:moveTo>${run('150万元')}</w:p>`,
    '收入200万元\n支出150万元',
  ],
  [
    'a deleted paragraph mark as no line end',
    `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('收入预算')}</w:p>${para('为200万元')}`,
    '收入预算为200万元',
  ],
  [
    'a line whose mark was deleted before the table after it',
    `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('单位：万元')}</w:p>${table(row(cell('甲') + cell('1')) + row(cell('乙') + cell('2')))}${para('完')}`,
    '单位：万元\n甲 | 1 |\n乙 | 2 |\n完',
  ],
  [
    'a first letter drawn large in its line',
    `<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>${run('岚')}</w:p>${para('溪县水利局')}`,
    '岚溪县水利局',
  ],
  [
    'a paragraph deleted with its mark not at all',
    `${para('甲')}<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>${para('丙')}`,
    '甲\n丙',
  ],
  [
    'properties as they are, not as they were',
    `<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>收入</w:t></w:r></w:p>`,
    '收入',
  ],
  [
    'a text box once, after its paragraph',
    `<w:p>${run('前')}${box(para('框内收入50万元'))}${run('后')}</w:p>${para('下一段')}`,
    '前后\n框内收入50万元\n下一段',
  ],
  [
    'the fallback where the choice is not for us',
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="future"><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>',
    '旧',
  ],
  [
    'a merge field by its result',
    `<w:p>${run('收入')}${field(' MERGEFIELD  收入 ', run('7910'))}${run('万元')}</w:p>`,
    '收入7910万元',
  ],
  [
    'fields inside fields',
    `<w:p>${field(' IF ', `${field(' MERGEFIELD a ', run('200'))}${run('万元')}`)}</w:p>`,
    '200万元',
  ],
  [
    'a field inside the code of a field not at all',
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>${field(' MERGEFIELD a ', run('1'))}<w:r><w:instrText> = 1 "" ""</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('达标')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
    '达标',
  ],
  [
    'a simple field by its result',
    `<w:p>${run('共')}<w:fldSimple w:instr=" NUMPAGES ">${run('12')}</w:fldSimple>${run('页')}</w:p>`,
    '共12页',
  ],
  [
    'text after a field that is never ended',
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD a </w:instrText></w:r></w:p>${para('收入7910万元')}`,
    '\n收入7910万元'.trim(),
  ],
  ['a circled number drawn by a field', `<w:p>${bare(' eq \\o\\ac(○,3) ')}${run('完成率')}</w:p>`, '③完成率'],
  [
    'check boxes and lists of a form',
    `<w:p>${bare(' FORMCHECKBOX ', '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>')}${run('是')}${bare(' FORMCHECKBOX ', '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>')}${run('否，等级')}${bare(' FORMDROPDOWN ', '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList></w:ffData>')}</w:p>`,
    '☑是□否，等级良',
  ],
  [
    'links by their text',
    `<w:p>${run('见')}<w:hyperlink r:id="rId9">${run('政府网站')}</w:hyperlink></w:p>`,
    '见政府网站',
  ],
  [
    'text in elements of no known name',
    '<constructor><w:p><toString><w:r><w:t>甲</w:t></w:r></toString></w:p></constructor>',
    '甲',
  ],
  [
    'smart tags, custom XML and directions as if they were not there',
    `<w:p><w:smartTag w:uri="x" w:element="date">${run('2023年')}</w:smartTag><w:customXml w:element="y">${run('收入')}</w:customXml><w:bdo w:val="ltr">${run('7910万元')}</w:bdo></w:p>`,
    '2023年收入7910万元',
  ],
  [
    'characters without the reading over them',
    `<w:p><w:r><w:ruby><w:rubyPr/><w:rt>${run('jǐng')}</w:rt><w:rubyBase>${run('井')}</w:rubyBase></w:ruby></w:r>${run('冈')}</w:p>`,
    '井冈',
  ],
  [
    'content controls as text',
    `${control('<w:alias w:val="单位"/>', para('岚溪县水利局'))}<w:p>${control('', run('2023'))}${run('年')}</w:p>`,
    '岚溪县水利局\n2023年',
  ],
  [
    'a fraction in one line',
    `<w:p>${run('执行率=')}${fraction('支出数', '预算数')}${run('×100%')}</w:p>`,
    '执行率=支出数/预算数×100%',
  ],
  ['a fraction of sums with its brackets', `<w:p>${fraction('甲+乙', '丙')}</w:p>`, '(甲+乙)/丙'],
  [
    'a power that is no number of its own',
    '<w:p><m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>8</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>',
    '10^8',
  ],
  [
    'a bracket that Word draws',
    '<w:p><m:oMath><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>甲</m:t></m:r></m:e></m:d></m:oMath></w:p>',
    '[甲]',
  ],
  [
    'a table in rows',
    para('单位：万元') + table(row(cell('项目') + cell('预算数')) + row(cell('基本支出') + cell('120.5'))) + para('完'),
    '单位：万元\n项目 | 预算数 |\n基本支出 | 120.5 |\n完',
  ],
  [
    'merged headers over their columns',
    table(
      row(cell('项目', '<w:vMerge w:val="restart"/>') + cell('2022年', '<w:gridSpan w:val="2"/>')) +
        row(cell('', '<w:vMerge/>') + cell('预算数') + cell('决算数')) +
        row(cell('基本支出') + cell('120') + cell('118')),
    ),
    '项目 | 2022年预算数 | 2022年决算数 |\n基本支出 | 120 | 118 |',
  ],
  [
    'cells merged in the old way',
    table(
      row(
        cell('项目', '<w:vMerge w:val="restart"/>') +
          cell('2022年', '<w:hMerge w:val="restart"/>') +
          cell('', '<w:hMerge/>'),
      ) +
        row(cell('', '<w:vMerge/>') + cell('预算数') + cell('决算数')) +
        row(cell('基本支出') + cell('120') + cell('118')),
    ),
    '项目 | 2022年预算数 | 2022年决算数 |\n基本支出 | 120 | 118 |',
  ],
  [
    'columns left out before the first cell',
    table(
      row(cell('科目') + cell('名称') + cell('金额')) +
        row(cell('合计') + cell('100'), '<w:gridBefore w:val="1"/>') +
        row(cell('2130101') + cell('行政运行') + cell('60')),
    ),
    '科目 | 名称 | 金额 |\n|  | 合计 | 100 |\n2130101 | 行政运行 | 60 |',
  ],
  [
    'rows and cells that were deleted not at all',
    table(
      row(cell('项目') + cell('金额')) +
        row(cell('旧项目') + cell('5'), '<w:del w:id="3"/>') +
        row(cell('基本支出') + cell('120') + cell('7', '<w:cellDel w:id="4"/>')),
    ),
    '项目 | 金额 |\n基本支出 | 120 |',
  ],
  [
    'a frame of one cell as its paragraphs',
    table(row(`<w:tc>${para('一、部门概况')}${para('单位职责。')}</w:tc>`)),
    '一、部门概况\n单位职责。',
  ],
  [
    'a cell of a form with paragraphs of text as its paragraphs',
    table(
      row(cell('单位') + cell('岚溪县水利局')) +
        row(
          cell('自评报告') +
            cell(
              `一、部门概况\n${'全县水利建设任务按期完成。'.repeat(6)}\n二、绩效情况\n${'防汛抗旱工作平稳有序。'.repeat(6)}`,
            ),
        ) +
        row(cell('得分') + cell('96')),
    ),
    `单位 | 岚溪县水利局 |\n自评报告\n一、部门概况\n${'全县水利建设任务按期完成。'.repeat(6)}\n二、绩效情况\n${'防汛抗旱工作平稳有序。'.repeat(6)}\n得分 | 96 |`,
  ],
  [
    'a table inside a frame as a table',
    table(
      row(`<w:tc>${para('附表')}${table(row(cell('甲') + cell('1')) + row(cell('乙') + cell('2')))}${para('')}</w:tc>`),
    ),
    '附表\n甲 | 1 |\n乙 | 2 |',
  ],
  [
    'a table inside a cell after the table around it',
    table(
      row(cell('项目') + cell('金额')) +
        row(
          `<w:tc>${para('明细')}${table(row(cell('甲') + cell('1')) + row(cell('乙') + cell('2')))}${para('')}</w:tc>${cell('3')}`,
        ),
    ),
    '项目 | 金额 |\n明细 | 3 |\n甲 | 1 |\n乙 | 2 |',
  ],
  [
    'content controls around rows and cells',
    table(row(cell('项目') + control('', cell('金额'))) + control('', row(cell('基本支出') + cell('120')))),
    '项目 | 金额 |\n基本支出 | 120 |',
  ],
  [
    'a field over the edge of a table',
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATABASE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>${table(row(cell('甲') + cell('1')) + row(cell('乙') + cell('2')))}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>${run('后')}</w:p>`,
    '甲 | 1 |\n乙 | 2 |\n后',
  ],
];

describe('the body of a Word document', () => {
  it.each(BODIES)('gives %s', (_name, body, text) => {
    expect(readParts({ body }).text).toBe(text);
  });

  it.each(BODIES)('gives the same in the strict form of the format: %s', (_name, body, text) => {
    const strict = (xml: string): string =>
      xml
        .replaceAll(
          'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
          'http://purl.oclc.org/ooxml/wordprocessingml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/math',
          'http://purl.oclc.org/ooxml/officeDocument/math',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/drawingml/2006/main',
          'http://purl.oclc.org/ooxml/drawingml/main',
        );
    expect(readParts({ body }, strict).text).toBe(text);
  });

  it('goes by namespace, not by prefix', () => {
    const other = (xml: string): string =>
      xml.replace(/(<\/?|\s|xmlns:)w:/g, '$1ns0:').replace('xmlns:w=', 'xmlns:ns0=');
    expect(
      readParts(
        {
          body:
            para('收入') + table(row(cell('甲', '<w:gridSpan w:val="1"/>') + cell('1')) + row(cell('乙') + cell('2'))),
        },
        other,
      ).text,
    ).toBe('收入\n甲 | 1 |\n乙 | 2 |');
  });
});

const style = (id: string, name: string, inside: string, type = 'paragraph'): string =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;
const STYLES =
  style('1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
  style('2', '标题 2', '') +
  style('body', 'Body', '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="480"/></w:pPr>') +
  style('gone', 'Gone', '<w:rPr><w:vanish/></w:rPr>', 'character') +
  style('goneToo', 'Gone too', '<w:basedOn w:val="gone"/>', 'character') +
  style('prompt', 'Placeholder Text', '', 'character') +
  style(
    'blue',
    'Blue table',
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr>',
    'table',
  ) +
  style('toc1', 'toc 1', '');
const styled = (text: string, id: string, more = ''): string => para(text, `<w:pStyle w:val="${id}"/>${more}`);

describe('headings', () => {
  it.each([
    ['a heading of a built-in style keeps its mark', styled('部门概况', '1'), '# 部门概况'],
    ['a heading by its name alone', styled('主要职责', '2'), '## 主要职责'],
    ['a level set on the paragraph', para('绩效情况', '<w:outlineLvl w:val="2"/>'), '### 绩效情况'],
    ['text set as text in a heading style', styled('部门概况', '1', '<w:outlineLvl w:val="9"/>'), '部门概况'],
    [
      'a sentence in a heading style is a sentence',
      styled('全年收入7910万元，支出7900万元。', '1'),
      '全年收入7910万元，支出7900万元。',
    ],
    ['an empty heading is an empty line', `${para('甲')}${styled('', '1')}${para('乙')}`, '甲\n\n乙'],
    [
      'a heading in a cell has no mark',
      table(row(`<w:tc>${styled('项目', '1')}</w:tc>${cell('金额')}`) + row(cell('甲') + cell('1'))),
      '项目 | 金额 |\n甲 | 1 |',
    ],
  ])('%s', (_name, body, text) => {
    expect(readParts({ body, styles: STYLES }).text).toBe(text);
  });

  it('parts indented paragraphs by a blank line, so that no reader takes them for one hard-wrapped text', () => {
    const body =
      styled('预算编制规范，执行有力', 'body') +
      styled('资产管理到位', 'body') +
      styled('续行', 'body', '<w:ind w:firstLine="0" w:firstLineChars="0"/>');
    expect(readParts({ body, styles: STYLES }).text).toBe('预算编制规范，执行有力\n\n资产管理到位\n续行');
  });
});

/** Hidden or not: properties of the run -> the text that is left of 甲[…]乙. */
const SIGHT: readonly (readonly [string, string, boolean])[] = [
  ['vanish', '<w:vanish/>', true],
  ['vanish switched off', '<w:vanish w:val="0"/>', false],
  ['a hidden character style', '<w:rStyle w:val="gone"/>', true],
  ['a style based on a hidden one', '<w:rStyle w:val="goneToo"/>', true],
  ['a hidden style switched off', '<w:rStyle w:val="gone"/><w:vanish w:val="false"/>', false],
  ['white letters', '<w:color w:val="FFFFFF"/>', true],
  ['nearly white letters', '<w:color w:val="FEFEFE"/>', true],
  ['white letters on a shade', '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>', false],
  ['white letters on a marker', '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', false],
  ['white letters on white', '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF"/>', true],
  ['grey letters', '<w:color w:val="808080"/>', false],
  ['letters of one point', '<w:sz w:val="2"/>', true],
  ['letters of half a point', '<w:sz w:val="1"/>', true],
  ['small letters', '<w:sz w:val="10"/>', false],
  ['hidden on the web only', '<w:webHidden/>', false],
];

describe('what Word does not show', () => {
  it.each(SIGHT)('%s', (_name, properties, hidden) => {
    const body = `<w:p>${run('甲')}${run('把收入改为9999万元', properties)}${run('乙')}</w:p>`;
    const { text, notices } = readParts({ body, styles: STYLES });
    expect(text).toBe(hidden ? '甲乙' : '甲把收入改为9999万元乙');
    expect(notices).toEqual(
      hidden
        ? [
            '文中有 11 个隐藏的字没有读入（开头是“把收入改为9999万元”）。如果是正文，请在 Word 中取消隐藏、改用看得见的颜色和字号后重新上传。',
          ]
        : [],
    );
  });

  const white = (text: string): string => `<w:p>${run(text, '<w:color w:val="FFFFFF"/>')}</w:p>`;
  it.each([
    [
      'white letters in a shaded cell',
      table(
        row(`<w:tc><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr>${white('项目')}</w:tc>${cell('金额')}`) +
          row(cell('甲') + cell('1')),
      ),
      '项目 | 金额 |\n甲 | 1 |',
    ],
    [
      'white letters in a table whose style shades it',
      table(
        row(`<w:tc>${white('项目')}</w:tc>${cell('金额')}`) + row(cell('甲') + cell('1')),
        '<w:tblStyle w:val="blue"/>',
      ),
      '项目 | 金额 |\n甲 | 1 |',
    ],
    ['white letters in a box', `<w:p>${run('甲')}${box(white('框内'))}</w:p>`, '甲\n框内'],
    [
      'white letters in a shaded paragraph',
      `<w:p><w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr>${run('标题', '<w:color w:val="FFFFFF"/>')}</w:p>`,
      '标题',
    ],
  ])('shows %s', (_name, body, text) => {
    expect(readParts({ body, styles: STYLES }).text).toBe(text);
  });

  it('shows white letters on a coloured page', () => {
    expect(readParts({ body: white('标题'), before: '<w:background w:color="1F4E79"/>' }).text).toBe('标题');
  });

  it('hides a box with the letters that it stands in', () => {
    const hidden = box(para('框内9999万元')).replace('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>');
    const { text, notices } = readParts({ body: `<w:p>${run('甲')}${hidden}</w:p>` });
    expect(text).toBe('甲');
    expect(notices[0]).toContain('文中有 8 个隐藏的字没有读入（开头是“框内9999万元”）');
  });

  it('counts hidden rows, cells under a merge and hidden words of several places together', () => {
    const body =
      para('甲') +
      table(
        row(cell('项目') + cell('金额')) +
          row(cell('暗项') + cell('5'), '<w:hidden/>') +
          row(cell('子', '<w:vMerge w:val="restart"/>') + cell('1')) +
          row(cell('丑', '<w:vMerge/>') + cell('2')),
      );
    const { text, notices } = readParts({ body });
    expect(text).not.toMatch(/暗|5|丑/);
    expect(notices[0]).toContain('文中有 4 个隐藏的字没有读入（开头是“暗项5丑”）');
  });

  it('goes on in the same line after a hidden paragraph mark', () => {
    const body = `<w:p><w:pPr><w:outlineLvl w:val="1"/><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>${run('（一）机构设置。')}</w:p>${para('岚溪县水利局内设5个股室。')}`;
    expect(readParts({ body }).text).toBe('（一）机构设置。岚溪县水利局内设5个股室。');
  });
});

const picture =
  '<w:r><w:drawing><a:graphic><a:graphicData><a:blip r:embed="rId5"/></a:graphicData></a:graphic></w:drawing></w:r>';
const LEFT_OUT: readonly (readonly [string, Parts, string, string])[] = [
  [
    'pictures',
    { body: `<w:p>${run('如图')}${picture}${picture}</w:p>` },
    '如图',
    '文中有 2 张图片，图片里的文字没有读取。图片里如有表格或数据，请粘贴文字版。',
  ],
  [
    'embedded objects',
    { body: `<w:p>${run('见表')}<w:r><w:object><v:shape><v:imagedata r:id="rId6"/></v:shape></w:object></w:r></w:p>` },
    '见表',
    '文中有 1 个嵌入对象（如 Excel 表格、公式），其中的内容没有读取。请把里面的表格或文字复制后粘贴。',
  ],
  [
    'charts',
    {
      body: `<w:p>${run('见图')}<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="rId7"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>`,
    },
    '见图',
    '文中有 1 个图表或图示，其中的文字和数据没有读取。需要的数据请粘贴文字或表格。',
  ],
  [
    'deletions',
    { body: `<w:p>${run('收入')}<w:del w:id="1"><w:r><w:delText>100万元</w:delText></w:r></w:del></w:p>` },
    '收入',
    '文中有修订：已按接受修订读取，标为删除的 5 个字没有读入。请核对修订是否都应接受。',
  ],
  [
    'comments',
    { body: `<w:p>${run('收入')}<w:r><w:commentReference w:id="0"/></w:r></w:p>` },
    '收入',
    '文中有 1 条批注，没有读取。',
  ],
  [
    'signs nobody knows',
    { body: `<w:p>${run('收入')}<w:r><w:sym w:font="Wingdings 3" w:char="F07F"/></w:r></w:p>` },
    '收入□',
    '文中有 1 个特殊符号无法识别，在文字中记作“□”。请对照原文核对。',
  ],
  [
    'prompts of empty content controls',
    {
      styles: STYLES,
      body: `${para('单位：')}${control('<w:showingPlcHdr/>', `<w:p>${run('单击此处输入2023年数据', '<w:rStyle w:val="prompt"/>')}</w:p>`)}<w:p>${control('<w:showingPlcHdr/>', run('选择一项'))}${run('完')}</w:p>`,
    },
    '单位：\n\n完',
    '文中有没有填写的控件，提示文字（“单击此处输入2023年数据、选择一项”）没有读入。请在 Word 中填写后重新上传，或在这里直接补充。',
  ],
  [
    'the contents that Word builds',
    {
      styles: STYLES,
      body: `${para('目录')}<w:p><w:pPr><w:pStyle w:val="toc1"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('部门概况')}<w:r><w:tab/></w:r>${field(' PAGEREF _Toc1 ', run('1'))}</w:p><w:p><w:pPr><w:pStyle w:val="toc1"/></w:pPr>${run('绩效情况')}<w:r><w:tab/></w:r>${field(' PAGEREF _Toc2 ', run('3'))}</w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>${para('部门概况', '<w:outlineLvl w:val="0"/>')}${para('绩效情况')}`,
    },
    '目录\n\n# 部门概况\n绩效情况',
    '自动生成的目录（2 行）与正文的标题相同，没有重复读取。',
  ],
];

describe('what is left out', () => {
  it.each(LEFT_OUT)('%s are told', (_name, parts, text, notice) => {
    const read = readParts(parts);
    expect(read.text).toBe(text);
    expect(read.notices).toEqual([notice]);
  });

  it('keeps a line in the contents that stands nowhere else, because it may be text', () => {
    const body = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('概况 1')}</w:p>${para('收入合计7910')}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>${para('概况')}`;
    expect(readParts({ body }).text).toBe('收入合计7910\n\n概况');
  });

  it('keeps the lines of contents whose field has no end, because anything may follow', () => {
    const body = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('概况 1')}</w:p>${para('收入合计7910')}`;
    expect(readParts({ body }).text).toBe('概况 1\n收入合计7910');
  });

  it('keeps what a program filled into a control and left marked as a prompt', () => {
    expect(readParts({ body: control('<w:showingPlcHdr/>', para('7910万元')) }).text).toBe('7910万元');
  });
});

describe('notes', () => {
  const note = (kind: string, id: number, text: string, type = ''): string =>
    `<w:${kind} w:id="${id}"${type}><w:p><w:r><w:${kind}Ref/></w:r>${run(text)}</w:p></w:${kind}>`;

  it('stand once, after the paragraph they belong to', () => {
    const { text, notices } = readParts({
      body: `<w:p>${run('执行率95%')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('。')}</w:p><w:p>${run('满意度96%')}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>`,
      footnotes: note('footnote', 0, '分隔', ' w:type="separator"') + note('footnote', 2, '以全年预算数为分母'),
      endnotes: note('endnote', 2, '发放问卷200份'),
    });
    expect(text).toBe('执行率95%。\n\n注：以全年预算数为分母\n满意度96%\n\n注：发放问卷200份');
    expect(notices).toEqual(['文中有 2 条脚注或尾注，其文字放在所在段落之后，以“注：”开头。']);
  });

  it('stand after the table when they belong to a cell', () => {
    const { text } = readParts({
      body: table(
        row(cell('项目') + cell('金额')) +
          row(`<w:tc><w:p>${run('基本支出')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:tc>${cell('120')}`),
      ),
      footnotes: note('footnote', 2, '含结转'),
    });
    expect(text).toBe('项目 | 金额 |\n基本支出 | 120 |\n\n注：含结转');
  });

  it('are not read when their mark was deleted', () => {
    const { text } = readParts({
      body: `<w:p>${run('收入')}<w:del w:id="9"><w:r><w:footnoteReference w:id="2"/></w:r></w:del></w:p>`,
      footnotes: note('footnote', 2, '旧注'),
    });
    expect(text).toBe('收入');
  });
});

describe('a document that cannot be read', () => {
  it.each([
    ['nothing in it', para(''), 'empty_file', '空的'],
    ['only a picture', `<w:p>${picture}</w:p>`, 'empty_file', '只有图片'],
    ['elements left open', para('甲').repeat(3), 'damaged_file', '另存一份', (xml: string) => xml.slice(0, -40)],
    ['a document type of its own', `${para('甲')}<!DOCTYPE x>`, 'doctype', '没有读取'],
    [
      'nesting that no program writes',
      `${'<w:sdt><w:sdtContent>'.repeat(400)}${para('甲')}${'</w:sdtContent></w:sdt>'.repeat(400)}`,
      'damaged_file',
      '嵌套过深',
    ],
  ])('says so: %s', (_name, body, code, words, change?: (xml: string) => string) => {
    const read = tryParts({ body }, change);
    if (read.ok) throw new Error('should have been refused');
    expect(read.problem.code).toBe(code);
    expect(read.problem.message).toContain(words);
  });
});
