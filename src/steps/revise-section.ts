// A revision by instruction, as far as it is an exact edit: 删去…, 把…改为…. The words to change must stand in the section
// once, and no quantity may lose its backing; anything else is refused with the way out.
import { sectionText } from '../core/draft/section.ts';
import { verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { linkText } from './link-text.ts';
import { openSection } from './open-section.ts';
import type { StepParts } from './parts.ts';
import type { ShownSection } from './show-sections.ts';

export type Edit = { find: string; put: string };

const QUOTES = /^[“"「『]([^“”"「」『』]+)[”"」』]$/;
const bare = (s: string): string => {
  const t = s.trim();
  return QUOTES.exec(t)?.[1] ?? t;
};

const CHANGE = /^(?:请)?(?:把|将)([^\n]{1,2000}?)(?:改为|改成|替换为|换成|修改为)([^\n]{1,2000})$/;
const REMOVE = /^(?:请)?(?:删去|删除|删掉|去掉)([^\n]{1,2000})$/;
const THIS = /^(?:这句话|这句|这段话|这段|选中的?(?:文字|内容|部分)?|它)?$/;

/** Null when the instruction is no exact edit. `selection` is what 这句 and an empty object mean. */
export function editOf(instruction: string, selection: string | undefined): Edit | null {
  const text = instruction.trim().replace(/[。！!；;]$/, '');
  const quoted = /[”"」』]$/.test(text) ? text : instruction.trim().replace(/[！!；;]$/, '');
  const change = CHANGE.exec(text) ?? CHANGE.exec(quoted);
  if (change) {
    const find = THIS.test(change[1]!.trim()) ? selection : bare(change[1]!);
    return find ? { find, put: bare(change[2]!) } : null;
  }
  const remove = REMOVE.exec(text);
  if (!remove) return null;
  const find = THIS.test(remove[1]!.trim()) ? selection : bare(remove[1]!);
  return find ? { find, put: '' } : null;
}

const cannot = () =>
  fail(
    'bad-input',
    'instruction_not_understood',
    '内置引擎只会照原文做确切的修改：写“删去“……””或“把“……”改为“……””，引号里照抄这一节的原文；其他修改请直接在编辑框里改。',
    { field: 'instruction' },
  );

/** The text with the edit made, or why it cannot be made. */
export function applyEdit(text: string, edit: Edit, selection: string | undefined): Result<string> {
  const within = selection ? text.indexOf(selection) : 0;
  if (within < 0)
    return fail('bad-input', 'selection_not_found', '选中的文字在这一节里找不到了，可能已被改动。请重新选择后再试。', {
      field: 'selection',
    });
  const end = selection ? within + selection.length : text.length;
  const area = text.slice(within, end);
  const at = area.indexOf(edit.find);
  const shown = edit.find.length > 30 ? `${edit.find.slice(0, 30)}…` : edit.find;
  if (at < 0)
    return fail('bad-input', 'words_not_found', `这一节里没有“${shown}”。请照抄原文（标点也要一致）后再试。`, {
      field: 'instruction',
    });
  if (area.indexOf(edit.find, at + 1) >= 0)
    return fail('bad-input', 'words_not_unique', `这一节里有不止一处“${shown}”。请多抄几个字，或先选中要改的那一处。`, {
      field: 'instruction',
    });
  const from = within + at;
  const changed = text.slice(0, from) + edit.put + text.slice(from + edit.find.length);
  return ok(
    changed
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{2,}/g, '\n')
      .trim(),
  );
}

export async function reviseSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  given: { instruction: string; selection?: string | undefined; expectedVersion: number },
): Promise<Result<ShownSection>> {
  const opened = await openSection(parts, actor, id, sectionId, given.expectedVersion);
  if (!opened.ok) return opened;
  const { outline, held, write } = opened.value;
  if (!held) return fail('conflict', 'section_empty', `“${outline.title}”还没有内容。请先起草，再修改。`);
  const edit = editOf(given.instruction, given.selection);
  if (!edit) return cannot();
  const before = sectionText(held.paragraphs);
  const changed = applyEdit(before, edit, given.selection);
  if (!changed.ok) return changed;
  if (changed.value === '')
    return fail('bad-input', 'empty_section', '这样修改后这一节就没有内容了，没有保存。请保留需要的文字。');
  if (changed.value === before)
    return fail('bad-input', 'nothing_changed', '修改前后的文字一样，没有保存。请检查要改成的内容。');

  const evidence = await opened.value.evidence();
  const count = new Map<string, number>();
  for (const v of verifyText(before, evidence))
    if (v.standing === 'unbacked') count.set(v.text, (count.get(v.text) ?? 0) + 1);
  const verdicts = verifyText(changed.value, evidence);
  const fresh = verdicts.filter((v) => {
    if (v.standing !== 'unbacked') return false;
    const left = count.get(v.text) ?? 0;
    count.set(v.text, left - 1);
    return left <= 0;
  });
  if (fresh.length)
    return fail(
      'blocked',
      'unbacked_revision',
      `没有保存：改动后“${fresh[0]!.text}”没有对应的已确认事实${fresh[0]!.why ? `（${fresh[0]!.why}）` : ''}。请先登记这个数，或换一种改法。`,
      { quantities: fresh },
    );
  const paragraphs = linkText(changed.value, verdicts, evidence, held.paragraphs);
  return write({ paragraphs, expectedVersion: given.expectedVersion, reason: 'revise' });
}
