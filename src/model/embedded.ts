// The embedded engine behind the model port: rules and sentence patterns instead of a model. No key, no network, no state.
import { composeSection } from '../core/draft/compose.ts';
import { understandMessage } from '../core/interview/understand.ts';
import { reviseLines } from '../core/revise/revise-lines.ts';
import type { Model, Reply } from '../ports.ts';

const done = <T>(value: T): Reply<T> => ({ ok: true, value, calls: [] });

export const embeddedModel = (): Model => ({
  name: 'embedded',
  // The rules are all it has.
  extract: async () => done([]),
  understand: async ({ message, asked, period, book, profile }) =>
    done(understandMessage(message, asked, period, book, profile)),
  write: async (brief) => done({ is: 'draft', draft: composeSection(brief) }),
  revise: async (brief) => done(reviseLines(brief)),
});
