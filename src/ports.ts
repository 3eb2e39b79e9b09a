// The outside world on one page: what the steps need from a store, a model, a clock and a log. Types only.

import type { FactBook } from './core/book.ts';
import type { DraftLine, RepairAsk, SlotOffer } from './core/draft/line.ts';
import type { Paragraph, SectionDraft } from './core/draft/section.ts';
import type { Extraction } from './core/extract/extract.ts';
import type { Candidate, Claim, Confidence, Fact, Origin, Standing } from './core/fact.ts';
import type { Figure } from './core/figure/figure.ts';
import type { FactId, OrgId, ReportId, SectionId, SourceId, TurnId, UserId } from './core/id.ts';
import type { Asked, Intent } from './core/interview/intent.ts';
import type { Result } from './core/problem.ts';
import type { Profile, ProfileSection } from './core/profile.ts';
import type { Naming } from './core/profile-choices.ts';
import type { TextDocument } from './core/text/document.ts';
import type { SourceText } from './core/text/source-text.ts';

export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string;
}
/** Runs it once after so many milliseconds; what comes back calls it off. It keeps no program alive. */
export type After = (ms: number, run: () => void) => () => void;
export type NewId = () => string;
export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

/** A file's bytes to its text, guarded: under limits of size, memory and time where the runtime has them. */
export type ReadBytes = (name: string, bytes: Uint8Array) => Promise<Result<SourceText>>;

export interface Mined {
  doc: TextDocument;
  found: Extraction;
}
/** A text to its document and what the rules find in it; beside the main thread where the runtime has another. */
export type MineText = (text: string, period: number | null) => Promise<Result<Mined>>;

/** Who acts. Every store method takes one and reaches only this organisation's rows. */
export interface Actor {
  org: OrgId;
  user: UserId;
  name: string;
}

export interface Page {
  limit: number;
  /** Opaque; from the page before. */
  after: string | null;
}
export interface Paged<T> {
  items: T[];
  next: string | null;
}

export interface ReportRow {
  id: ReportId;
  profile: string;
  profileVersion: string;
  period: number;
  unitName: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** A version of a report kind as it was stored; versions are only ever added. */
export interface ProfileRow {
  id: string;
  version: string;
  /** own: made by the office; builtin: a shipped one that a report was begun with. */
  origin: 'own' | 'builtin';
  /** Whole in itself: no passage of the library is named in it. */
  json: unknown;
  by: UserId;
  at: string;
}

export type SourceRole = 'prior' | 'material';
export interface SourceRow {
  id: SourceId;
  reportId: ReportId;
  name: string;
  role: SourceRole;
  /** The year the text itself speaks of; null when it does not say. */
  period: number | null;
  sha256: string;
  length: number;
  /** Chinese: what the reader left out or could not read, and what to do about it. */
  notices: string[];
  createdAt: string;
}

/** A fact as a change left it. `held` is all of it but claim and standing; absent in events older than it. */
export interface FactState {
  claim: Claim;
  standing: Standing;
  held?: Pick<Fact, 'origin' | 'also' | 'confidence' | 'reasons' | 'raw'>;
}

export interface FactEvent {
  n: number;
  factId: FactId;
  key: string;
  what: 'found' | 'stated' | 'confirmed' | 'edited' | 'rejected' | 'disputed' | 'reopened' | 'undone';
  before: FactState | null;
  after: FactState;
  /** The report's version that the change made: what was changed together has one. Null for events older than it. */
  reportVersion: number | null;
  by: UserId;
  at: string;
}

export interface SectionRow {
  section: SectionId;
  /** 1 for the first text; grows by one with every version. */
  version: number;
  paragraphs: Paragraph[];
  locked: boolean;
  by: UserId;
  at: string;
  /** Why this version was written: draft, replace, restore:3 … */
  reason: string;
}

/** interrupted: its worker is gone or gave up waiting; it goes on when a person says so. */
export type TurnStatus = 'queued' | 'running' | 'done' | 'failed' | 'stopped' | 'interrupted';
export interface TurnRow {
  id: TurnId;
  reportId: ReportId;
  text: string;
  requestHash: string;
  status: TurnStatus;
  createdAt: string;
  /** Who sent it; null in turns older than the column. */
  by: UserId | null;
  /** How often it was claimed. */
  attempt: number;
  /** While running: past this, whoever worked on it is gone. Null: nobody holds it. */
  leaseUntil: string | null;
  /** Its worker was lost, and nothing has been stored for it since. */
  requeued: boolean;
}
export interface TurnEvent {
  n: number;
  kind: string;
  payload: unknown;
  at: string;
  /** The step of the turn that it closes; no two events of a turn close the same. */
  step?: string | null;
}

/** Whose calls, and in which time. */
export interface UsageSpan {
  /** null: everybody's of the organisation. */
  user: UserId | null;
  /** A day (2026-03-02) or a month (2026-03) of the office. */
  span: string;
}
export interface Usage {
  calls: number;
  failed: number;
  tokensIn: number;
  tokensOut: number;
  /** Whole millionths of a currency unit, of the calls that had a price. */
  cost: number;
  unpriced: number;
}
export interface KeptCall extends CallRecord {
  report: ReportId | null;
  turn: TurnId | null;
  by: UserId;
  at: string;
}

export interface Excuse {
  findingId: string;
  rule: string;
  reason: string;
  by: UserId;
  at: string;
}

/** One change. A list of them is committed as a whole or not at all. */
export type Write =
  | { do: 'create-report'; report: ReportRow }
  | { do: 'delete-report'; report: ReportId }
  /** Refused as existing when that version is there: a version is never overwritten. */
  | { do: 'add-profile'; profile: Omit<ProfileRow, 'by'> }
  /** The same, but a version that is there stays as it is. */
  | { do: 'keep-profile'; profile: Omit<ProfileRow, 'by'> }
  /** Every own version of it. Refused as locked while a report uses one. */
  | { do: 'delete-profile'; profile: string }
  /** The report is read with another version of its profile from here on. */
  | { do: 'move-report'; report: ReportId; profileVersion: string }
  /** Bumps the report's version; fails as stale when `expectedVersion` is given and differs. */
  | { do: 'touch-report'; report: ReportId; at: string; unitName?: string; expectedVersion?: number }
  | { do: 'add-source'; source: SourceRow; text: string }
  | { do: 'add-fact'; report: ReportId; fact: Fact; what: FactEvent['what']; at: string }
  /** Replaces claim, origin and standing; stale when the stored version is not `expectedVersion`. */
  | { do: 'change-fact'; report: ReportId; fact: Fact; expectedVersion: number; what: FactEvent['what']; at: string }
  /** expectedVersion 0: the section has no text yet. Refused as locked when the section is locked. */
  | {
      do: 'write-section';
      report: ReportId;
      section: SectionId;
      paragraphs: Paragraph[];
      expectedVersion: number;
      reason: string;
      at: string;
    }
  | { do: 'lock-section'; report: ReportId; section: SectionId; locked: boolean }
  /** Refused as locked while another turn of the report is queued or running. */
  | { do: 'add-turn'; turn: Pick<TurnRow, 'id' | 'reportId' | 'text' | 'requestHash' | 'status' | 'createdAt'> }
  /** A queued turn is worked on from here on. Stale when it is not queued, or was claimed more often than `attempt` tells. */
  | { do: 'claim-turn'; report: ReportId; turn: TurnId; attempt: number; until: string }
  /**
   * Stale when it is not in one of `from`, when `attempt` is given and another claim has been made, or when `expired` is given
   * and the lease lasts beyond it. Refused as locked when it would be in work beside another turn of the report.
   */
  | {
      do: 'move-turn';
      report: ReportId;
      turn: TurnId;
      from: TurnStatus[];
      to: TurnStatus;
      attempt?: number;
      expired?: string;
      /** The new end of the lease; kept as it is when left out. Without meaning unless `to` is running. */
      until?: string;
      /** Left as it is when not given. */
      requeued?: boolean;
    }
  | { do: 'plan-turn'; report: ReportId; turn: TurnId; plan: unknown }
  | { do: 'add-turn-events'; report: ReportId; turn: TurnId; events: TurnEvent[] }
  | { do: 'excuse-finding'; report: ReportId; excuse: Excuse }
  /** What an endpoint was found to take; the record before it is replaced. */
  | { do: 'keep-endpoint'; name: string; record: unknown; at: string }
  /**
   * Sets tokens aside in each span, to be of no account after `until`. Refused as locked when one of the spans would hold more than
   * its `most`, used and set aside together; `what` is `usage:` and the span, `current` what is used and set aside.
   */
  | { do: 'reserve-usage'; tokens: number; spans: (UsageSpan & { most: number | null })[]; at: string; until: string }
  /** One call: its record, its sums in each span, and the end of what was set aside for it. */
  | {
      do: 'count-usage';
      call: CallRecord;
      report: ReportId | null;
      turn: TurnId | null;
      spans: UsageSpan[];
      reserved: number;
      at: string;
    };

export type Committed =
  | { ok: true }
  /** Nothing was written. `what` names the row, `current` its version now (null: it is not there). */
  | { ok: false; why: 'stale' | 'locked' | 'not-found' | 'exists'; what: string; current: number | null };

export interface Store {
  ready(): Promise<boolean>;
  /** Newest first. */
  reports(actor: Actor, page: Page): Promise<Paged<ReportRow>>;
  report(actor: Actor, report: ReportId): Promise<ReportRow | null>;
  /** The latest version of each of the organisation's own profiles, in the order they were first stored. */
  profiles(actor: Actor): Promise<ProfileRow[]>;
  /** One version; `version` null: the latest own one. */
  profile(actor: Actor, id: string, version: string | null): Promise<ProfileRow | null>;
  sources(actor: Actor, report: ReportId): Promise<SourceRow[]>;
  sourceText(actor: Actor, report: ReportId, source: SourceId): Promise<{ source: SourceRow; text: string } | null>;
  facts(actor: Actor, report: ReportId): Promise<Fact[]>;
  factHistory(actor: Actor, report: ReportId, key: string): Promise<FactEvent[]>;
  /** The current text of every section that has one. */
  sections(actor: Actor, report: ReportId): Promise<SectionRow[]>;
  sectionVersions(actor: Actor, report: ReportId, section: SectionId): Promise<SectionRow[]>;
  turn(actor: Actor, report: ReportId, turn: TurnId): Promise<TurnRow | null>;
  /** Oldest first. */
  turns(actor: Actor, report: ReportId, page: Page): Promise<Paged<TurnRow>>;
  /** The newest first, at most `limit`; of one status where it is given. */
  newestTurns(actor: Actor, report: ReportId, limit: number, status?: TurnStatus): Promise<TurnRow[]>;
  /** The turn that is queued or running. */
  turnInWork(actor: Actor, report: ReportId): Promise<TurnRow | null>;
  /** Every turn of the organisation that is queued or running. */
  turnsInWork(actor: Actor): Promise<TurnRow[]>;
  /** What plan-turn stored; null: nothing. */
  turnPlan(actor: Actor, report: ReportId, turn: TurnId): Promise<unknown>;
  /** In their order; at most `limit` when given. */
  turnEvents(actor: Actor, report: ReportId, turn: TurnId, after: number, limit?: number): Promise<TurnEvent[]>;
  lastTurnEvent(actor: Actor, report: ReportId, turn: TurnId): Promise<TurnEvent | null>;
  excuses(actor: Actor, report: ReportId): Promise<Excuse[]>;
  /** What keep-endpoint stored; null: nothing. */
  endpoint(actor: Actor, name: string): Promise<unknown>;
  /** Zeros where nothing was counted. */
  usage(actor: Actor, span: UsageSpan): Promise<Usage>;
  /** The newest first; of one turn where it is given. */
  modelCalls(actor: Actor, limit: number, of?: { report: ReportId; turn: TurnId }): Promise<KeptCall[]>;
  /** One atomic list. Rows of another organisation are 'not-found'. */
  commit(actor: Actor, writes: readonly Write[]): Promise<Committed>;
  close(): Promise<void>;
}

export interface Brief {
  section: ProfileSection;
  profile: Profile;
  book: FactBook;
  figures: readonly Figure[];
  /** Passages the staff's prior report holds, for carrying over. */
  prior: TextDocument | null;
}

/** Drafting a section. With `repair` only replacements for those lines are wanted, one for one, in their order. */
export interface WriteBrief extends Brief {
  slots: readonly SlotOffer[];
  /** Passages of last year's text for its register, every quantity masked. */
  excerpts: readonly string[];
  repair?: readonly RepairAsk[];
}

/** The embedded engine writes finished paragraphs; a model writes lines with slots, which code fills and judges. */
export type Written = { is: 'draft'; draft: SectionDraft } | { is: 'lines'; lines: DraftLine[] };

/** Changing words by instruction. Quantities, names and 《titles》 of the target stand as slots of their own. */
export interface ReviseBrief extends Brief {
  /** As the person put it. */
  instruction: string;
  /** The words to change, slots in place of what must stay. */
  target: readonly DraftLine[];
  /** What stands around the target; for reading only, every quantity masked. */
  before: string;
  after: string;
  /** What stands in the target: each exactly once in the reply, unless its sentence is to be left out. */
  slots: readonly KeptSlot[];
  /** Facts of the section that the text does not state yet, where the instruction asks for more. */
  more: readonly SlotOffer[];
  repair?: readonly RepairAsk[];
}
/** Words that must stay as they are. What a person typed has nothing that backs it: `by` null. */
export type KeptSlot = Omit<SlotOffer, 'by'> & { by: SlotOffer['by'] | null };
export type Revised =
  | { is: 'lines'; lines: DraftLine[] }
  /** It can't be done this way: why, and what can be done instead; Chinese, fit to show. */
  | { is: 'cannot'; why: string; offers: string[] };

export interface UnderstandAsk {
  message: string;
  asked: Asked | null;
  period: number;
  /** Facts that hold now, for words like 和去年一样 and 改成; values are not for the model to copy. */
  book?: FactBook;
  /** Where the report kind names choices of its own. */
  profile?: Naming | null;
}

export type CallState =
  /** `position` 1: next. */
  { is: 'queued'; position: number } | { is: 'thinking' } | { is: 'writing' } | { is: 'again'; why: FailureClass };

export type FailureClass =
  | 'network'
  | 'overloaded'
  | 'rate_limited'
  | 'truncated'
  | 'idle'
  | 'empty'
  | 'length'
  | 'context_overflow'
  | 'filtered'
  | 'unreadable'
  | 'auth'
  | 'quota'
  | 'bad_request'
  | 'budget'
  | 'held'
  | 'stopped';

export interface ModelFailure {
  why: FailureClass;
  /** Chinese, fit to show; says what happened and what to do. */
  message: string;
  /** Milliseconds until another try makes sense, where known. */
  retryAfter?: number;
}

export type ModelTask = 'extract' | 'understand' | 'write' | 'repair' | 'revise' | 'probe';

/** One call of an endpoint as it is kept: what it was for, what it cost, how it ended. Never its text. */
export interface CallRecord {
  task: ModelTask;
  model: string;
  prompt: { task: string; version: string } | null;
  tokensIn: number;
  tokensOut: number;
  /** The endpoint did not say; the tokens are our estimate. */
  estimated: boolean;
  /** Whole millionths of a currency unit; null where no price is set. */
  cost: number | null;
  ms: number;
  outcome: 'ok' | FailureClass;
}

/** On whose behalf a call is made, what ends it, and who hears of its progress. */
export interface ModelCall {
  signal: AbortSignal;
  actor: Actor;
  report: ReportId | null;
  turn: TurnId | null;
  /** Text as it comes; ephemeral, unverified. What came before a state 'thinking' or 'again' is void. */
  text?(delta: string): void;
  state?(state: CallState): void;
}

/** `calls`: every call made for it, also those that failed. The embedded engine makes none. */
export type Reply<T> =
  | { ok: true; value: T; calls: CallRecord[] }
  | { ok: false; failure: ModelFailure; calls: CallRecord[] };

/** What an endpoint was found to take, by probing it and by what it refused. */
export interface EndpointFindings {
  /** ISO; null: never probed. */
  probedAt: string | null;
  /** The surest way of asking for JSON that it takes. */
  json: 'schema-strict' | 'schema' | 'object' | 'prompt';
  /** The field that switches reasoning; null: none is known to work. */
  thinkingSwitch: string | null;
  /** It reasons of its own accord. */
  reasons: boolean;
  tokenField: string;
  /** It says what a stream used. */
  streamUsage: boolean;
  /** Tokens; as set or as an error of the server named it. */
  context: number | null;
  servedModel: string | null;
  /** Its list of models names the one set; null: there is no list. */
  listed: boolean | null;
  /** Milliseconds to the first character, when probed. */
  firstToken: number | null;
  /** Chinese: what an administrator should see to. */
  warnings: string[];
}

export interface EndpointHealth {
  /** ready; held: left alone for a while; trying: the next call decides. */
  is: 'ready' | 'held' | 'trying';
  why: FailureClass | null;
  /** Milliseconds until it is tried again. */
  retryAfter: number | null;
  running: number;
  waiting: number;
}

/** What an administrator sees of the endpoint behind a model. Never its key. */
export interface EndpointDesk {
  /** Without whatever stands behind a question mark. */
  readonly baseUrl: string;
  readonly thinking: 'off' | 'default' | 'on';
  readonly quotas: { userDay: number | null; orgMonth: number | null };
  findings(actor: Actor): Promise<EndpointFindings>;
  health(): EndpointHealth;
  /** Asks it a few small questions and keeps what it learns; also ends a hold. */
  probe(call: ModelCall): Promise<Reply<EndpointFindings>>;
}

/**
 * The model port speaks our language. The embedded engine and any OpenAI-compatible endpoint stand behind it. It proposes; what becomes
 * of a proposal is decided by code. Never rejects for what an endpoint does: that is a failure value.
 */
export interface Model {
  /** 'embedded', or the endpoint's model id. */
  readonly name: string;
  /** What it finds beyond what the rules found, each at its place; never again what `found` holds. */
  extract(doc: TextDocument, found: Extraction, call: ModelCall): Promise<Reply<Candidate[]>>;
  understand(ask: UnderstandAsk, call: ModelCall): Promise<Reply<Intent[]>>;
  write(brief: WriteBrief, call: ModelCall): Promise<Reply<Written>>;
  revise(brief: ReviseBrief, call: ModelCall): Promise<Reply<Revised>>;
  /** The embedded engine has none. */
  readonly endpoint?: EndpointDesk;
}

export type { Asked, Candidate, Claim, Confidence, Fact, FactId, Intent, Origin, Standing };
