// An Office package opened under guard: what kind it is by its content types, its parts as text, their relations. Reads no content.
import type { Result } from '../core/problem.ts';
import { damaged, Refusal } from './refusal.ts';
import { walkXml } from './xml.ts';
import { type Entry, LIMITS, type Limits, readDirectory } from './zip-directory.ts';
import { inflateEntry } from './zip-inflate.ts';

export interface Relation {
  id: string;
  /** The last word of the type's address: `styles`, `hyperlink`, `worksheet` … the same in transitional and strict files. */
  type: string;
  /** A part's name for `part`, or the address as written when external. */
  target: string;
  external: boolean;
}

export interface Package {
  kind: 'docx' | 'xlsx';
  mainPart: string;
  /** The text of an XML part, unpacked when asked for; null when there is none. Throws a Refusal (caught by `readPackage`). */
  part(name: string): string | null;
  names: readonly string[];
  /** Of the part with that name; empty when it has none. */
  relations(part: string): readonly Relation[];
  /** Chinese: what the guard dropped. */
  notices: string[];
}

const TYPES_PART = '[Content_Types].xml';
const WORD = 'wordprocessingml';
const SHEET = 'spreadsheetml';

const unsupported = (code: string, message: string): Refusal => new Refusal('unreadable', code, message);

const FOREIGN: readonly { when: (names: ReadonlySet<string>) => boolean; code: string; message: string }[] = [
  {
    when: (n) => n.has('ofd.xml'),
    code: 'unsupported_ofd',
    message: '这是 OFD 版式文件，不能直接读取。请用 WPS 或 OFD 阅读器另存为 PDF 或 Word 再上传，或复制正文粘贴。',
  },
  {
    when: (n) => n.has('mimetype') && n.has('content.xml'),
    code: 'unsupported_odf',
    message: '这是 OpenDocument（.odt/.ods）文件，不能直接读取。请用 WPS 或 LibreOffice 另存为 .docx 或 .xlsx 再上传。',
  },
  {
    when: () => true,
    code: 'unsupported_zip',
    message: '这是压缩文件，不是 Word（.docx）或 Excel（.xlsx）文件。请解压后逐个上传其中的文件，或复制正文粘贴。',
  },
];

/** What a package must not hold, by the name of a part. Printer settings are .bin too and harmless: never opened. */
const FORBIDDEN: readonly { name: RegExp; code: string; message: string }[] = [
  {
    name: /(?:^|\/)vbaProject\w*\.bin$/i,
    code: 'macro_file',
    message: '文件带有宏，为安全起见没有读取。请在 Word、WPS、Excel 中另存为不含宏的 .docx 或 .xlsx 再上传。',
  },
  {
    name: /(?:^|\/)activeX\//i,
    code: 'activex',
    message: '文件带有 ActiveX 控件，为安全起见没有读取。请在 Word、Excel 中删去控件后另存，或复制正文粘贴。',
  },
];

const MACRO = FORBIDDEN[0]!;
const EMBEDDED = /(?:^|\/)(?:embeddings\/|oleObject\d*\.bin$)/i;

function decodeXml(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw damaged('内部文字的编码不对');
  }
}

/** `xl/worksheets` + `../styles.xml` -> `xl/styles.xml`; a leading slash starts from the top. */
function resolvePart(folder: string, target: string): string {
  let path: string;
  try {
    path = decodeURI(target);
  } catch {
    path = target;
  }
  const steps = path.startsWith('/') ? [] : folder.split('/').filter((s) => s !== '');
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);
const relationsOf = (part: string): string => `${folderOf(part)}_rels/${part.slice(part.lastIndexOf('/') + 1)}.rels`;

function readRelations(xml: string, part: string): Relation[] {
  const found: Relation[] = [];
  walkXml(xml, {
    open(name, a) {
      if (name !== 'Relationship') return;
      const external = a.TargetMode?.toLowerCase() === 'external';
      const target = a.Target ?? '';
      found.push({
        id: a.Id ?? '',
        type: (a.Type ?? '').split('/').at(-1)!,
        target: external ? target : resolvePart(folderOf(part), target),
        external,
      });
    },
  });
  return found;
}

/** The content type of a part by name, as [Content_Types].xml declares it. */
function readTypes(xml: string): (part: string) => string {
  const byEnding = new Map<string, string>();
  const byName = new Map<string, string>();
  walkXml(xml, {
    open(name, a) {
      if (name === 'Default') byEnding.set((a.Extension ?? '').toLowerCase(), a.ContentType ?? '');
      else if (name === 'Override')
        byName.set((a.PartName ?? '').replace(/^\//, '').toLowerCase(), a.ContentType ?? '');
    },
  });
  for (const type of [...byName.values(), ...byEnding.values()])
    if (/macroEnabled|vbaProject/i.test(type) && !/sheet\.binary/i.test(type))
      throw unsupported(MACRO.code, MACRO.message);
  return (part) => byName.get(part.toLowerCase()) ?? byEnding.get(part.split('.').at(-1)!.toLowerCase()) ?? '';
}

function kindOf(type: string): 'docx' | 'xlsx' {
  if (/sheet\.binary/i.test(type))
    throw unsupported(
      'unsupported_xlsb',
      '这是二进制 Excel（.xlsb）文件，不能读取。请在 Excel 或 WPS 中另存为 .xlsx 再上传。',
    );
  if (type.includes(WORD)) return 'docx';
  if (type.includes(SHEET)) return 'xlsx';
  if (type.includes('presentationml'))
    throw unsupported('unsupported_pptx', '这是演示文稿（.pptx），不能读取。请把其中的文字和表格复制后粘贴。');
  throw unsupported(
    'unsupported_package',
    '这不是 Word（.docx）或 Excel（.xlsx）文件。请用 Word、WPS 另存为 .docx 或 .xlsx 再上传，或复制正文粘贴。',
  );
}

function checkParts(entries: readonly Entry[]): void {
  for (const { name } of entries)
    for (const bad of FORBIDDEN) if (bad.name.test(name)) throw unsupported(bad.code, bad.message);
}

function checkRelations(all: readonly Relation[]): string[] {
  if (all.some((r) => r.type === 'aFChunk'))
    throw unsupported(
      'alt_chunk',
      '文件里嵌入了另一份文档（altChunk），没有读取。请在 Word 中打开并另存为 .docx 再上传，或复制正文粘贴。',
    );
  const outside = all.filter((r) => r.external).length;
  return outside === 0 ? [] : [`文件里有 ${outside} 处指向外部的链接，没有访问；链接上的文字照常读取。`];
}

/** Throws a Refusal; `openPackage` gives the same as a result. */
function open(bytes: Uint8Array, limits: Limits): Package {
  const entries = readDirectory(bytes, limits);
  const byName = new Map(entries.map((e) => [e.name.toLowerCase(), e]));
  const part = (name: string): string | null => {
    const entry = byName.get(name.toLowerCase());
    return entry ? decodeXml(inflateEntry(entry)) : null;
  };
  const types = part(TYPES_PART);
  if (types === null) {
    const foreign = FOREIGN.find((f) => f.when(new Set(byName.keys())))!;
    throw unsupported(foreign.code, foreign.message);
  }
  checkParts(entries);
  const typeOf = readTypes(types);
  const relations = new Map<string, Relation[]>();
  for (const { name } of entries) {
    const owner = /^(.*?)_rels\/([^/]*)\.rels$/i.exec(name);
    if (!owner) continue;
    const xml = part(name)!;
    relations.set(name.toLowerCase(), readRelations(xml, `${owner[1]}${owner[2]}`));
  }
  const relationsFor = (name: string): readonly Relation[] => relations.get(relationsOf(name).toLowerCase()) ?? [];
  const main = relationsFor('').find((r) => r.type === 'officeDocument' && !r.external);
  if (!main) throw damaged('缺少主要内容');
  const kind = kindOf(typeOf(main.target));
  const notices = checkRelations([...relations.values()].flat());
  // Old objects (OLE) and whole files inside: never unpacked, so they can do no harm.
  const inside = entries.filter((e) => EMBEDDED.test(e.name)).length;
  if (inside > 0)
    notices.push(
      `文件里嵌有 ${inside} 个其他文件或对象（如 Excel 表格、公式、图表的数据），其中的内容没有读取。如果需要，请把里面的表格或文字复制后粘贴，或单独上传。`,
    );
  return { kind, mainPart: main.target, part, names: entries.map((e) => e.name), relations: relationsFor, notices };
}

/** Runs a reader; what it refuses becomes a problem, anything else it throws is a mistake of ours. */
export function refusable<T>(read: () => Result<T>): Result<T> {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Refusal) return { ok: false, problem: cause.problem };
    throw cause;
  }
}

/** `limits` can be lowered where memory is scarce. Bytes that are no zip are refused as damaged. */
export function openPackage(bytes: Uint8Array, limits: Limits = LIMITS): Result<Package> {
  return refusable(() => ({ ok: true, value: open(bytes, limits) }));
}
