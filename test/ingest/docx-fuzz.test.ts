// Truncated and mutated Word files: always a result with words, never a crash; the same bytes always give the same text.
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/ingest/read-file.ts';
import { packed, para, run, tryParts, wordFile } from './docx-made.ts';

const STYLES =
  '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="b"/><w:basedOn w:val="1"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>';
const NUMBERING =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
const NOTES = `<w:footnote w:id="2"><w:p>${run('含上年结转')}</w:p></w:footnote>`;
const BODY = `${para('部门概况', '<w:pStyle w:val="1"/>')}${para('职责', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')}<w:p>${run('收入', '<w:vanish/>')}<w:ins w:id="1">${run('7910万元')}</w:ins><w:del w:id="2"><w:r><w:delText>1</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD a </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('果')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:tbl><w:tblGrid/><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>${para('甲')}</w:tc><w:tc>${para('1')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>${para('')}</w:tc><w:tc>${para('2')}<w:tbl><w:tr><w:tc>${para('乙')}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl><w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>${para('框')}</w:txbxContent></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('提示')}</w:sdtContent></w:sdt><m:oMath><m:f><m:num>${run('a')}</m:num><m:den>${run('b')}</m:den></m:f></m:oMath></w:p>`;
const WHOLE = { body: BODY, styles: STYLES, numbering: NUMBERING, footnotes: NOTES };

const says = (read: Awaited<ReturnType<typeof readFile>>): void => {
  expect(read.ok ? read.value.text.trim() : read.problem.message).not.toBe('');
};

/** Elements, and what stands between them. */
const pieces = (xml: string): string[] => xml.split(/(?=<)|(?<=>)/);
const NAMES = [...new Set(BODY.match(/<\/?[\w:]+/g))];
const VALUES = ['', '-1', '0', '99999999999', 'restart', '1e9', '&#x0;', '&#x110000;', '\u202e', '%1%9%%'];

/** One change at a place of the list: cut, doubled, swapped, renamed, another value. */
function changed(list: readonly string[], [kind, at, to]: readonly [number, number, number]): string[] {
  if (list.length === 0) return [];
  const out = [...list];
  const i = at % out.length;
  const j = to % out.length;
  if (kind === 0) out.splice(i, 1 + (to % 5));
  else if (kind === 1) out.splice(i, 0, ...out.slice(j, j + 8));
  else if (kind === 2) [out[i], out[j]] = [out[j]!, out[i]!];
  else if (kind === 3) out[i] = out[i]!.replace(/^<\/?[\w:]+/, NAMES[to % NAMES.length]!);
  else out[i] = out[i]!.replace(/"[^"]*"/, `"${VALUES[to % VALUES.length]!}"`);
  return out;
}

describe('Word files that were cut or altered', () => {
  it('are read or refused with words, whatever bytes were changed', async () => {
    const whole = await wordFile('一、概况\n收入7910万元\n项目 | 金额 |\n甲 | 1 |\n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.nat(), async (edits, end) => {
        const bytes = whole.slice(0, edits.length % 2 === 0 ? whole.length : end % whole.length);
        for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
        says(await readFile('a.docx', bytes));
      }),
      { numRuns: 400 },
    );
  });

  it.each(['document', 'styles', 'numbering', 'footnotes'])(
    'are read or refused with words, whatever was changed in %s.xml',
    async (part) => {
      const files = unzipSync(packed(WHOLE));
      const list = pieces(new TextDecoder().decode(files[`word/${part}.xml`]));
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(4), fc.nat(1e6), fc.nat(1e6)), { minLength: 1, maxLength: 8 }),
          async (edits) => {
            const xml = edits.reduce(changed, list).join('');
            const bytes = zipSync({ ...files, [`word/${part}.xml`]: new TextEncoder().encode(xml) }, { level: 0 });
            says(await readFile('a.docx', bytes));
          },
        ),
        { numRuns: 400 },
      );
    },
  );

  it('are read or refused with words at any place where a part was cut', async () => {
    const list = pieces(BODY);
    for (let cut = 0; cut <= list.length; cut++) {
      const body = list.slice(0, cut).join('');
      const read = tryParts({ ...WHOLE, body });
      says(read);
    }
  });

  it('give the same text for the same bytes', async () => {
    const bytes = packed(WHOLE);
    expect(await readFile('a.docx', bytes)).toEqual(await readFile('b.docx', bytes));
  });

  it('are no larger as text than a report can be', () => {
    const line = (i: number): string =>
      Array.from({ length: 40 }, (_, j) => ((i + 1) * (j + 7919)).toString(36)).join('收入');
    const read = tryParts({ body: Array.from({ length: 25_000 }, (_, i) => para(line(i))).join('') });
    if (read.ok) throw new Error('should have been refused');
    expect(read.problem.code).toBe('text_too_large');
  });
});
