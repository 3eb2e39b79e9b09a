// The fixed parts of a DOCX as XML text: styles, font table. Page and type follow GB/T 9704-2012 by reference; nothing here depends on a report.

const TIMES = 'Times New Roman';

/** Fonts by the class the standard names; the alternatives are what Windows, WPS and 国产 desktops carry instead. */
export const FONT = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  kai: '楷体_GB2312',
  hei: '黑体',
  song: '宋体',
} as const;

const FONT_TABLE: readonly { name: string; instead: readonly string[]; family: string; charset: string }[] = [
  { name: TIMES, instead: [], family: 'roman', charset: '00' },
  {
    name: FONT.title,
    instead: ['方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', '宋体'],
    family: 'script',
    charset: '86',
  },
  {
    name: FONT.body,
    instead: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong', '方正仿宋_GBK'],
    family: 'modern',
    charset: '86',
  },
  {
    name: FONT.kai,
    instead: ['楷体', 'KaiTi', '华文楷体', 'STKaiti', '方正楷体_GBK'],
    family: 'modern',
    charset: '86',
  },
  { name: FONT.hei, instead: ['SimHei', '方正黑体_GBK', 'Noto Sans CJK SC'], family: 'modern', charset: '86' },
  { name: FONT.song, instead: ['SimSun', '方正书宋_GBK', 'Noto Serif CJK SC'], family: 'auto', charset: '86' },
];

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export const fontTableXml = (): string =>
  `${HEAD}<w:fonts ${NAMESPACE}>${FONT_TABLE.map(
    (f) =>
      `<w:font w:name="${f.name}">${f.instead.length ? `<w:altName w:val="${f.instead.join(',')}"/>` : ''}` +
      `<w:charset w:val="${f.charset}"/><w:family w:val="${f.family}"/></w:font>`,
  ).join('')}</w:fonts>`;

/** Lengths in twips (1/20 pt) or half-points, as WordprocessingML has them. */
export const PAGE = {
  width: 11906,
  height: 16838,
  top: 2098,
  right: 1474,
  bottom: 1984,
  left: 1588,
  /** The page number stands 7 mm below the text block. */
  footer: 1361,
  /** 22 lines in 225 mm; 580 would overflow the block. */
  line: 579,
  textWidth: 8844,
  /** The text width of a page laid on its side: the height of the text block. */
  sideWidth: 12756,
  em: 320,
} as const;

export const TABLE_EM = 210;

interface Style {
  id: string;
  /** The built-in English name where there is one: Word and WPS then show 标题 1, 题注 … and navigate by it. */
  name: string;
  based?: string;
  next?: string;
  priority: number;
  paragraph: string;
  run: string;
}

const fonts = (eastAsia: string, latin = TIMES): string =>
  `<w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:eastAsia="${eastAsia}" w:cs="${TIMES}"/>`;
const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
/** Kept at the standard's 28 characters a line: 16 pt less a quarter point each. Text that is not body text takes it back. */
const TIGHT = '<w:spacing w:val="-5"/>';
const LOOSE = '<w:spacing w:val="0"/>';
/**
 * Word's own default, said aloud for LibreOffice: it reads the value the wrong way round, hangs punctuation where nothing is
 * said, and then loses a comma that hangs from a line that is exactly full.
 */
const HANGING = '<w:overflowPunct w:val="1"/>';
const INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>';
const NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>';
const SINGLE = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>';

const heading = (level: 1 | 2 | 3, font: string, bold: boolean): Style => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  next: 'Normal',
  priority: 9,
  paragraph: `<w:keepNext/><w:keepLines/><w:outlineLvl w:val="${level - 1}"/>`,
  run: `${fonts(font)}${bold ? '<w:b/><w:bCs/>' : ''}`,
});

const STYLES: readonly Style[] = [
  { id: 'Normal', name: 'Normal', priority: 0, paragraph: `${HANGING}${INDENT}<w:jc w:val="both"/>`, run: TIGHT },
  heading(1, FONT.hei, false),
  heading(2, FONT.kai, false),
  heading(3, FONT.body, true),
  {
    id: 'Title',
    name: 'Title',
    next: 'Normal',
    priority: 10,
    paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:after="${PAGE.line}" w:line="${PAGE.line}" w:lineRule="exact"/>${NO_INDENT}<w:jc w:val="center"/>`,
    run: `${fonts(FONT.title)}${LOOSE}${size(44)}`,
  },
  {
    id: 'Caption',
    name: 'caption',
    next: 'Normal',
    priority: 35,
    paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="145" w:line="400" w:lineRule="exact"/>${NO_INDENT}<w:jc w:val="center"/>`,
    run: `${fonts(FONT.hei)}${LOOSE}${size(24)}`,
  },
  {
    id: 'Footer',
    name: 'footer',
    priority: 99,
    paragraph: `${SINGLE}${NO_INDENT}<w:jc w:val="right"/>`,
    run: `${fonts(FONT.song, FONT.song)}${LOOSE}${size(28)}`,
  },
  {
    id: 'Signature',
    name: 'Signature',
    priority: 99,
    paragraph: `<w:keepLines/>${NO_INDENT}<w:jc w:val="right"/>`,
    run: '',
  },
  {
    id: 'TableText',
    name: '表格文字',
    priority: 40,
    paragraph: `${SINGLE}${NO_INDENT}<w:jc w:val="left"/>`,
    run: LOOSE + size(21),
  },
  {
    id: 'TableHead',
    name: '表头文字',
    based: 'TableText',
    priority: 40,
    paragraph: '<w:jc w:val="center"/>',
    run: fonts(FONT.hei),
  },
  {
    id: 'TableUnit',
    name: '表格单位',
    based: 'TableText',
    priority: 40,
    paragraph: '<w:keepNext/><w:jc w:val="right"/>',
    run: '',
  },
  {
    id: 'TableNote',
    name: '表格注释',
    based: 'TableText',
    priority: 40,
    paragraph: '<w:spacing w:before="60"/>',
    run: '',
  },
  {
    id: 'DraftLabel',
    name: '文稿标识',
    next: 'Normal',
    priority: 98,
    paragraph: `${SINGLE}${NO_INDENT}<w:jc w:val="left"/>`,
    run: `${fonts(FONT.kai)}${LOOSE}${size(21)}`,
  },
];

const styleXml = (s: Style): string =>
  `<w:style w:type="paragraph" ${s.id === 'Normal' ? 'w:default="1" ' : ''}w:styleId="${s.id}"><w:name w:val="${s.name}"/>` +
  (s.id === 'Normal' ? '' : `<w:basedOn w:val="${s.based ?? 'Normal'}"/>`) +
  (s.next ? `<w:next w:val="${s.next}"/>` : '') +
  `<w:uiPriority w:val="${s.priority}"/><w:qFormat/>` +
  (s.paragraph ? `<w:pPr>${s.paragraph}</w:pPr>` : '') +
  (s.run ? `<w:rPr>${s.run}</w:rPr>` : '') +
  '</w:style>';

export const stylesXml = (): string =>
  `${HEAD}<w:styles ${NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>${fonts(FONT.body)}${size(32)}` +
  '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/>' +
  `<w:spacing w:line="${PAGE.line}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>` +
  STYLES.map(styleXml).join('') +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>' +
  '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>' +
  '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>' +
  '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  '</w:styles>';

/** Calibri and 等线 of the stock theme are missing on many desktops, and WPS says so: the theme names the report's own fonts. */
export const ownThemeFonts = (theme: string): string =>
  theme
    .replace(/<a:font script="[^"]*" typeface="[^"]*"\/>/g, '')
    .replace(/<a:latin typeface="[^"]*"[^>]*\/>/g, `<a:latin typeface="${TIMES}"/>`)
    .replace(/<a:ea typeface=""\/>/g, `<a:ea typeface="${FONT.body}"/>`);
