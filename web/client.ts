// Talks to the service: requests as promises, a turn's events as a stream that resumes. Knows no markup and keeps no state.
import type {
  AddedFact,
  AddedSource,
  Decision,
  Drafted,
  ErrorBody,
  FactList,
  FigureList,
  FindingList,
  NewFact,
  NewReport,
  NewRevision,
  NewSource,
  NewWhatIf,
  Paged,
  SavedScore,
  ScoreEdits,
  Settled,
  SourceText,
  WireCoverage,
  WireDocument,
  WireFact,
  WireFactUses,
  WireFigure,
  WireModel,
  WireOpenParagraph,
  WireProbed,
  WireProfile,
  WireProfileCheck,
  WireProfileView,
  WireProspect,
  WireRemedy,
  WireReport,
  WireReportProfile,
  WireReportView,
  WireRevision,
  WireScore,
  WireSection,
  WireSectionVersion,
  WireSource,
  WireTurn,
  WireTurnEvent,
} from '../src/http/wire.ts';
import { sseReader } from './sse.ts';
import { fill } from './words/fill.ts';
import * as zh from './words/zh.ts';

/** What went wrong, in words for staff. `status` 0: the service could not be reached. */
export class Failure extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const failureWords = (e: unknown): string => (e instanceof Failure ? e.message : zh.errors.ours);

export type ExportFormat = 'docx' | 'md' | 'xlsx' | 'csv' | 'json';
/** score: the scoring table alone. */
export type ExportPart = 'report' | 'score';
export type ExportKind = 'draft' | 'final' | 'public' | 'review';

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const saidInBody = async (res: Response): Promise<Failure> => {
  try {
    const body = (await res.json()) as ErrorBody;
    if (body.error?.message) return new Failure(res.status, body.error.code, body.error.message, body.error.details);
  } catch {
    // A proxy's HTML page, or nothing at all: the status has to do.
  }
  if (res.status === 413) return new Failure(413, 'too_large', zh.errors.tooLarge);
  return new Failure(res.status, 'http', fill(zh.errors.status, { status: res.status }));
};

/** An id without crypto.randomUUID, which plain http pages do not have. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export type Client = ReturnType<typeof createClient>;

/** Sends a form and tells how much of it has gone (0 to 1); answers what the service answered. */
export type Upload = (url: string, form: FormData, onSent: (part: number) => void) => Promise<unknown>;

/** fetch does not tell how far an upload is. */
export const uploadWithProgress: Upload = (url, form, onSent) =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('X-Requested-By', 'zhibi');
    request.upload.onprogress = (e) => {
      if (e.lengthComputable && e.total > 0) onSent(e.loaded / e.total);
    };
    request.upload.onload = () => onSent(1);
    request.onerror = () => failed(new Failure(0, 'offline', zh.errors.offline));
    request.onabort = () => failed(new Failure(0, 'aborted', zh.errors.aborted));
    request.onload = () => {
      const res = new Response(request.status === 204 ? null : request.responseText, { status: request.status });
      if (res.ok) res.json().then(done, () => failed(new Failure(request.status, 'http', zh.errors.ours)));
      else saidInBody(res).then(failed, failed);
    };
    request.send(form);
  });

/** `endpoint`: the address of the service without `/api`; '' is the page's own. */
export function createClient(endpoint = '', doFetch: Fetch = (u, i) => fetch(u, i)) {
  const base = `${endpoint.replace(/\/+$/, '')}/api`;

  const send = async (path: string, init?: RequestInit): Promise<Response> => {
    let res: Response;
    try {
      res = await doFetch(base + path, init);
    } catch (e) {
      if (e instanceof Error && e.name === 'AbortError') throw new Failure(0, 'aborted', zh.errors.aborted);
      throw new Failure(0, 'offline', zh.errors.offline);
    }
    if (!res.ok) throw await saidInBody(res);
    return res;
  };

  const get = async <T>(path: string): Promise<T> => (await send(path)).json() as Promise<T>;
  const put = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const res = await send(path, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'zhibi' },
      body: JSON.stringify(body ?? {}),
    });
    return (res.status === 204 ? undefined : await res.json()) as T;
  };

  const sendForm: Upload = async (url, form) => {
    const headers = { 'X-Requested-By': 'zhibi' };
    return (await send(url.slice(base.length), { method: 'POST', headers, body: form })).json();
  };

  /** Every page of a list, for lists that a person reads as a whole. */
  const all = async <T, P extends Paged<T>>(path: string): Promise<P> => {
    const page = await get<P>(`${path}?limit=1000`);
    let next = page.next;
    while (next) {
      const more = await get<P>(`${path}?limit=1000&after=${encodeURIComponent(next)}`);
      page.items.push(...more.items);
      next = more.next;
    }
    return page;
  };

  const at = (id: string): string => `/reports/${encodeURIComponent(id)}`;
  const section = (id: string, sid: string): string => `${at(id)}/sections/${encodeURIComponent(sid)}`;
  const turn = (id: string, tid: string): string => `${at(id)}/turns/${encodeURIComponent(tid)}`;

  return {
    base,
    profiles: () => get<Paged<WireProfile>>('/profiles?limit=1000'),
    profile: (id: string, version?: string) =>
      get<WireProfileView>(
        `/profiles/${encodeURIComponent(id)}${version ? `?version=${encodeURIComponent(version)}` : ''}`,
      ),
    checkProfile: (profile: unknown) => put<WireProfileCheck>('POST', '/profiles/check', { profile }),
    saveProfile: (profile: unknown, expectedVersion?: string) =>
      put<WireProfileView>('POST', '/profiles', { profile, ...(expectedVersion ? { expectedVersion } : {}) }),
    copyProfile: (copy: string, as: string, name: string) =>
      put<WireProfileView>('POST', '/profiles', { copy, as, name }),
    removeProfile: (id: string) => put<unknown>('DELETE', `/profiles/${encodeURIComponent(id)}`),
    reportProfile: (id: string) => get<WireReportProfile>(`${at(id)}/profile`),
    moveProfile: (id: string, version: string, expectedVersion: number) =>
      put<WireReportProfile>('POST', `${at(id)}/profile`, { version, expectedVersion }),
    model: () => get<WireModel>('/model'),
    probeModel: () => put<WireProbed>('POST', '/model/probe'),
    reports: () => get<Paged<WireReport>>('/reports?limit=100'),
    createReport: (r: NewReport) => put<WireReportView>('POST', '/reports', r),
    report: (id: string) => get<WireReportView>(at(id)),
    removeReport: (id: string) => put<unknown>('DELETE', at(id)),

    sources: (id: string) => all<WireSource, Paged<WireSource>>(`${at(id)}/sources`),
    source: (id: string, sid: string) => get<SourceText>(`${at(id)}/sources/${encodeURIComponent(sid)}`),
    addSource: (id: string, s: NewSource) => put<AddedSource>('POST', `${at(id)}/sources`, s),
    coverage: (id: string, sid: string) =>
      all<WireOpenParagraph, WireCoverage>(`${at(id)}/sources/${encodeURIComponent(sid)}/coverage`),
    addFile: (
      id: string,
      file: File,
      role: NewSource['role'],
      anyUnit: boolean,
      upload: Upload = sendForm,
      onSent: (part: number) => void = () => undefined,
    ): Promise<AddedSource> => {
      const form = new FormData();
      form.append('role', role);
      form.append('name', file.name);
      if (anyUnit) form.append('anyUnit', 'true');
      form.append('file', file, file.name);
      return upload(`${base}${at(id)}/sources`, form, onSent) as Promise<AddedSource>;
    },

    facts: (id: string) => all<WireFact, FactList>(`${at(id)}/facts`),
    addFact: (id: string, f: NewFact) => put<AddedFact>('POST', `${at(id)}/facts`, f),
    settle: (id: string, ds: Decision[]) => put<Settled>('POST', `${at(id)}/facts/settle`, ds),

    uses: (id: string, fact: string) => get<WireFactUses>(`${at(id)}/facts/${encodeURIComponent(fact)}/uses`),
    whatIf: (id: string, facts: NewWhatIf) => put<WireProspect>('POST', `${at(id)}/what-if`, facts),

    figures: (id: string) => all<WireFigure, FigureList>(`${at(id)}/figures`),
    findings: (id: string) => all<FindingList['items'][number], FindingList>(`${at(id)}/findings`),
    excuse: (id: string, fid: string, reason: string) =>
      put<unknown>('POST', `${at(id)}/findings/${encodeURIComponent(fid)}/excuse`, { reason }),
    unexcuse: (id: string, fid: string) =>
      put<unknown>('DELETE', `${at(id)}/findings/${encodeURIComponent(fid)}/excuse`),

    score: (id: string) => get<WireScore>(`${at(id)}/score`),
    saveScore: (id: string, edits: ScoreEdits) => put<SavedScore>('PUT', `${at(id)}/score`, edits),

    sections: (id: string) => all<WireSection, Paged<WireSection>>(`${at(id)}/sections`),
    draft: (id: string, sid: string, expectedVersion: number) =>
      put<Drafted>('POST', `${section(id, sid)}/draft`, { expectedVersion }),
    replace: (id: string, sid: string, text: string, expectedVersion: number) =>
      put<WireSection>('PUT', section(id, sid), { text, expectedVersion }),
    lock: (id: string, sid: string, locked: boolean) =>
      put<WireSection>('POST', `${section(id, sid)}/${locked ? 'lock' : 'unlock'}`),
    versions: (id: string, sid: string) =>
      all<WireSectionVersion, Paged<WireSectionVersion>>(`${section(id, sid)}/versions`),
    restore: (id: string, sid: string, version: number, expectedVersion: number) =>
      put<WireSection>('POST', `${section(id, sid)}/restore`, { version, expectedVersion }),

    revise: (id: string, sid: string, ask: NewRevision) =>
      put<WireRevision>('POST', `${section(id, sid)}/revise`, { ...ask, preview: true }),
    refresh: (id: string, sid: string, expectedVersion: number) =>
      put<WireRevision>('POST', `${section(id, sid)}/refresh`, { expectedVersion, preview: true }),
    acceptRevision: (id: string, sid: string, accepted: { id: string; text: string; expectedVersion: number }) =>
      put<WireSection>('POST', `${section(id, sid)}/revise/accept`, accepted),
    stepBack: (id: string, sid: string, way: 'undo' | 'redo', expectedVersion: number) =>
      put<WireSection>('POST', `${section(id, sid)}/${way}`, { expectedVersion }),
    /** A request as the service offered it; its path begins with /api. */
    follow: (r: WireRemedy['request']) => put<unknown>(r.method, r.path.replace(/^\/api/, ''), r.body),

    document: (id: string) => get<WireDocument>(`${at(id)}/document`),
    exportUrl: (id: string, format: ExportFormat, kind: ExportKind) =>
      `${base}${at(id)}/export?format=${format}&kind=${kind}`,
    download: async (
      id: string,
      format: ExportFormat,
      kind: ExportKind,
      part: ExportPart = 'report',
      withoutScore = false,
    ): Promise<{ blob: Blob; name: string }> => {
      const more = `${part === 'score' ? '&part=score' : ''}${withoutScore ? '&without=score' : ''}`;
      const res = await send(`${at(id)}/export?format=${format}&kind=${kind}${more}`);
      return { blob: await res.blob(), name: fileName(res.headers.get('Content-Disposition'), `report.${format}`) };
    },

    /** The list for colleagues to fill in; null: for all of them. */
    asks: async (id: string, format: 'docx' | 'md', supplier: string | null): Promise<{ blob: Blob; name: string }> => {
      const res = await send(`${at(id)}/asks?format=${format}${supplier ? `&supplier=${supplier}` : ''}`);
      return { blob: await res.blob(), name: fileName(res.headers.get('Content-Disposition'), `asks.${format}`) };
    },

    turns: (id: string) => all<WireTurn, Paged<WireTurn>>(`${at(id)}/turns`),
    startTurn: (id: string, tid: string, text: string) => put<WireTurn>('POST', `${at(id)}/turns`, { id: tid, text }),
    stopTurn: (id: string, tid: string) => put<unknown>('POST', `${turn(id, tid)}/stop`),
    continueTurn: (id: string, tid: string) => put<unknown>('POST', `${turn(id, tid)}/continue`),
    eventsUrl: (id: string, tid: string, after: number) => `${base}${turn(id, tid)}/events?after=${after}`,
  };
}

/** The name a server gave a file (RFC 6266, the UTF-8 form first). */
export function fileName(disposition: string | null, otherwise: string): string {
  const star = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '');
  if (star?.[1])
    try {
      return decodeURIComponent(star[1]);
    } catch {
      // A malformed escape: the plain name serves.
    }
  return /filename="([^"]*)"/i.exec(disposition ?? '')?.[1] || otherwise;
}

export interface Following {
  url(after: number): string;
  /** The last event already seen. */
  after: number;
  onEvent(event: WireTurnEvent): void;
  /** The connection was lost; `attempt` counts from 1. */
  onLost(attempt: number): void;
  signal: AbortSignal;
  fetch?: Fetch;
  wait?: (ms: number) => Promise<void>;
  random?: () => number;
}

/** No byte for this long is a dead line: the service sends a heartbeat every 15 s. */
const SILENCE_MS = 45_000;
const ATTEMPTS = 8;
const ENDS: ReadonlySet<string> = new Set(['done', 'failed', 'stopped', 'interrupted']);

/** 0.5 s doubling to 8 s, with jitter so that a whole office does not come back at once. */
export const backOff = (attempt: number, random: () => number): number =>
  Math.min(8000, 500 * 2 ** (attempt - 1)) * (0.75 + random() * 0.5);

/** Follows a turn to its end, coming back after the last event seen when the line breaks.
 * ended: done, failed, stopped or interrupted arrived · closed: the service ended the stream without any of them · lost: it stayed unreachable. */
export async function followTurn(f: Following): Promise<'ended' | 'closed' | 'lost' | 'aborted'> {
  const doFetch = f.fetch ?? ((u, i) => fetch(u, i));
  const wait = f.wait ?? ((ms: number) => new Promise<void>((r) => setTimeout(r, ms)));
  let after = f.after;
  let attempt = 0;
  let closedEmpty = 0;
  while (!f.signal.aborted) {
    const line = new AbortController();
    const stop = (): void => line.abort();
    f.signal.addEventListener('abort', stop);
    let silence = setTimeout(stop, SILENCE_MS);
    const before = after;
    try {
      const res = await doFetch(f.url(after), { headers: { Accept: 'text/event-stream' }, signal: line.signal });
      if (!res.ok) throw await saidInBody(res);
      const reader = res.body!.getReader();
      const decoder = new TextDecoder();
      const events = sseReader();
      for (;;) {
        const { done, value } = await reader.read();
        clearTimeout(silence);
        silence = setTimeout(stop, SILENCE_MS);
        for (const e of events.feed(done ? decoder.decode() : decoder.decode(value, { stream: true }))) {
          const event = JSON.parse(e.data) as WireTurnEvent;
          if (event.kind === 'state' || event.kind === 'text') {
            attempt = 0;
            f.onEvent(event);
            continue;
          }
          if (!(event.n > after)) continue;
          after = event.n;
          attempt = 0;
          f.onEvent(event);
          if (ENDS.has(event.kind)) {
            stop();
            return 'ended';
          }
        }
        if (done) break;
      }
      // A stream that ends in order and brings nothing twice has nothing more to say.
      closedEmpty = after === before ? closedEmpty + 1 : 0;
      if (closedEmpty >= 2) return 'closed';
    } catch (e) {
      if (f.signal.aborted) return 'aborted';
      if (e instanceof Failure && e.status >= 400 && e.status < 500 && e.status !== 429) throw e;
    } finally {
      clearTimeout(silence);
      f.signal.removeEventListener('abort', stop);
    }
    attempt++;
    if (attempt > ATTEMPTS) return 'lost';
    f.onLost(attempt);
    await wait(backOff(attempt, f.random ?? Math.random));
  }
  return 'aborted';
}
