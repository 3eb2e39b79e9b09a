// Undo and redo of one section: the text of an earlier version comes back as a new version; nothing of the history is lost.
import type { ReportId } from '../core/id.ts';
import { fail, type Result } from '../core/problem.ts';
import { reachable } from '../core/revise/history.ts';
import type { Change } from '../core/revise/instruction.ts';
import type { Actor } from '../ports.ts';
import { type OpenSection, openSection } from './open-section.ts';
import type { StepParts } from './parts.ts';
import type { ShownSection } from './show-sections.ts';

type Way = 'undo' | 'redo';

export async function undoSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  way: Way,
  expectedVersion: number,
): Promise<Result<ShownSection>> {
  const opened = await openSection(parts, actor, id, sectionId, expectedVersion);
  return opened.ok ? bringBack(parts, actor, opened.value, way, expectedVersion) : opened;
}

async function bringBack(
  parts: StepParts,
  actor: Actor,
  open: OpenSection,
  way: Way | number,
  expectedVersion: number,
): Promise<Result<ShownSection>> {
  const { loaded, outline, write } = open;
  const versions = (await parts.store.sectionVersions(actor, loaded.report.id, outline.id)).toSorted(
    (a, b) => a.version - b.version,
  );
  const to = typeof way === 'number' ? way : reachable(versions)[way];
  const wanted = versions.find((v) => v.version === to);
  if (!wanted)
    return way === 'undo'
      ? fail('conflict', 'nothing_to_undo', '这一节没有可以撤销的修改，已经是最早的一版。')
      : way === 'redo'
        ? fail(
            'conflict',
            'nothing_to_redo',
            '没有可以重做的修改：撤销之后又改过，或者没有撤销过。需要旧文字时，请在历史版本中选择。',
          )
        : fail('not-found', 'version_not_found', `这一节没有第${way}版。请从历史版本列表中选择。`, {
            versions: versions.map((v) => v.version),
          });
  const reason = typeof way === 'number' ? `restore:${way}` : `${way}:${wanted.version}`;
  return write({ paragraphs: wanted.paragraphs, expectedVersion, reason });
}

/** 撤销, 重做, 恢复上一版, 恢复到第3版 as the whole of an instruction; null when it is something else. */
export async function stepBack(
  parts: StepParts,
  actor: Actor,
  open: OpenSection,
  changes: readonly Change[],
  expectedVersion: number,
): Promise<Result<ShownSection> | null> {
  const [only, ...more] = changes;
  if (!only || more.length || (only.do !== 'undo' && only.do !== 'redo' && only.do !== 'restore')) return null;
  const way = only.do === 'restore' ? (only.version ?? 'undo') : only.do;
  return bringBack(parts, actor, open, way, expectedVersion);
}
