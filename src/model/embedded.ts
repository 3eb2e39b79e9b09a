// The embedded engine behind the model port: rules and sentence patterns instead of a model. No key, no network, no state.
import { composeSection } from '../core/draft/compose.ts';
import { understandMessage } from '../core/interview/understand.ts';
import type { Model } from '../ports.ts';

export const embeddedModel = (): Model => ({
  name: 'embedded',
  // The rules are all it has.
  extract: async () => [],
  understand: async (message, asked, period) => understandMessage(message, asked, period),
  write: async (brief) => composeSection(brief),
});
