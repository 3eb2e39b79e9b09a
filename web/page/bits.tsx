// Small pieces that several steps show: an error with a way out, a waiting line, an inline “are you sure”.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import * as zh from '../words/zh.ts';

export const Trouble = ({ error, again }: { error: string | null; again?: () => void }) =>
  error ? (
    <p class="alert" role="alert">
      {error}{' '}
      {again && (
        <button type="button" class="quiet" onClick={again}>
          {zh.common.retry}
        </button>
      )}
    </p>
  ) : null;

export const Waiting = () => <p class="faint waiting">{zh.common.loading}</p>;

export const Head = ({ title, lead, children }: { title: string; lead: string; children?: ComponentChildren }) => (
  <header class="head">
    <div>
      <h1 tabIndex={-1} id="step-title">
        {title}
      </h1>
      <p class="lead">{lead}</p>
    </div>
    {children && <div class="head-side">{children}</div>}
  </header>
);

/** A button that asks once more, in place, before it acts. */
export function Sure(p: { label: string; question: string; yes: string; onYes(): void; class?: string }) {
  const [asking, setAsking] = useState(false);
  /** The button, and while it asks, its harmless answer: the keyboard goes from one to the other. */
  const at = useRef<HTMLButtonElement>(null);
  const drawn = useRef(false);
  useLayoutEffect(() => {
    if (drawn.current) at.current?.focus();
    drawn.current = true;
  }, [asking]);
  if (!asking)
    return (
      <button type="button" class={p.class ?? 'quiet'} ref={at} onClick={() => setAsking(true)}>
        {p.label}
      </button>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a line of text
    <span class="sure" role="group" aria-label={p.label}>
      <span>{p.question}</span>
      <button
        type="button"
        class="danger"
        onClick={() => {
          setAsking(false);
          p.onYes();
        }}
      >
        {p.yes}
      </button>
      <button type="button" class="quiet" ref={at} onClick={() => setAsking(false)}>
        {zh.common.cancel}
      </button>
    </span>
  );
}

/** 2023-03-01T02:03:04Z as the desk's own clock shows it. */
export function when(iso: string): string {
  const d = new Date(iso);
  if (Number.isNaN(d.getTime())) return iso;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}
