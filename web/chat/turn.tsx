// One exchange: what the person said, and what came of it (facts noted, sections written, files, proposals to confirm).
import { useState } from 'preact/hooks';
import { type Client, failureWords } from '../client.ts';
import { save } from '../save.ts';
import type { UnderWay } from '../state/drafting.ts';
import { around } from '../state/revising.ts';
import { isLive, type Part, type Said } from '../state/transcript.ts';
import { amount } from '../words/amount.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { turn as words } from '../words/zh-turn.ts';

interface TurnProps {
  turn: Said;
  client: Client;
  report: string;
  /** Nothing was said after it: what it offers can still be taken. */
  newest: boolean;
  onSay(text: string): Promise<boolean>;
  onChange(): void;
  onSection(section: string): void;
  onStop(): void;
  onRetry(): void;
  /** Null while another turn runs. */
  onContinue: (() => void) | null;
}

export function Turn(p: TurnProps) {
  const { turn } = p;
  const live = isLive(turn);
  return (
    <article class="turn">
      <p class="me">
        <span class="hidden">{zh.chat.me}：</span>
        {turn.text}
      </p>
      {(turn.parts.length > 0 || live || turn.status !== 'done') && (
        <div class="reply" aria-busy={live ? 'true' : 'false'}>
          {turn.parts.map((part) => (
            <PartView key={part.n} part={part} {...p} />
          ))}
          {live && <Working turn={turn} />}
          {turn.status === 'stopped' && <p class="faint">{words.stopped}</p>}
          {turn.error && (
            <p class="alert" role="alert">
              {turn.error}{' '}
              {turn.status === 'lost' && (
                <button type="button" class="quiet" onClick={p.onRetry}>
                  {zh.common.retry}
                </button>
              )}
            </p>
          )}
          {p.onContinue && CONTINUABLE.has(turn.status) && (
            <button type="button" class="chip" onClick={p.onContinue}>
              {words.goOn}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

const CONTINUABLE: ReadonlySet<Said['status']> = new Set(['stopped', 'interrupted', 'failed']);

/** What is being done, as far as the service tells: how many sections are written, and which are under way. */
function Working({ turn }: { turn: Said }) {
  const { done, of, at } = turn.drafting;
  if (turn.lost) return <p class="faint working">{fill(zh.chat.lost, { n: turn.lost })}</p>;
  if (!of) return <p class="faint working">{at[0] ? stateWords(at[0]) : zh.chat.sending}</p>;
  return (
    <div class="faint drafting">
      <p class="working">{fill(words.progress, { done, of })}</p>
      <progress value={done} max={of} aria-label={fill(words.progress, { done, of })} />
      <ul>
        {at.map((u) => (
          <li key={u.section}>
            {u.title}：{stateWords(u)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function stateWords({ state, written }: UnderWay): string {
  if (state?.is === 'queued') return fill(words.queued, { n: state.position });
  if (state?.is === 'again') return words.again;
  if (written) return fill(words.written, { n: written });
  return state?.is === 'thinking' ? words.thinking : zh.chat.sending;
}

function PartView(p: TurnProps & { part: Part }) {
  const { part } = p;
  switch (part.is) {
    case 'say':
      return <Lines text={part.text} />;
    case 'fact':
      return <FactNote {...p} part={part} />;
    case 'proposal':
      return <Proposal {...p} part={part} />;
    case 'choice':
      return <Choice {...p} part={part} />;
    case 'asks':
      return <AskFile {...p} part={part} />;
    case 'missing':
      return part.items.length ? <Missing items={part.items} /> : null;
    case 'section':
      return (
        <p class="note">
          <button type="button" class="quiet" onClick={() => p.onSection(part.section)}>
            {fill(zh.chat.section, { title: part.title })}
          </button>
          {part.missing > 0 && <span class="faint">{fill(zh.chat.sectionMissing, { n: part.missing })}</span>}
          {part.instead && <span class="faint">{fill(words.instead, { why: part.instead })}</span>}
        </p>
      );
    case 'section-failed':
      return (
        <p class="note">
          <span class="alert">
            {part.title}：{part.message}
          </span>
        </p>
      );
    case 'revision':
      return (
        <p class="diff" data-diff="">
          {around(part.segments, 24).map((s, i) =>
            s.is === 'new' ? (
              <ins key={i}>{s.t}</ins>
            ) : s.is === 'gone' ? (
              <del key={i}>{s.t}</del>
            ) : (
              <span key={i}>{s.t}</span>
            ),
          )}
        </p>
      );
    case 'export':
      return <FileLink {...p} part={part} />;
  }
}

const Lines = ({ text }: { text: string }) => (
  <div class="say">{text.split('\n').map((line, i) => (line.trim() ? <p key={`${i}${line}`}>{line}</p> : null))}</div>
);

function FactNote(p: TurnProps & { part: Extract<Part, { is: 'fact' }> }) {
  const { fact, change } = p.part;
  const [state, setState] = useState<'kept' | 'busy' | 'undone'>('kept');
  const [error, setError] = useState('');
  const undo = async (): Promise<void> => {
    setState('busy');
    setError('');
    try {
      await p.client.settle(p.report, [{ id: fact.id, decision: 'reject', reason: zh.common.undo }]);
      setState('undone');
      p.onChange();
    } catch (e) {
      setState('kept');
      setError(failureWords(e));
    }
  };
  return (
    <p class={state === 'undone' ? 'note undone' : 'note'}>
      <span class="tag good">
        {state === 'undone' ? zh.chat.undoneFact : change === 'edited' ? zh.chat.changed : zh.chat.noted}
      </span>
      <span>
        {fact.scope ? `${fact.scope} · ` : ''}
        {fact.title} <b>{amount(fact)}</b>
      </span>
      {state !== 'undone' && change === 'stated' && (
        <button type="button" class="quiet" disabled={state === 'busy'} onClick={() => void undo()}>
          {zh.chat.undoFact}
        </button>
      )}
      {error && (
        <span class="alert" role="alert">
          {error}
        </span>
      )}
    </p>
  );
}

function Proposal(p: TurnProps & { part: Extract<Part, { is: 'proposal' }> }) {
  const { text, changes } = p.part.proposal;
  return (
    <div class="card">
      <p class="card-title">{zh.chat.proposal}</p>
      <Lines text={text} />
      <ul>
        {changes.map((c) => (
          <li key={c.id}>
            {c.title} <b>{amount(c.to)}</b>{' '}
            <span class="faint">{fill(zh.chat.proposalFrom, { from: `${c.from.value}${c.from.unit}` })}</span>
          </li>
        ))}
      </ul>
      {p.newest && (
        <div class="chips">
          <button type="button" class="chip strong" onClick={() => void p.onSay(zh.chat.say.yes)}>
            {zh.chat.proposalYes}
          </button>
          <button type="button" class="chip" onClick={() => void p.onSay(zh.chat.say.keep)}>
            {zh.chat.proposalNo}
          </button>
        </div>
      )}
    </div>
  );
}

/** The question stands in the first line; the options are buttons as long as they can be taken. */
function Choice(p: TurnProps & { part: Extract<Part, { is: 'choice' }> }) {
  const { text, options } = p.part;
  const single = options.length === 1;
  return (
    <div class="card">
      <p>{text.split('\n')[0]}</p>
      {p.newest ? (
        <div class="chips">
          {options.map((o) => (
            <button type="button" class="chip strong" key={o} onClick={() => void p.onSay(o)}>
              {o}
            </button>
          ))}
          <button
            type="button"
            class="chip"
            onClick={() => void p.onSay(single ? zh.chat.say.no : zh.chat.say.neither)}
          >
            {single ? zh.chat.say.no : zh.chat.say.neither}
          </button>
        </div>
      ) : (
        <p class="faint">{options.join(' · ')}</p>
      )}
    </div>
  );
}

const FEW = 12;

function Missing({ items }: { items: Extract<Part, { is: 'missing' }>['items'] }) {
  const [whole, setWhole] = useState(false);
  const bySupplier = new Map<string, string[]>();
  for (const m of whole ? items : items.slice(0, FEW)) {
    const name = m.scope ? `${m.scope}·${m.title}` : m.title;
    const row = bySupplier.get(m.supplier);
    if (row) row.push(name);
    else bySupplier.set(m.supplier, [name]);
  }
  return (
    <div class="card">
      <p class="card-title">{fill(zh.chat.missing, { n: items.length })}</p>
      <dl>
        {[...bySupplier].map(([who, names]) => (
          <div key={who}>
            <dt>{who}</dt>
            <dd>{names.join('、')}</dd>
          </div>
        ))}
      </dl>
      {items.length > FEW && (
        <button type="button" class="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? zh.common.less : zh.common.more}
        </button>
      )}
    </div>
  );
}

function AskFile(p: TurnProps & { part: Extract<Part, { is: 'asks' }> }) {
  const { supplier } = p.part;
  return (
    <FileButton
      label={fill(zh.chat.askFile, { who: supplier ?? zh.chat.everyone })}
      get={() => p.client.asks(p.report, 'docx', supplier)}
    />
  );
}

const FileLink = (p: TurnProps & { part: Extract<Part, { is: 'export' }> }) => (
  <FileButton
    label={fill(zh.chat.file, { format: zh.download.formats[p.part.format] })}
    get={() => p.client.download(p.report, p.part.format, 'draft')}
  />
);

function FileButton(p: { label: string; get(): Promise<{ blob: Blob; name: string }> }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const get = async (): Promise<void> => {
    setBusy(true);
    setError('');
    try {
      const file = await p.get();
      save(file.blob, file.name);
    } catch (e) {
      setError(failureWords(e));
    } finally {
      setBusy(false);
    }
  };
  return (
    <p class="note">
      <button type="button" class="chip strong" disabled={busy} onClick={() => void get()}>
        {p.label}
      </button>
      {error && (
        <span class="alert" role="alert">
          {error}
        </span>
      )}
    </p>
  );
}
