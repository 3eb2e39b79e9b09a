// The embedded engine behind the model port: rules and sentence patterns instead of a model. No key, no network, no state.
import { composeSection } from '../core/draft/compose.ts';
import { understandMessage } from '../core/interview/understand.ts';
import type { Model, Reply } from '../ports.ts';

const done = <T>(value: T): Reply<T> => ({ ok: true, value, calls: [] });

export const embeddedModel = (): Model => ({
  name: 'embedded',
  // The rules are all it has.
  extract: async () => done([]),
  understand: async ({ message, asked, period }) => done(understandMessage(message, asked, period)),
  write: async (brief) => done({ is: 'draft', draft: composeSection(brief) }),
  revise: async () =>
    done({
      is: 'cannot',
      why: '内置引擎只会照原文做确切的修改。',
      offers: ['删去“……”', '把“……”改为“……”'],
    }),
});
