// An XML part walked from start to end, names under their usual prefixes whatever the file calls them. Builds no tree.
import { Parser } from 'htmlparser2';
import { damaged, Refusal } from './refusal.ts';

export interface XmlVisitor {
  /** `w:p`, `a:t`, `m:oMath`, `v:textbox`, `mc:AlternateContent`; spreadsheet and package parts have no prefix: `row`, `Relationship`. */
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Namespaces, transitional and strict, to the prefix that readers go by. */
const PREFIX: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': '',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'urn:schemas-microsoft-com:vml': 'v',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

// The parser keeps its open elements in an array that grows at the front: depth has to stay far below what costs time.
const MAX_DEPTH = 500;

/** Prefixes in force at one place; every element that declares one copies them. */
const MAX_PREFIXES = 200;

type Scope = ReadonlyMap<string, string>;

/** The scope with this element's own declarations; the same object when it declares nothing. */
function declared(scope: Scope, attributes: Record<string, string>): Scope {
  let next: Map<string, string> | null = null;
  for (const name in attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    const own = name === 'xmlns' ? '' : name.slice(6);
    next ??= new Map(scope);
    next.set(own, PREFIX[attributes[name]!] ?? own);
    if (next.size > MAX_PREFIXES) throw damaged('命名空间过多');
  }
  return next ?? scope;
}

/** Every prefix already is the usual one: nothing to rename. */
const usual = (scope: Scope): boolean => [...scope].every(([own, canonical]) => own === canonical);

function renamed(scope: Scope, name: string, isAttribute: boolean): string {
  const colon = name.indexOf(':');
  const own = colon < 0 ? '' : name.slice(0, colon);
  if (own === 'xmlns' || (isAttribute && (colon < 0 || name === 'xmlns'))) return name;
  const canonical = scope.get(own) ?? own;
  const local = name.slice(colon + 1);
  return canonical === '' ? local : `${canonical}:${local}`;
}

/** Linear. Throws a Refusal on a document type declaration, on elements left open and on nesting that no office file has. */
export function walkXml(xml: string, visitor: XmlVisitor): void {
  if (/<!DOCTYPE/i.test(xml))
    throw new Refusal(
      'unreadable',
      'doctype',
      '文件内部带有文档类型声明（DTD），正常的 Word、Excel 文件没有，为安全起见没有读取。请用 Word、WPS 另存一份再上传，或复制正文粘贴。',
    );
  const scopes: { scope: Scope; usual: boolean }[] = [{ scope: new Map(), usual: true }];
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        if (scopes.length > MAX_DEPTH) throw damaged('内部嵌套过深');
        const above = scopes.at(-1)!;
        const scope = declared(above.scope, attributes);
        const here = scope === above.scope ? above : { scope, usual: usual(scope) };
        scopes.push(here);
        if (!visitor.open) return;
        if (here.usual) return visitor.open(raw, attributes);
        const own: Record<string, string> = {};
        for (const name in attributes) own[renamed(scope, name, true)] = attributes[name]!;
        visitor.open(renamed(scope, raw, false), own);
      },
      ontext(text) {
        visitor.text?.(text);
      },
      onclosetag(raw) {
        const here = scopes.pop()!;
        visitor.close?.(here.usual ? raw : renamed(here.scope, raw, false));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  if (scopes.length > 1) throw damaged('内部标记没有写完');
  parser.end();
}
