import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffTexts, newText, oldText } from '../../../src/core/revise/diff.ts';
import { reachable, type Step } from '../../../src/core/revise/history.ts';
import { cpuTime } from '../../cpu-time.ts';

const words = fc.string({
  unit: fc.constantFrom('甲', '乙', '，', '。', '\n', '1', '2', '.', '万', '元'),
  maxLength: 60,
});

describe('the difference between two texts', () => {
  it('reads back as either of them', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const segments = diffTexts(a, b);
        expect([oldText(segments), newText(segments)]).toEqual([a, b]);
        for (const [i, s] of segments.entries()) {
          expect(s.t).not.toBe('');
          expect(s.is).not.toBe(segments[i - 1]?.is);
        }
      }),
    );
  });

  it('shows a changed amount as a whole', () => {
    expect(diffTexts('收入1260万元。', '收入1280万元。')).toEqual([
      { is: 'same', t: '收入' },
      { is: 'gone', t: '1260万元' },
      { is: 'new', t: '1280万元' },
      { is: 'same', t: '。' },
    ]);
  });

  it('stays quick on two long texts without a common word', () => {
    const before = cpuTime();
    diffTexts('甲'.repeat(9000), '乙'.repeat(9000));
    diffTexts('甲乙\n'.repeat(20_000), '丙丁\n'.repeat(20_000));
    expect(cpuTime() - before).toBeLessThan(8000);
  });
});

describe('undo and redo', () => {
  /** Carries out moves as the steps do: every one adds a version. */
  function carryOut(moves: readonly ('edit' | 'undo' | 'redo')[]): { steps: Step[]; text: Map<number, string> } {
    const steps: Step[] = [{ version: 1, reason: 'draft' }];
    const text = new Map([[1, 'text 1']]);
    for (const move of moves) {
      const version = steps.length + 1;
      const to = move === 'edit' ? null : reachable(steps)[move];
      if (move !== 'edit' && to === null) continue;
      steps.push({ version, reason: to === null ? 'replace' : `${move}:${to}` });
      text.set(version, to === null ? `text ${version}` : text.get(to)!);
    }
    return { steps, text };
  }
  const moves = fc.array(fc.constantFrom('edit' as const, 'undo' as const, 'redo' as const), { maxLength: 30 });
  const now = ({ steps, text }: ReturnType<typeof carryOut>): string => text.get(steps.length)!;

  it('undo then redo is where it was, redo then undo too', () => {
    fc.assert(
      fc.property(moves, (before) => {
        const start = carryOut(before);
        const { undo, redo } = reachable(start.steps);
        if (undo !== null) expect(now(carryOut([...before, 'undo', 'redo']))).toBe(now(start));
        if (redo !== null) expect(now(carryOut([...before, 'redo', 'undo']))).toBe(now(start));
      }),
    );
  });

  it('agrees with an editor that keeps two stacks', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const past: string[] = [];
        let text = 'text 1';
        let future: string[] = [];
        let version = 1;
        for (const move of all) {
          if (move === 'edit') {
            past.push(text);
            text = `text ${++version}`;
            future = [];
          } else {
            const [from, to] = move === 'undo' ? [past, future] : [future, past];
            const back = from.pop();
            if (back === undefined) continue;
            to.push(text);
            text = back;
            version++;
          }
        }
        expect(now(carryOut(all))).toBe(text);
      }),
    );
  });

  it('an edit ends what could be redone', () => {
    expect(reachable(carryOut(['edit', 'undo']).steps)).toEqual({ undo: null, redo: 2 });
    expect(reachable(carryOut(['edit', 'undo', 'edit']).steps).redo).toBeNull();
  });
});
