// The walk over XML parts: names under their usual prefixes, and a message where a part is not what it should be.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/ingest/refusal.ts';
import { walkXml } from '../../src/ingest/xml.ts';

function events(xml: string): string[] {
  const seen: string[] = [];
  walkXml(xml, {
    open: (name, a) =>
      seen.push(
        `<${[
          name,
          ...Object.entries(a)
            .filter(([k]) => !k.startsWith('xmlns'))
            .map(([k, v]) => `${k}=${v}`),
        ].join(' ')}>`,
      ),
    text: (text) => seen.push(text),
    close: (name) => seen.push(`</${name}>`),
  });
  return seen;
}
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

describe('walking XML', () => {
  it.each([
    ['the usual prefix', `<w:p xmlns:w="${W}"><w:t w:val="1">收入</w:t></w:p>`],
    ['another prefix', `<ns0:p xmlns:ns0="${W}"><ns0:t ns0:val="1">收入</ns0:t></ns0:p>`],
    ['no prefix', `<p xmlns="${W}" xmlns:q="${W}"><t q:val="1">收入</t></p>`],
    [
      'the strict form',
      '<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:t w:val="1">收入</w:t></w:p>',
    ],
    ['a prefix changed inside', `<a:p xmlns:a="${W}"><b:t xmlns:b="${W}" b:val="1">收入</b:t></a:p>`],
  ])('gives the same names for %s', (_what, xml) => {
    expect(events(xml)).toEqual(['<w:p>', '<w:t w:val=1>', '收入', '</w:t>', '</w:p>']);
  });

  it('decodes entities and sections, and closes empty elements', () => {
    expect(
      events('<?xml version="1.0"?><!-- c --><a b="&quot;&#x4e07;"><c/>&lt;&amp;<![CDATA[<x>]]></a>').join(''),
    ).toBe('<a b="万><c></c><&<x></a>');
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'doctype'],
    ['a document type in small letters', '<!doctype a><a/>', 'doctype'],
    ['an element left open', '<a><b></b>', 'damaged_file'],
    ['a tag cut short', '<a><b', 'damaged_file'],
    ['a comment without end', '<a><!-- </a>', 'damaged_file'],
    ['endless nesting', '<a>'.repeat(200_000), 'damaged_file'],
    [
      'more prefixes than anybody needs',
      `<a ${Array.from({ length: 300 }, (_, i) => `xmlns:n${i}="u"`).join(' ')}/>`,
      'damaged_file',
    ],
  ])('refuses %s', (_what, xml, code) => {
    try {
      walkXml(xml, {});
      expect.unreachable();
    } catch (cause) {
      expect(cause).toBeInstanceOf(Refusal);
      expect((cause as Refusal).problem.code).toBe(code);
    }
  });

  it('ends in events or a refusal on any text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '"',
      '=',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      'xmlns:a="b"',
      '</a>',
      '<a>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          walkXml(pieces.join(''), {});
        } catch (cause) {
          expect(cause).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 500 },
    );
  });
});
