// The main job as an office does it over HTTP, once for every runtime: report, last year's text, facts, figures, findings,
// drafts, own words, files. It knows no runtime and expects nothing; tests say what must come out.
import type {
  AddedSource,
  FactList,
  FindingList,
  WireFact,
  WireFigure,
  WireNode,
  WireReportView,
} from '../../src/http/wire.ts';
import { call, chat, type Send, type SseEvent } from './local-app.ts';

export interface MainJob {
  report: string;
  added: AddedSource;
  facts: WireFact[];
  figures: WireFigure[];
  findings: FindingList;
  drafting: SseEvent[];
  document: WireNode[];
  markdown: string;
  docx: Uint8Array;
  finalRefusal: {
    status: number;
    body: { error: { code: string; message: string; details: Record<string, unknown> } };
  };
  view: WireReportView;
}

async function everyFact(send: Send, report: string): Promise<FactList> {
  const all: FactList = { items: [], next: null, conflicts: [] };
  let after: string | null = null;
  do {
    const query: string = after === null ? '' : `&after=${after}`;
    const page = await call<FactList>(send, 'GET', `/api/reports/${report}/facts?limit=100${query}`);
    all.items.push(...page.body.items);
    all.conflicts = page.body.conflicts;
    after = page.body.next;
  } while (after !== null);
  return all;
}

export async function runMainJob(send: Send, text: string, period: number): Promise<MainJob> {
  const made = await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period });
  const report = made.body.id;
  const at = `/api/reports/${report}`;
  const added = await call<AddedSource>(send, 'POST', `${at}/sources`, { name: '上年报告', text, role: 'prior' });
  if (added.status !== 201) throw new Error(JSON.stringify(added.body));

  const found = await everyFact(send, report);
  const beaten = new Set(found.conflicts.flatMap((c) => c.ids.slice(1)));
  const decisions = found.items
    .filter((f) => f.standing.is !== 'confirmed' && !beaten.has(f.id))
    .map((f) => ({ id: f.id, decision: 'accept', expectedVersion: f.version }));
  const settled = await call(send, 'POST', `${at}/facts/settle`, decisions);
  if (settled.status !== 200) throw new Error(JSON.stringify(settled.body));

  const drafting = await chat(send, report, '起草全文');
  const facts = (await everyFact(send, report)).items;
  const figures = await call<{ items: WireFigure[] }>(send, 'GET', `${at}/figures?limit=1000`);
  const findings = await call<FindingList>(send, 'GET', `${at}/findings?limit=1000`);
  const document = await call<{ nodes: WireNode[] }>(send, 'GET', `${at}/document`);
  const markdown = await (await send(`${at}/export?format=md`)).text();
  const docx = new Uint8Array(await (await send(`${at}/export?format=docx`)).arrayBuffer());
  const refused = await send(`${at}/export?format=docx&kind=final`);
  return {
    report,
    added: added.body,
    facts,
    figures: figures.body.items,
    findings: findings.body,
    drafting,
    document: document.body.nodes,
    markdown,
    docx,
    finalRefusal: { status: refused.status, body: (await refused.json()) as MainJob['finalRefusal']['body'] },
    view: (await call<WireReportView>(send, 'GET', at)).body,
  };
}
