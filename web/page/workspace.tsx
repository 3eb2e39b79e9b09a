// One report: the steps along the top, the step's own view, the chat beside it. Each step reads what it needs by itself.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatEvents, ZhibiChat } from '../chat/element.tsx';
import type { Client } from '../client.ts';
import { keep, kept } from '../keep.ts';
import { badges, type Route, routeHash, STEPS, type Step } from '../state/steps.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { Trouble, Waiting } from './bits.tsx';
import { lazy } from './lazy.tsx';
import { useLoaded } from './load.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'zhibi-chat': preact.HTMLAttributes<ZhibiChat> & { endpoint?: string; report?: string; 'in-page'?: string };
    }
  }
}

export interface StepProps {
  client: Client;
  report: string;
  /** Grows when something changed elsewhere: in the chat, in another step. */
  tick: number;
  focus: string | null;
  period: number;
  changed(): void;
  goTo(step: Step, focus?: string | null): void;
  /** Opens the chat with these words in the box. */
  ask(text: string): void;
}

// Each step is a file of its own, fetched when it is first opened: the first load stays small on slow office lines.
const SourceStep = lazy(() => import('./source-step.tsx').then((m) => m.SourceStep));
const ReviewStep = lazy(() => import('./review-step.tsx').then((m) => m.ReviewStep));
const AskStep = lazy(() => import('./ask-step.tsx').then((m) => m.AskStep));
const FiguresStep = lazy(() => import('./figures-step.tsx').then((m) => m.FiguresStep));
const ScoreStep = lazy(() => import('./score-step.tsx').then((m) => m.ScoreStep));
const DraftStep = lazy(() => import('./draft-step.tsx').then((m) => m.DraftStep));
const DownloadStep = lazy(() => import('./download-step.tsx').then((m) => m.DownloadStep));

/** Steps where the conversation is part of the work, so that it stands open. */
const CHATTY: readonly Step[] = ['ask', 'figures', 'draft'];

const OPEN_WORDS: Partial<Record<Step, 'missing' | 'errors'>> = { ask: 'missing', score: 'missing', figures: 'errors' };

interface WorkspaceProps {
  client: Client;
  report: string;
  route: Route;
  go(to: { report: string | null; step?: Step; focus?: string | null }): void;
}

export function Workspace({ client, report, route, go }: WorkspaceProps) {
  const [tick, setTick] = useState(0);
  const view = useLoaded(`report ${report}`, tick, () => client.report(report));
  const findings = useLoaded(`findings ${report}`, tick, () => client.findings(report));
  const score = useLoaded(`score ${report}`, tick, () => client.score(report));
  const chat = useRef<ZhibiChat>(null);
  const [choice, setChoice] = useState<boolean | null>(kept<boolean>('chat-open'));
  const [shut, setShut] = useState(true);
  const open = choice ?? CHATTY.includes(route.step);

  const changed = useCallback(() => {
    setTick((n) => n + 1);
    chat.current?.refresh();
  }, []);
  const goTo = useCallback(
    (step: Step, focus: string | null = null) => go({ report, step, focus }),
    [report, route.report],
  );
  const ask = (text: string): void => {
    setChoice(true);
    setShut(false);
    chat.current?.offer(text);
  };

  useEffect(() => {
    const el = chat.current;
    if (!el) return;
    const onChange = (): void => setTick((n) => n + 1);
    const onSection = (e: Event): void => goTo('draft', (e as CustomEvent<ChatEvents['zhibi-section']>).detail.section);
    el.addEventListener('zhibi-change', onChange);
    el.addEventListener('zhibi-section', onSection);
    return () => {
      el.removeEventListener('zhibi-change', onChange);
      el.removeEventListener('zhibi-section', onSection);
    };
  }, [view.value !== null, goTo]);

  // On a narrow screen the strip of steps scrolls: the one at hand stays in sight.
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (here && strip.current) strip.current.scrollLeft = here.offsetLeft - 60;
    // What stands on the tabs changes their widths.
  }, [route.step, view.value !== null, findings.value !== null, score.value !== null]);

  // Going to a step moves the reader there too, but only when the person asked for it.
  const strip = useRef<HTMLOListElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  // Before anything that the step itself puts in focus.
  useLayoutEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.getElementById('step-title')?.focus();
    window.scrollTo(0, 0);
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [route.step]);

  if (!view.value)
    return (
      <div class="start">
        <header class="top">
          <a class="seal" href={routeHash({ report: null })} aria-label={zh.steps.all}>
            执笔
          </a>
        </header>
        <main class="start-main">
          {view.error ? (
            <section class="panel">
              <Trouble error={view.error} again={() => void view.reload()} />
              <a href={routeHash({ report: null })}>{zh.steps.all}</a>
            </section>
          ) : (
            <Waiting />
          )}
        </main>
      </div>
    );

  const r = view.value;
  const marks = badges(r, findings.value?.open.E ?? null, score.value?.open.length ?? null);
  const props: StepProps = { client, report, tick, focus: route.focus, period: r.period, changed, goTo, ask };
  const toggleChat = (): void => {
    const next = !open;
    setChoice(next);
    setShut(!next);
    keep('chat-open', next);
  };

  return (
    <div class={`work${open ? ' with-chat' : ''}${shut ? '' : ' chat-up'}`}>
      <button type="button" class="skip" onClick={() => document.getElementById('step-title')?.focus()}>
        {zh.skip}
      </button>
      <header class="top">
        <a class="seal" href={routeHash({ report: null })} title={zh.steps.all} aria-label={zh.steps.all}>
          执笔
        </a>
        <div class="top-name">
          <b>{r.unitName ?? zh.start.untitled}</b>
          <span>
            {fill(zh.start.year, { year: r.period })}
            {zh.product}
          </span>
        </div>
        <a class="top-link" href={routeHash({ report: null })}>
          {zh.steps.all}
        </a>
        <button type="button" class="top-chat" aria-pressed={open} onClick={toggleChat}>
          {open ? zh.steps.chatHide : zh.steps.chat}
        </button>
      </header>
      <nav class="steps" aria-label={zh.steps.title}>
        <ol ref={strip}>
          {STEPS.map((s, i) => {
            const mark = marks[s];
            return (
              <li key={s}>
                <a href={routeHash({ report, step: s })} aria-current={s === route.step ? 'step' : undefined}>
                  <span class="step-n">{i + 1}</span>
                  <span class="step-name">{zh.steps[s]}</span>
                  {mark && (
                    <span class={mark.is === 'done' ? 'badge done' : 'badge'}>
                      {mark.is === 'done'
                        ? zh.steps.done
                        : mark.is === 'part'
                          ? `${mark.n}/${mark.all}`
                          : fill(zh.steps[OPEN_WORDS[s] ?? 'open'], { n: mark.n })}
                    </span>
                  )}
                </a>
              </li>
            );
          })}
        </ol>
      </nav>
      <div class="body">
        <div class="step-wrap" ref={scroller}>
          <main id="main" class={`step step-${route.step}`}>
            <Trouble error={view.error} again={() => void view.reload()} />
            {route.step === 'source' && <SourceStep {...props} />}
            {route.step === 'review' && <ReviewStep {...props} />}
            {route.step === 'ask' && <AskStep {...props} />}
            {route.step === 'figures' && <FiguresStep {...props} findings={findings} />}
            {route.step === 'score' && <ScoreStep {...props} score={score} />}
            {route.step === 'draft' && <DraftStep {...props} />}
            {route.step === 'download' && <DownloadStep {...props} />}
          </main>
        </div>
        <aside class="side" aria-label={zh.chat.title}>
          <button type="button" class="side-close" onClick={() => setShut(true)}>
            {zh.steps.chatHide}
          </button>
          <zhibi-chat ref={chat} endpoint="" report={report} in-page="" />
        </aside>
      </div>
      <button type="button" class="chat-tab" onClick={() => setShut(false)}>
        {zh.steps.chat}
      </button>
      <footer class="foot">{zh.label}</footer>
    </div>
  );
}
