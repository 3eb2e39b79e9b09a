// The model that the settings of this machine name, for the command line: with a memory that ends with the command.
import { fail, ok, type Result } from './core/problem.ts';
import { memoryLedger } from './model/ledger.ts';
import { modelFor } from './model/model-for.ts';
import { nodeFetch } from './node-fetch.ts';
import type { Model } from './ports.ts';
import { loadPrompts } from './prompts.ts';
import { readSettings } from './read-settings.ts';

export async function configuredModel(warn: (event: string) => void = () => undefined): Promise<Result<Model>> {
  const read = readSettings();
  if (!read.ok) return fail('bad-input', 'bad_setting', read.faults.join(' '));
  const prompts = await loadPrompts();
  if (!prompts.ok) return prompts;
  return ok(
    modelFor({
      endpoint: read.config.endpoint,
      prompts: prompts.value,
      ledger: () => memoryLedger(),
      log: { warn },
      clock: { now: () => new Date().toISOString() },
      fetch: nodeFetch,
    }),
  );
}
