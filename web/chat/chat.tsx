// The conversation: what was said, the next question, the box. Streams and state are in talk.ts and state/transcript.ts.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../client.ts';
import { liveTurn } from '../state/transcript.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { Composer } from './composer.tsx';
import { QuestionCard } from './question.tsx';
import { useTalk } from './talk.ts';
import { Turn } from './turn.tsx';
import { workspaceUrl } from './workspace-url.ts';

export interface ChatProps {
  client: Client;
  report: string;
  fresh: number;
  offer: { text: string; n: number };
  /** On another page: shows its own title and a way to another report. */
  embedded: boolean;
  onChange(): void;
  onSection(section: string): void;
  onLeave(): void;
}

export function Chat(p: ChatProps) {
  const talk = useTalk(p.client, p.report, p.fresh, p.onChange);
  const log = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [away, setAway] = useState(false);
  const live = liveTurn(talk.state);
  const { question, turns, waiting } = talk.state;
  const grown = turns.reduce((n, t) => n + t.parts.length + 1, 0);

  const toLatest = (): void => {
    const el = log.current;
    if (el) el.scrollTop = el.scrollHeight;
  };
  // A person who scrolled up to read is left in peace; a button takes them back.
  useLayoutEffect(() => {
    if (following.current) toLatest();
    else setAway(true);
  }, [grown, question, talk.ready]);
  useEffect(() => {
    following.current = true;
  }, [p.report]);

  const onScroll = (): void => {
    const el = log.current!;
    following.current = el.scrollHeight - el.scrollTop - el.clientHeight < 40;
    if (following.current) setAway(false);
  };

  const send = (text: string): Promise<boolean> => {
    following.current = true;
    return talk.send(text);
  };

  const material = async (
    content: { html: string } | { text: string },
    role: 'prior' | 'material',
  ): Promise<string> => {
    const name = role === 'prior' ? zh.source.namePrior : zh.source.nameMaterial;
    const added = await p.client.addSource(p.report, { name, ...content, role });
    p.onChange();
    talk.readQuestion();
    const n = added.candidates.length;
    return n ? `${fill(zh.source.found, { name, n })}。` : fill(zh.source.foundNone, { name });
  };

  return (
    <section class="chat" aria-label={zh.chat.title}>
      {p.embedded && (
        <header class="chat-head">
          <span class="seal" aria-hidden="true">
            执笔
          </span>
          <strong>{zh.product}</strong>
          <a href={workspaceUrl(p.client, p.report, 'review')} target="_blank" rel="noopener">
            {zh.chat.workspace}
          </a>
          <button type="button" class="quiet" onClick={p.onLeave}>
            {zh.chat.change}
          </button>
        </header>
      )}
      <div
        class="log"
        ref={log}
        role="log"
        aria-live="off"
        aria-label={zh.chat.log}
        aria-busy={live ? 'true' : 'false'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <p class="hello">{zh.chat.hello}</p>
        {talk.older > 0 && <p class="older">{fill(zh.chat.history, { n: talk.older })}</p>}
        {turns.map((t) => (
          <Turn
            key={t.id}
            turn={t}
            client={p.client}
            report={p.report}
            newest={t === turns[turns.length - 1] && !live}
            onSay={send}
            onChange={p.onChange}
            onSection={p.onSection}
            onStop={() => talk.stop(t.id)}
            onRetry={() => talk.retry(t.id)}
            onContinue={live ? null : () => talk.goOn(t.id)}
          />
        ))}
        {!talk.ready && <p class="faint">{zh.common.loading}</p>}
        {talk.ready && !live && !talk.error && !waiting && <QuestionCard question={question} onSay={send} />}
      </div>
      {away && (
        <button
          type="button"
          class="latest"
          onClick={() => {
            following.current = true;
            setAway(false);
            toLatest();
          }}
        >
          {zh.chat.latest}
        </button>
      )}
      <p class="hidden" role="status">
        {talk.announce}
      </p>
      {talk.error && (
        <p class="alert" role="alert">
          {talk.error}{' '}
          <button type="button" class="quiet" onClick={talk.reload}>
            {zh.common.retry}
          </button>
        </p>
      )}
      <Composer
        name={`chat:${p.report}`}
        question={question}
        busy={live !== null}
        offer={p.offer}
        onSend={send}
        onStop={() => live && talk.stop(live.id)}
        onMaterial={material}
      />
      <p class="notice">{zh.label}</p>
    </section>
  );
}
