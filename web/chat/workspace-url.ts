// Where a report is on the service's own page, for what a conversation cannot do: checking against the source, reading the document.
import type { Client } from '../client.ts';
import { routeHash, type Step } from '../state/steps.ts';

export const workspaceUrl = (client: Client, report: string, step: Step, focus: string | null = null): string =>
  client.base.replace(/api$/, '') + routeHash({ report, step, focus });
