// A scripted service for states of the page that are hard to bring about with the real one: two windows at once, a broken line,
// a refused final copy. It answers in the shapes of src/http/wire.ts and knows no rules.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type {
  Decision,
  FactList,
  NewFact,
  WireDocument,
  WireFact,
  WireFigure,
  WireFinding,
  WireOpenParagraph,
  WireReportView,
  WireResidue,
  WireSection,
  WireTurn,
  WireTurnEvent,
} from '../../src/http/wire.ts';

export interface Script {
  text: string;
  facts: WireFact[];
  conflicts: FactList['conflicts'];
  figures: WireFigure[];
  findings: (WireFinding & object)[];
  sections: WireSection[];
  document: WireDocument;
  view: WireReportView;
  /** What a turn brings, and after how many events the line breaks the first time. */
  turn: WireTurnEvent[];
  breakAfter?: number;
  notices?: string[];
  residue?: WireResidue[];
  coverage?: WireOpenParagraph[];
  /** Terms of the keys that findings name. */
  titles?: Record<string, string>;
  rules?: { checked: string[]; notApplicable: string[] };
  /** Facts that were registered. */
  sent: NewFact[];
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

/** What a change reached, where nothing rests on it. */
const NOTHING = {
  figures: [],
  findings: { appear: [], vanish: [], change: [] },
  score: null,
  sections: [],
  cells: [],
};

export interface Fake {
  origin: string;
  script: Script;
  /** Every request as `METHOD path`. */
  asked: string[];
  close(): Promise<void>;
}

export async function fakeApi(script: Script, files: string): Promise<Fake> {
  const asked: string[] = [];
  const turns: WireTurn[] = [];
  let breaks = script.breakAfter;

  const body = async (req: IncomingMessage): Promise<unknown> => {
    let text = '';
    for await (const chunk of req) text += chunk;
    return text ? JSON.parse(text) : {};
  };
  const list = <T>(items: readonly T[], more: object = {}) => ({ items, next: null, ...more });
  const error = (status: number, code: string, message: string, details?: unknown) => ({
    status,
    json: { error: { code, message, details } },
  });

  /** What each fact was before its decisions, the latest last. */
  const was = new Map<string, string[]>();
  const settle = (ds: Decision[]) =>
    ds.map((d) => {
      const f = script.facts.find((x) => x.id === d.id)!;
      const before = was.get(f.id) ?? [];
      was.set(f.id, before);
      if (d.decision === 'undo') {
        Object.assign(f, JSON.parse(before.pop()!), { version: f.version + 1 });
        return { ...f };
      }
      before.push(JSON.stringify(f));
      if (d.value !== undefined) f.value = d.value;
      f.version++;
      f.standing =
        d.decision === 'reject'
          ? { is: 'rejected', why: '' }
          : d.decision === 'reopen'
            ? { is: 'candidate' }
            : { is: 'confirmed', by: 'u' };
      return { ...f };
    });

  const answer = async (req: IncomingMessage, path: string): Promise<{ status?: number; json: unknown }> => {
    const m = req.method;
    const [, , , , what, id, act] = path.split('/');
    if (path === '/api/profiles')
      return {
        json: list([
          {
            id: 'p',
            version: '1',
            name: '江西省部门整体支出绩效自评报告',
            region: '江西',
            level: '',
            moneyUnit: '万元',
            origin: 'builtin',
            verify: [],
            outline: [],
          },
        ]),
      };
    if (path === '/api/reports')
      return m === 'POST' ? { status: 201, json: script.view } : { json: list([script.view]) };
    if (!what) {
      const n = (is: string): number => script.facts.filter((f) => f.standing.is === is).length;
      return {
        json: {
          ...script.view,
          facts: {
            candidate: n('candidate'),
            confirmed: n('confirmed'),
            disputed: n('disputed'),
            rejected: n('rejected'),
          },
        },
      };
    }
    const source = {
      id: 's',
      reportId: 'r',
      name: '往年报告',
      role: 'prior',
      period: 2022,
      sha256: '',
      length: script.text.length,
      notices: script.notices ?? [],
      createdAt: '2023-03-01T01:00:00Z',
    };
    if (what === 'sources' && m === 'POST')
      return { status: 201, json: { source, candidates: script.facts, residue: [], tables: 0, notes: [] } };
    if (what === 'sources' && act === 'coverage') {
      const items = script.coverage ?? [];
      const open = items.reduce((n, x) => n + x.numbers.length, 0);
      return {
        json: list(items, { totals: { numbers: open + 9, covered: 9, exempt: 0, open, exempted: [] } }),
      };
    }
    if (what === 'sources')
      return {
        json: id
          ? { source, text: script.text, residue: script.residue ?? [] }
          : list(script.facts.length ? [source] : []),
      };
    if (what === 'facts' && id === 'settle')
      return { json: { facts: settle((await body(req)) as Decision[]), version: 2, affected: NOTHING } };
    if (what === 'facts' && m === 'POST') {
      const sent = (await body(req)) as NewFact;
      script.sent.push(sent);
      const at = sent.source;
      const fact: WireFact = {
        ...script.facts[0]!,
        id: `new${script.sent.length}`,
        key: sent.key,
        title: sent.label ?? sent.key,
        value: sent.value,
        unit: sent.unit ?? '',
        confidence: 'high',
        standing: { is: 'confirmed', by: 'u' },
        ...(at
          ? {
              origin: {
                from: 'text',
                sourceId: at.id,
                start: at.start,
                end: at.end,
                quote: script.text.slice(at.start, at.end),
              },
            }
          : {}),
      };
      script.facts.push(fact);
      was.set(fact.id, [JSON.stringify({ ...fact, standing: { is: 'rejected', why: '已撤销登记' } })]);
      for (const p of script.coverage ?? []) p.numbers = p.numbers.filter((n) => n.start !== at?.start);
      script.coverage = script.coverage?.filter((p) => p.numbers.length);
      return { status: 201, json: { fact, changed: [], affected: NOTHING } };
    }
    if (what === 'facts') return { json: list(script.facts, { conflicts: script.conflicts }) };
    if (what === 'figures') return { json: list(script.figures, { titles: {} }) };
    if (what === 'findings') {
      const open = (s: string): number => script.findings.filter((f) => f.severity === s && !f.excuse).length;
      if (m === 'POST') {
        const f = script.findings.find((x) => x.id === decodeURIComponent(id!))!;
        f.excuse = { reason: ((await body(req)) as { reason: string }).reason, by: 'u', at: '' };
        return { json: f };
      }
      if (m === 'DELETE') {
        const f = script.findings.find((x) => x.id === decodeURIComponent(id!))!;
        f.excuse = null;
        return { json: f };
      }
      return {
        json: list(script.findings, {
          open: { E: open('E'), W: open('W'), I: open('I') },
          titles: script.titles ?? {},
          ...(script.rules ?? { checked: [], notApplicable: [] }),
        }),
      };
    }
    if (what === 'sections') {
      if (!id) return { json: list(script.sections) };
      const s = script.sections.find((x) => x.id === id)!;
      if (act === 'draft') {
        if (!s.version) Object.assign(s, { version: 1, state: 'drafted', text: s.text || '初稿。' });
        return { json: { section: s, missing: [] } };
      }
      if (act === 'versions')
        return {
          json: list([{ version: s.version, text: s.text, by: 'u', at: '2023-03-01T01:00:00Z', reason: 'draft' }]),
        };
      if (act === 'lock' || act === 'unlock')
        return { json: Object.assign(s, { locked: act === 'lock', state: act === 'lock' ? 'locked' : 'drafted' }) };
      const sent = (await body(req)) as { text: string; expectedVersion: number };
      if (sent.expectedVersion !== s.version)
        return error(409, 'stale_version', '这一节刚被别处改过。', { currentVersion: s.version });
      return { json: Object.assign(s, { text: sent.text, version: s.version + 1, state: 'edited' }) };
    }
    if (what === 'profile')
      return {
        json: {
          id: 'p',
          version: '1',
          name: '江西省部门整体支出绩效自评报告',
          region: '江西',
          level: '',
          moneyUnit: '万元',
          origin: 'builtin',
          verify: [],
          outline: [],
          reportVersion: 1,
          newer: null,
        },
      };
    if (what === 'document') return { json: script.document };
    if (what === 'export')
      return error(409, 'final_blocked', '还不能导出正式稿：1条错误级审核意见未处理。', {
        findings: script.findings,
        unconfirmed: [{}],
      });
    if (what === 'turns' && m === 'POST' && !act) {
      const sent = (await body(req)) as { id: string; text: string };
      const turn: WireTurn = { ...sent, reportId: 'r', status: 'running', createdAt: '2023-03-01T02:00:00Z' };
      turns.push(turn);
      return { status: 202, json: turn };
    }
    if (what === 'turns') return { json: list(turns.map((t) => ({ ...t, status: 'done' }))) };
    return error(404, 'no', '没有这个地址。');
  };

  const stream = (res: ServerResponse, after: number): void => {
    res.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const e of script.turn) {
      if (e.n <= after) continue;
      if (e.kind === 'question') script.view.nextQuestion = e.payload.question;
      res.write(`id: ${e.n}\nevent: ${e.kind}\ndata: ${JSON.stringify(e)}\n\n`);
      if (breaks !== undefined && e.n >= breaks) {
        breaks = undefined;
        res.destroy();
        return;
      }
    }
    res.end();
  };

  const server: Server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://x');
    asked.push(`${req.method} ${url.pathname}${url.search}`);
    if (url.pathname.endsWith('/events')) return stream(res, Number(url.searchParams.get('after')));
    if (url.pathname.startsWith('/api/')) {
      answer(req, url.pathname).then(
        ({ status = 200, json }) => {
          res.writeHead(status, { 'Content-Type': 'application/json' });
          res.end(JSON.stringify(json));
        },
        (e) => {
          res.writeHead(500);
          res.end(String(e));
        },
      );
      return;
    }
    try {
      const name = url.pathname === '/' ? '/index.html' : url.pathname;
      const bytes = readFileSync(join(files, name));
      res.writeHead(200, {
        'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
        'Content-Security-Policy': CSP,
      });
      res.end(bytes);
    } catch {
      res.writeHead(404);
      res.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script,
    asked,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
