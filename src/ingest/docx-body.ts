// A part with Word text (document, footnotes, endnotes) walked from start to end: which elements are text, which are not,
// and what they do to the story. Resolves no styles and writes no lines.
import { isContents, isPageReference, newField, shownByCode } from './docx-field.ts';
import type { Piece } from './docx-lines.ts';
import { Formula } from './docx-math.ts';
import { count, isOn, isShade, readLook, readParagraphLook } from './docx-properties.ts';
import { MOST_FIELDS, type Story } from './docx-story.ts';
import type { StyleSheet } from './docx-styles.ts';
import { MAX_COLUMNS } from './docx-table.ts';
import { walkXml } from './xml.ts';

type Attributes = Readonly<Record<string, string>>;
type Context = 'paragraph' | 'mark' | 'run' | 'table' | 'row' | 'cell' | 'control' | 'form';

const CONTEXTS: Readonly<Record<string, Context>> = {
  'w:pPr': 'paragraph',
  'w:rPr': 'run',
  'w:tblPr': 'table',
  'w:trPr': 'row',
  'w:tcPr': 'cell',
  'w:sdtPr': 'control',
  'w:ffData': 'form',
};

/** Not read, with all that is inside: old properties, readings over characters, section layout, drafts of formulas. */
const SILENT = new Set(
  'w:sectPr w:rt w:rubyPr w:delText w:delInstrText w:sdtEndPr w:smartTagPr w:customXmlPr w:tblGrid m:ctrlPr w:numberingChange'.split(
    ' ',
  ),
);
const DELETED = new Set(['w:del', 'w:moveFrom']);
/** What today's Word draws itself; for anything else it shows the fallback, and so do we. */
const UNDERSTOOD = /^(?:wps|wpg|wpc|wpi|wp14|w14|w15|a14|c14|cx\d?|v|am3d|aink)$/;
export interface Reading {
  styles: StyleSheet;
  story: Story;
  /** Pieces of a note by `footnote 3` or `endnote 3`; each is taken where it is met first. */
  notes: Map<string, readonly Piece[]>;
}

/** Calls back for each note of a notes part with its id; the story of a document has none. */
export function walkBody(xml: string, { styles, story, notes }: Reading, onNote?: (id: string) => Story | null): void {
  const { tally } = story;
  let now: Story | null = onNote ? null : story;
  let context: Context | null = null;
  let skipped = 0;
  let deletion = false;
  let reading: 'text' | 'code' | null = null;
  let buffer = '';
  let preserve = false;
  const entered: { context: Context | null; at: number }[] = [];
  const choices: { made: boolean }[] = [];
  const controls: { prompting: boolean }[] = [];
  const formula = new Formula();

  const skip = (deleted = false): void => {
    skipped = 1;
    deletion = deleted;
  };

  function beginField(s: Story, code: string | null): void {
    if (s.fields.length >= MOST_FIELDS) return;
    const field = newField(s.paragraph);
    s.fields.push(field);
    if (code !== null) {
      field.code = code;
      resultOf(s);
    }
  }

  function resultOf(s: Story): void {
    const field = s.fields.at(-1);
    if (!field?.inCode) return;
    field.inCode = false;
    field.contents = isContents(field.code);
    if (isPageReference(field.code) && s.paragraph) s.paragraph.pageReference = true;
  }

  function endField(s: Story): void {
    const field = s.fields.pop();
    if (!field) return;
    field.closed = true;
    if (!field.shown) s.put(shownByCode(field.code, field.form));
  }

  function property(s: Story, name: string, a: Attributes): void {
    const p = s.paragraph;
    const table = s.tables.at(-1);
    if (context === 'run') {
      const run = p?.runs.at(-1);
      if (run) readLook(run.look, name, a);
    } else if (context === 'paragraph') {
      if (!p) return;
      readParagraphLook(p.look, name, a);
      // A first letter drawn large is a paragraph of its own before the one that it begins.
      if (name === 'w:framePr' && /^(?:drop|margin)$/.test(a['w:dropCap'] ?? '')) p.gone = true;
    } else if (context === 'mark') {
      if (p && (name === 'w:del' || name === 'w:moveFrom')) p.gone = true;
      else if (p && name === 'w:vanish') p.gone ||= isOn(a['w:val']);
    } else if (context === 'table') {
      if (!table) return;
      if (name === 'w:tblStyle') table.shaded ||= styles.shadesTable(a['w:val'] ?? '');
      else if (name === 'w:shd') table.shaded ||= isShade(a);
    } else if (context === 'row') {
      const row = table?.row;
      if (!row) return;
      if (name === 'w:gridBefore') row.before = count(a['w:val'], MAX_COLUMNS);
      else if (name === 'w:hidden') row.hidden = isOn(a['w:val']);
      else if (name === 'w:del') row.removed = true;
    } else if (context === 'cell') {
      const cell = table?.cell;
      if (!cell) return;
      if (name === 'w:gridSpan') cell.word.columns = Math.max(1, count(a['w:val'], MAX_COLUMNS));
      else if (name === 'w:vMerge') cell.word.down = a['w:val'] === 'restart' ? 'restart' : 'continue';
      else if (name === 'w:hMerge') cell.word.across = a['w:val'] === 'restart' ? 'restart' : 'continue';
      else if (name === 'w:shd') cell.shaded = isShade(a);
      else if (name === 'w:cellDel') cell.removed = true;
    } else if (context === 'control') {
      const control = controls.at(-1);
      if (control && name === 'w:showingPlcHdr' && isOn(a['w:val']) && !control.prompting) {
        control.prompting = true;
        s.prompting++;
      }
    } else if (context === 'form') {
      const field = s.fields.at(-1);
      if (!field) return;
      field.form ??= { entries: [], chosen: 0 };
      const form = field.form;
      if (name === 'w:checked') form.checked = isOn(a['w:val']);
      else if (name === 'w:default') form.checked ??= isOn(a['w:val']);
      else if (name === 'w:result') form.chosen = count(a['w:val'], 99);
      else if (name === 'w:listEntry' && form.entries.length < 100) form.entries.push((a['w:val'] ?? '').slice(0, 200));
    }
  }

  const pushRun = (s: Story): void => {
    s.paragraph?.runs.push({ look: {}, hidden: null });
  };
  const popRun = (s: Story): void => {
    s.paragraph?.runs.pop();
  };
  const startText = (kept: boolean): void => {
    reading = 'text';
    preserve = kept;
    buffer = '';
  };
  /** Word drops blank ends unless told to keep them; a line end inside is a blank. */
  const endText = (s: Story): void => {
    if (reading === 'text') s.put((preserve ? buffer : buffer.trim()).replace(/[\r\n]+/g, ' '));
    reading = null;
  };
  const choose = (understood: boolean): void => {
    const choice = choices.at(-1);
    if (!choice || choice.made || !understood) skip();
    else choice.made = true;
  };
  const refer = (s: Story, id: string): void => {
    const note = notes.get(id);
    if (!note || !s.paragraph) return;
    tally.notes++;
    for (const piece of note) s.paragraph.after.push(piece);
    notes.delete(id);
  };

  const begin: Readonly<Record<string, (s: Story, a: Attributes) => void>> = {
    'w:p': (s) => s.openParagraph(),
    'w:r': pushRun,
    'm:r': pushRun,
    'w:t': (_, a) => startText(a['xml:space'] === 'preserve'),
    'm:t': () => startText(true),
    'w:instrText': () => {
      reading = 'code';
      buffer = '';
    },
    'w:fldChar': (s, a) => {
      if (a['w:fldCharType'] === 'begin') beginField(s, null);
      else if (a['w:fldCharType'] === 'separate') resultOf(s);
      else if (a['w:fldCharType'] === 'end') endField(s);
    },
    'w:fldSimple': (s, a) => beginField(s, a['w:instr'] ?? ''),
    'w:tab': (s) => s.put('\t'),
    'w:ptab': (s) => s.put('\t'),
    'w:br': (s) => s.put('\n'),
    'w:cr': (s) => s.put('\n'),
    'w:noBreakHyphen': (s) => s.put('-'),
    'w:sym': (s, a) => s.sign(a['w:font'] ?? '', Number.parseInt(a['w:char'] ?? '', 16) || 0),
    'mc:AlternateContent': () => {
      choices.push({ made: false });
    },
    'mc:Choice': (_, a) => choose((a.Requires ?? '').split(/\s+/).every((r) => UNDERSTOOD.test(r))),
    'mc:Fallback': () => choose(true),
    'w:txbxContent': (s) => s.openBox(),
    'v:textpath': (s, a) => {
      if (a.string) s.paragraph?.after.push({ kind: 'line', text: a.string.slice(0, 1000), apart: true });
    },
    'w:tbl': (s) => s.openTable(),
    'w:tr': (s) => s.openRow(),
    'w:tc': (s) => s.openCell(),
    'w:sdt': () => {
      controls.push({ prompting: false });
    },
    'w:footnoteReference': (s, a) => refer(s, `footnote ${a['w:id'] ?? ''}`),
    'w:endnoteReference': (s, a) => refer(s, `endnote ${a['w:id'] ?? ''}`),
    'w:commentReference': () => {
      tally.comments++;
    },
    'w:object': () => {
      tally.objects++;
      skip();
    },
    'a:blip': () => {
      tally.pictures++;
    },
    'v:imagedata': () => {
      tally.pictures++;
    },
    'c:chart': () => {
      tally.charts++;
    },
    'cx:chart': () => {
      tally.charts++;
    },
    'dgm:relIds': () => {
      tally.charts++;
    },
    'w:subDoc': () => {
      tally.parts++;
    },
    'w:background': (s, a) => {
      s.onColour = isShade({ 'w:fill': a['w:color'] ?? 'auto' });
    },
  };

  const end: Readonly<Record<string, (s: Story) => void>> = {
    'w:p': (s) => s.closeParagraph(),
    'w:r': popRun,
    'm:r': popRun,
    'w:t': endText,
    'm:t': endText,
    'w:instrText': (s) => {
      const field = s.fields.at(-1);
      if (reading === 'code' && field?.inCode && field.code.length < 2000) field.code += buffer;
      reading = null;
    },
    'w:fldSimple': endField,
    'mc:AlternateContent': () => {
      choices.pop();
    },
    'w:txbxContent': (s) => s.closeBox(),
    'w:tbl': (s) => s.closeTable(),
    'w:tr': (s) => s.closeRow(),
    'w:tc': (s) => s.closeCell(),
    'w:sdt': (s) => {
      if (controls.pop()?.prompting) s.prompting--;
    },
  };

  /** Elements open, and where the properties and the note began that are being read: a damaged part may nest them anyhow. */
  let depth = 0;
  let noteAt = 0;
  const enter = (next: Context): void => {
    entered.push({ context, at: depth });
    context = next;
  };

  walkXml(xml, {
    open(name, a) {
      if (skipped > 0) {
        skipped++;
        if (deletion && (name === 'w:delText' || name === 'w:t')) reading = 'text';
        return;
      }
      depth++;
      if (onNote && noteAt === 0) {
        if (name !== 'w:footnote' && name !== 'w:endnote') return;
        noteAt = depth;
        now = a['w:type'] === undefined || a['w:type'] === 'normal' ? onNote(a['w:id'] ?? '') : null;
        return;
      }
      if (!now) return;
      if (SILENT.has(name) || name.endsWith('PrChange')) skip();
      else if (context === 'paragraph' && name === 'w:rPr') enter('mark');
      else if (context === 'control' && name === 'w:rPr') skip();
      else if (context !== null) property(now, name, a);
      else if (Object.hasOwn(CONTEXTS, name)) enter(CONTEXTS[name]!);
      else if (DELETED.has(name)) skip(true);
      else if (Object.hasOwn(begin, name)) begin[name]!(now, a);
      else if (name.startsWith('m:') && now.paragraph) formula.open(name, a, now.paragraph.pieces);
    },
    text(text) {
      if (reading === null) return;
      if (skipped > 0) tally.remove(text);
      else buffer += text;
    },
    close(name) {
      if (skipped > 0) {
        skipped--;
        reading = null;
        if (skipped === 0) depth--;
        return;
      }
      if (noteAt === depth) {
        noteAt = 0;
        now = null;
      } else if (now && entered.at(-1)?.at === depth) context = entered.pop()!.context;
      else if (now && context === null) {
        if (Object.hasOwn(end, name)) end[name]!(now);
        else if (name.startsWith('m:') && now.paragraph) formula.close(name, now.paragraph.pieces);
      }
      depth--;
    },
  });
}
