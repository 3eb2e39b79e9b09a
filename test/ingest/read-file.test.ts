// Files and pasted content to text: every encoding that offices use, and a clear refusal of what is no text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvToText } from '../../src/ingest/csv.ts';
import { MAX_BYTES } from '../../src/ingest/decode.ts';
import { readFile, readPasted } from '../../src/ingest/read-file.ts';

const SENTENCE = '2023年收入预算总额为7910万元，较上年增加4660万元。';
const utf8 = (s: string): Uint8Array => new TextEncoder().encode(s);
const utf16 = (s: string, little: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 + s.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, little);
  for (let i = 0; i < s.length; i++) view.setUint16(2 + i * 2, s.charCodeAt(i), little);
  return bytes;
};
/** 收入7910万元 in GB18030, written out by hand. */
const GB18030 = new Uint8Array([0xca, 0xd5, 0xc8, 0xeb, 0x37, 0x39, 0x31, 0x30, 0xcd, 0xf2, 0xd4, 0xaa]);

const textOf = async (name: string, bytes: Uint8Array): Promise<string> => {
  const read = await readFile(name, bytes);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value.text;
};
const problemOf = async (name: string, bytes: Uint8Array) => {
  const read = await readFile(name, bytes);
  if (read.ok) throw new Error('should have been refused');
  return read.problem;
};

describe('reading a file', () => {
  it.each([
    ['UTF-8', utf8(SENTENCE)],
    ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(SENTENCE)])],
    ['UTF-16 little endian', utf16(SENTENCE, true)],
    ['UTF-16 big endian', utf16(SENTENCE, false)],
  ])('reads %s', async (_name, bytes) => {
    expect(await textOf('a.txt', bytes)).toBe(SENTENCE);
  });

  it('reads GB18030, the encoding of older office machines', async () => {
    expect(await textOf('旧文件.txt', GB18030)).toBe('收入7910万元');
  });

  it('gives the text of a .txt file exactly as it is, line ends and blanks included, because offsets refer to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, unit: fc.constantFrom('一', '万', ' ', '\r\n', '\t', '7', '，', '𠮷', '　') }),
        async (s) => {
          fc.pre(s.trim() !== '');
          expect(await textOf('a.txt', utf8(s))).toBe(s);
        },
      ),
    );
  });

  it.each([
    ['an empty file', new Uint8Array(), 'empty_file', '空的'],
    ['a file of blanks', utf8(' \n\t　\n'), 'empty_file', '空的'],
    ['a file with NUL bytes', utf8(`7910\0\0\0${'\u0001'.repeat(40)}`), 'binary_file', '不是文本'],
    ['bytes of no encoding', new Uint8Array([0x81, 0xff, 0xff, 0x00, 0xfe, 0x80]), 'binary_file', '不是文本'],
    ['a zip cut short', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'damaged_file', '重新打开'],
    ['a PDF without pages', utf8('%PDF-1.7 …'), 'pdf_damaged', '请'],
    ['an old Word file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'unsupported_ole', '复制正文粘贴'],
    ['a file over the limit', utf8('项'.repeat(MAX_BYTES / 3 + 10)), 'file_too_large', '超过'],
  ])('refuses %s and says what to do', async (_name, bytes, code, words) => {
    const problem = await problemOf('a.txt', bytes);
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(words);
  });

  it('says of a page saved as one file what to save instead', async () => {
    const mht =
      'From: <saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n--x';
    const problem = await problemOf('报告.mht', utf8(mht));
    expect(problem.code).toBe('web_archive');
    expect(problem.message).toContain('另存为');
  });

  it.each([
    ['a table without a page around it', 'a.txt', '<table><tr><td>甲</td><td>5</td></tr></table>', '甲 | 5 |\n'],
    ['a page that begins with a comment', 'a.htm', '<!-- saved --><html><p>甲</p></html>', '甲\n'],
    ['a sheet', 'a.csv', '项目,金额\n甲,5', '项目 | 金额 |\n甲 | 5 |'],
    ['a sheet with tabs', 'a.tsv', '项目\t金额\n甲\t5', '项目 | 金额 |\n甲 | 5 |'],
    ['plain words in a file that calls itself a page', 'a.html', '收入5万元', '收入5万元'],
    ['a text that speaks of less and more', 'a.txt', '<5万元的项目', '<5万元的项目'],
  ])('reads %s', async (_name, file, content, text) => {
    expect(await textOf(file, utf8(content))).toBe(text);
  });

  it('never throws on arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const read = await readFile('x.bin', bytes);
        expect(read.ok ? read.value.text.length : read.problem.message.length).toBeGreaterThan(0);
      }),
    );
  });

  it('goes by content, not by name: HTML in a .txt file is read as HTML', async () => {
    expect(
      await textOf('a.txt', utf8('<html><body><p>收入<b>7910</b>万元</p><script>alert(1)</script></body></html>')),
    ).toBe('收入7910万元\n');
  });
});

describe('pasted content', () => {
  it('keeps the rows and cells of an HTML table', () => {
    const read = readPasted({
      html: '<p>单位：万元</p><table><tr><th>项目</th><th>决算数</th></tr><tr><td><p>基本支出</p></td><td>1,128.60</td></tr></table>',
    });
    expect(read).toEqual({
      ok: true,
      value: { text: '单位：万元\n项目 | 决算数 |\n基本支出 | 1,128.60 |\n', form: 'html', notices: [] },
    });
  });

  it('turns CSV rows into table rows, quoted cells included', () => {
    expect(csvToText('项目,决算数\r\n基本支出,"1,128.60"\r\n"注：含""其他""",\r\n说明')).toBe(
      '项目 | 决算数 |\n基本支出 | 1,128.60 |\n注：含"其他"\n说明',
    );
  });

  it('takes the plain words where the markup holds none', () => {
    const read = readPasted({ html: '<p style="display:none">甲</p>', text: '收入5万元' });
    expect(read.ok && read.value).toMatchObject({ text: '收入5万元', form: 'txt' });
    const alone = readPasted({ html: '<img src=a.png>' });
    expect(!alone.ok && alone.problem.message).toContain('1 张图片');
  });

  it('refuses nothing but blanks with the next step', () => {
    const read = readPasted({ text: ' \n ' });
    expect(!read.ok && read.problem.message).toContain('请粘贴');
  });
});
