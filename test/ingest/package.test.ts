// The guard: what an archive is goes by its content, and what could hurt is refused with the reason and the way out.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PACKAGE_BYTES } from '../../src/ingest/package.ts';
import { readFile } from '../../src/ingest/read-file.ts';
import { openPackage } from '../../src/ingest/zip.ts';
import { LIMITS } from '../../src/ingest/zip-directory.ts';
import { cpuTime } from '../cpu-time.ts';
import {
  archive,
  contentTypes,
  type Parts,
  patched,
  relationships,
  rows,
  SHEET_MAIN,
  WORD_MAIN,
  workbookParts,
} from './archive.ts';

const SHEET = workbookParts([{ name: '表', xml: rows([['收入', 7910]]) }]);
const MAIN_RELS = 'xl/_rels/workbook.xml.rels';
const OFFICE = 'application/vnd.';

/** The workbook with another main content type. */
const typed = (type: string): Parts => ({ ...SHEET, '[Content_Types].xml': contentTypes({ 'xl/workbook.xml': type }) });
const related = (type: string, target = 'x.bin', external = false): Parts => ({
  ...SHEET,
  [MAIN_RELS]: (SHEET[MAIN_RELS] as string).replace(
    '</Relationships>',
    `${/<Relationship .*\/>/.exec(relationships([{ id: 'rX', type, target, external }]))![0]}</Relationships>`,
  ),
});
const ole = (...streams: string[]): Uint8Array => {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [i, s] of streams.entries()) bytes.set(Buffer.from(s, 'utf16le'), 1024 + i * 128);
  return bytes;
};
const zeros = (n: number): Uint8Array => new Uint8Array(n);
const MB = 1024 * 1024;
/** Does not shrink much: a period longer than the window of the packer. */
const noise = (n: number, seed: number): Uint8Array => {
  const out = new Uint8Array(n);
  let x = seed;
  for (let i = 0; i < n; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    out[i] = 97 + ((x >>> 24) & 15);
  }
  return out;
};

async function problem(bytes: Uint8Array) {
  const read = await readFile('文件.docx', bytes);
  if (read.ok) throw new Error(`should have been refused: ${read.value.text.slice(0, 80)}`);
  return read.problem;
}

describe('the guard refuses', () => {
  it.each<[string, () => Uint8Array, string, string]>([
    [
      'a workbook with macros by its type',
      () => archive(typed(`${OFFICE}ms-excel.sheet.macroEnabled.main+xml`)),
      'macro_file',
      '不含宏',
    ],
    [
      'a document with macros by its type',
      () => archive({ ...typed(`${OFFICE}ms-word.document.macroEnabled.main+xml`) }),
      'macro_file',
      '不含宏',
    ],
    ['macros under a plain type', () => archive({ ...SHEET, 'xl/vbaProject.bin': zeros(9) }), 'macro_file', '不含宏'],
    ['ActiveX controls', () => archive({ ...SHEET, 'xl/activeX/activeX1.xml': '<a/>' }), 'activex', '控件'],
    ['another document inside', () => archive(related('aFChunk', 'afchunk.mht')), 'alt_chunk', 'altChunk'],
    [
      'a document type declaration',
      () => archive({ ...SHEET, 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' }),
      'doctype',
      'DTD',
    ],
    [
      'a document type declaration in the table of types',
      () => archive({ ...SHEET, '[Content_Types].xml': '<!DOCTYPE a><Types/>' }),
      'doctype',
      'DTD',
    ],
    [
      'a binary workbook',
      () => archive(typed(`${OFFICE}ms-excel.sheet.binary.macroEnabled.main`)),
      'unsupported_xlsb',
      '另存为 .xlsx',
    ],
    [
      'slides',
      () => archive(typed(`${OFFICE}openxmlformats-officedocument.presentationml.presentation.main+xml`)),
      'unsupported_pptx',
      '复制后粘贴',
    ],
    [
      'another package',
      () => archive(typed('application/vnd.ms-package.3dmanufacturing')),
      'unsupported_package',
      '另存为 .docx',
    ],
    [
      'an OpenDocument file',
      () => archive({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }),
      'unsupported_odf',
      '.docx',
    ],
    ['an OFD file', () => archive({ 'OFD.xml': '<a/>' }), 'unsupported_ofd', '另存为 PDF'],
    ['a folder of files', () => archive({ '报告/一.txt': '收入7910万元' }), 'unsupported_zip', '解压后'],
    ['a name that climbs out', () => archive({ ...SHEET, 'xl/../../etc/passwd': 'x' }), 'bad_part_name', '路径'],
    ['an absolute name', () => archive({ ...SHEET, '/etc/passwd': 'x' }), 'bad_part_name', '路径'],
    ['a name with a drive', () => archive({ ...SHEET, 'C:/x': 'x' }), 'bad_part_name', '路径'],
    ['a name with backslashes', () => archive({ ...SHEET, 'xl\\x.xml': 'x' }), 'bad_part_name', '路径'],
    ['the same name twice', () => archive({ ...SHEET, 'XL/Workbook.xml': 'x' }), 'duplicate_part', '同名'],
    [
      'more entries than any document',
      () =>
        archive({ ...SHEET, ...Object.fromEntries(Array.from({ length: LIMITS.entries }, (_, i) => [`m/${i}`, ''])) }),
      'too_many_entries',
      '2000',
    ],
    ['one large part', () => archive({ ...SHEET, 'xl/media/a': zeros(33 * MB) }), 'part_too_large', '32 MB'],
    ['a part that packs too well', () => archive({ ...SHEET, 'xl/media/a': zeros(2 * MB) }), 'zip_bomb', '压缩炸弹'],
    ['a password on a part', () => patched(archive(SHEET), 0, { flags: 1 }), 'password_protected', '密码'],
    ['a wrong checksum', () => patched(archive(SHEET), 2, { crc: 1234 }), 'damaged_file', '校验'],
    ['more content than declared', () => patched(archive(SHEET), 2, { size: 10 }), 'damaged_file', '重新打开'],
    ['less content than declared', () => patched(archive(SHEET), 2, { size: 10_000 }), 'damaged_file', '重新打开'],
    ['an archive cut in half', () => archive(SHEET).slice(0, 700), 'damaged_file', '下载完整'],
    [
      'a file over the limit',
      () => Object.assign(zeros(MAX_PACKAGE_BYTES + 1), { 0: 0x50, 1: 0x4b, 2: 3, 3: 4 }),
      'file_too_large',
      '20 MB',
    ],
    [
      'a file with an opening password',
      () => ole('EncryptionInfo', 'EncryptedPackage'),
      'password_protected',
      '取消密码',
    ],
    ['an old Word file', () => ole('WordDocument', '1Table'), 'unsupported_doc', '另存为 .docx'],
    ['an old Excel file', () => ole('Workbook'), 'unsupported_xls', '另存为 .xlsx'],
    ['another old binary file', () => ole('Something'), 'unsupported_ole', '另存为'],
    [
      'elements nested without end',
      () => archive({ ...SHEET, 'xl/worksheets/sheet1.xml': '<a>'.repeat(100_000) }),
      'damaged_file',
      '嵌套',
    ],
    [
      'a part that stops in the middle',
      () => archive({ ...SHEET, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></c>' }),
      'damaged_file',
      '没有写完',
    ],
    [
      'text in no encoding',
      () => archive({ ...SHEET, 'xl/workbook.xml': new Uint8Array([60, 0xff, 0xc0, 62]) }),
      'damaged_file',
      '编码',
    ],
  ])('%s', async (_what, bytes, code, words) => {
    const got = await problem(bytes());
    expect(got.code).toBe(code);
    expect(got.message).toContain(words);
  });

  it('totals by what is declared, before anything is unpacked', () => {
    const parts = Object.fromEntries([1, 2, 3, 4].map((i) => [`m${i}`, noise(300_000, i)]));
    const got = openPackage(archive({ ...SHEET, ...parts }), { ...LIMITS, totalBytes: 1_000_000 });
    expect(!got.ok && got.problem.code).toBe('package_too_large');
  });
});

describe('the guard lets pass', () => {
  it('printer settings and pictures, which are never unpacked', async () => {
    const read = await readFile(
      'a',
      archive({ ...SHEET, 'xl/printerSettings/printerSettings1.bin': zeros(9), 'xl/media/a.png': noise(2 * MB, 3) }),
    );
    expect(read.ok && read.value.text).toBe('表\n\n收入 | 7910 |\n');
  });

  it('files and old objects inside, never opened and counted', async () => {
    const inside = { 'xl/embeddings/a.docx': zeros(9), 'xl/embeddings/oleObject1.bin': zeros(9) };
    const read = await readFile('a', archive({ ...SHEET, ...inside }));
    expect(read.ok && read.value.text).toBe('表\n\n收入 | 7910 |\n');
    expect(read.ok && read.value.notices.join()).toContain('嵌有 2 个其他文件或对象');
  });

  it('links to the outside, dropped and counted', async () => {
    const read = await readFile('a', archive(related('externalLinkPath', 'file:///C:/secret.xlsx', true)));
    expect(read.ok && read.value.notices).toEqual(['文件里有 1 处指向外部的链接，没有访问；链接上的文字照常读取。']);
  });

  it('any name: the kind goes by the content type of the main part', () => {
    const word: Parts = {
      '[Content_Types].xml': contentTypes({ 'word/document.xml': WORD_MAIN }),
      '_rels/.rels': relationships([{ id: 'r', type: 'officeDocument', target: '/word/document.xml' }]),
      'word/document.xml': '<a/>',
    };
    const opened = openPackage(archive(word));
    expect(opened.ok && [opened.value.kind, opened.value.mainPart]).toEqual(['docx', 'word/document.xml']);
    const sheet = openPackage(archive(typed(SHEET_MAIN)));
    expect(sheet.ok && sheet.value.kind).toBe('xlsx');
  });

  it('parts in UTF-16', () => {
    const opened = openPackage(
      archive({ ...SHEET, 'a.xml': new Uint8Array(Buffer.from('\ufeff<a>万元</a>', 'utf16le')) }),
    );
    expect(opened.ok && opened.value.part('A.XML')).toBe('<a>万元</a>');
  });
});

const PYTHON = spawnSync('python3', ['-c', 'import zipfile']).status === 0;
/** An archive that Python's zipfile writes; `script` adds to `z`. */
function byPython(script: string): Uint8Array {
  const done = spawnSync(
    'python3',
    [
      '-c',
      `import io, sys, zipfile, warnings, json
warnings.simplefilter('ignore')
parts = json.loads(sys.stdin.read())
b = io.BytesIO()
z = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED)
for n, p in parts.items(): z.writestr(n, p)
${script}
z.close()
sys.stdout.buffer.write(b.getvalue())`,
    ],
    { input: JSON.stringify(SHEET), maxBuffer: 64 * MB },
  );
  if (done.status !== 0) throw new Error(String(done.stderr));
  return new Uint8Array(done.stdout);
}

describe.skipIf(!PYTHON)('archives that Python writes', () => {
  it.each([
    ['compressed', ''],
    ['with a comment at the end', "z.comment = b'x' * 500"],
    ['stored', "z.writestr('xl/media/a', b'abc', zipfile.ZIP_STORED)"],
    ['with zip64 records', "f = z.open('xl/media/a', 'w', force_zip64=True); f.write(b'abc'); f.close()"],
    ['with folders', "z.writestr('xl/media/', '')"],
  ])('are read: %s', async (_what, script) => {
    const read = await readFile('a', byPython(script));
    expect(read.ok && read.value.text).toBe('表\n\n收入 | 7910 |\n');
  });

  it.each([
    ['a bomb of 200 MB in some 200 KB', "z.writestr('xl/media/a', b'0' * (200 << 20))", 'part_too_large'],
    ['a bomb of many parts', "for i in range(4): z.writestr('xl/media/%d' % i, b'0' * (30 << 20))", 'zip_bomb'],
    ['a duplicate', "z.writestr('xl/workbook.xml', 'x')", 'duplicate_part'],
    [
      'another way to pack',
      "z.writestr('[content_types].xml2', 'x'); z.filelist[2].compress_type = 12",
      'damaged_file',
    ],
  ])('are refused: %s', async (_what, script, code) => {
    const from = cpuTime();
    expect((await problem(byPython(script))).code).toBe(code);
    expect(cpuTime() - from).toBeLessThan(20_000);
  });
});

describe('archives cut short or altered', () => {
  const whole = archive(SHEET);

  it('give a message wherever they are cut', async () => {
    for (let length = 4; length < whole.length; length += 7) {
      const got = await problem(whole.slice(0, length));
      expect(got.message).toMatch(/请/);
    }
  });

  it('give a text or a message whatever bytes change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 5), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        async (changes) => {
          const bytes = whole.slice();
          for (const [at, value] of changes) bytes[at + 4] = value;
          const read = await readFile('a.xlsx', bytes);
          expect(read.ok ? read.value.text.length : read.problem.message.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
