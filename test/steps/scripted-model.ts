// A model for the tests of turns: it works like the embedded engine, but under another name, word by word, and as slowly as it is told.
import { composeSection } from '../../src/core/draft/compose.ts';
import { sectionText } from '../../src/core/draft/section.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { FailureClass, Model, ModelCall, Reply, WriteBrief, Written } from '../../src/ports.ts';

export interface Script {
  model: Model;
  /** Sections whose call has begun, in order; also those that ended since. */
  begun: string[];
  /** Calls under way now, and the most there ever were at once. */
  open(): number;
  most(): number;
  /** Lets the call of a section (or every call) come to its end. */
  release(section?: string): void;
  /** Holds every call from now on until it is released. */
  hold(): void;
  /** The next call for the section fails. */
  fail(section: string, why: FailureClass): void;
  /** Says something for a section whose call is under way. */
  during(section: string, tell: (call: ModelCall) => void): void;
}

export function scriptedModel(holding = false): Script {
  const embedded = embeddedModel();
  const begun: string[] = [];
  const failing = new Map<string, FailureClass>();
  const waiting = new Map<string, { go: () => void; call: ModelCall }>();
  let held = holding;
  let now = 0;
  let most = 0;
  const turnOf = (section: string, call: ModelCall): Promise<void> => {
    if (!held || call.signal.aborted) return Promise.resolve();
    return new Promise((go) => {
      const done = (): void => {
        waiting.delete(section);
        go();
      };
      waiting.set(section, { go: done, call });
      call.signal.addEventListener('abort', done);
    });
  };
  return {
    begun,
    open: () => now,
    most: () => most,
    release(section) {
      if (section === undefined) {
        held = false;
        for (const w of [...waiting.values()]) w.go();
      } else waiting.get(section)?.go();
    },
    hold() {
      held = true;
    },
    fail: (section, why) => failing.set(section, why),
    during(section, tell) {
      const w = waiting.get(section);
      if (!w) throw new Error(`no call for ${section} is under way`);
      tell(w.call);
    },
    model: {
      ...embedded,
      name: 'scripted',
      async write(brief: WriteBrief, call: ModelCall): Promise<Reply<Written>> {
        const { id } = brief.section;
        begun.push(id);
        most = Math.max(most, ++now);
        call.state?.({ is: 'writing' });
        await turnOf(id, call);
        now--;
        const why = call.signal.aborted ? 'stopped' : failing.get(id);
        failing.delete(id);
        if (why) return { ok: false, failure: { why, message: '模型服务暂时不可用，请稍后再试。' }, calls: [] };
        const draft = composeSection(brief);
        for (const piece of sectionText(draft.paragraphs).match(/.{1,7}/gsu) ?? []) call.text?.(piece);
        return { ok: true, value: { is: 'draft', draft }, calls: [] };
      },
    },
  };
}
