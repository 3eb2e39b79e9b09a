// The box: Enter sends, but never while an input method is composing. Unsent words survive a reload of the tab.
import { useEffect, useRef, useState } from 'preact/hooks';
import { failureWords } from '../client.ts';
import { keep, kept } from '../keep.ts';
import { contentOf, joinPaste, type Pasted, tablesIn } from '../state/paste.ts';
import type { Question } from '../state/transcript.ts';
import { isSendKey } from '../state/typing.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { typedHint } from './question.tsx';

/** Longer than this is material, not an answer. */
const LONG = 2000;

export interface ComposerProps {
  name: string;
  question: Question | null;
  busy: boolean;
  offer: { text: string; n: number };
  onSend(text: string): Promise<boolean>;
  onStop(): void;
  /** Stores a whole text as a source; resolves to what was found in it. */
  onMaterial(content: { html: string } | { text: string }, role: 'prior' | 'material'): Promise<string>;
}

export function Composer(p: ComposerProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const composing = useRef({ on: false, endedAt: Number.NEGATIVE_INFINITY });
  const [note, setNote] = useState('');
  const [long, setLong] = useState(false);
  const pasted = useRef<Pasted | null>(null);
  const [taking, setTaking] = useState(false);
  const hint = typedHint(p.question);

  const grow = (): void => {
    const el = box.current;
    if (!el) return;
    // Set through the CSSOM: a policy against inline styles does not concern it.
    el.style.height = 'auto';
    el.style.height = `${Math.min(160, el.scrollHeight + 2)}px`;
  };
  const put = (text: string): void => {
    if (!box.current) return;
    box.current.value = text;
    setLong(text.length > LONG);
    keep(p.name, text);
    grow();
  };

  useEffect(() => {
    put(kept<string>(p.name) ?? '');
  }, [p.name]);
  useEffect(() => {
    if (!p.offer.n) return;
    put(p.offer.text);
    box.current?.focus();
  }, [p.offer.n]);

  const send = async (): Promise<void> => {
    const text = box.current?.value.trim() ?? '';
    if (!text || p.busy) return;
    put('');
    setNote('');
    if (!(await p.onSend(text)) && box.current?.value === '') put(text);
    box.current?.focus();
  };

  const material = async (role: 'prior' | 'material'): Promise<void> => {
    setTaking(true);
    setNote(zh.source.reading);
    try {
      const found = await p.onMaterial(contentOf(box.current?.value ?? '', pasted.current), role);
      put('');
      setNote(found);
    } catch (e) {
      setNote(failureWords(e));
    } finally {
      setTaking(false);
    }
  };

  return (
    <div class="composer">
      <label class="hidden" for="say">
        {zh.chat.box}
      </label>
      <textarea
        id="say"
        ref={box}
        rows={1}
        aria-describedby="say-hint"
        placeholder={zh.chat.box}
        onInput={(e) => {
          const text = e.currentTarget.value;
          keep(p.name, text);
          setLong(text.length > LONG);
          setNote(text.length > LONG ? fill(zh.chat.longPaste, { n: text.length }) : '');
          grow();
        }}
        onPaste={(e) => {
          const data = e.clipboardData;
          const area = e.currentTarget;
          if (!data) return;
          if (!Array.from(data.types).some((t) => t.startsWith('text/'))) setNote(zh.chat.imageRefused);
          // Material keeps its tables; an answer is words and goes on as they are.
          const html = data.getData('text/html');
          const text = data.getData('text/plain');
          if (area.selectionStart !== area.value.length || (text.length <= LONG && tablesIn(html) === 0)) return;
          const joined = joinPaste(html, text, area.value, pasted.current);
          if (!joined) return;
          e.preventDefault();
          put(joined.text);
          pasted.current = { text: area.value, html: joined.html };
          setLong(true);
          setNote(fill(zh.chat.longPaste, { n: area.value.length }));
        }}
        onCompositionStart={() => {
          composing.current.on = true;
        }}
        onCompositionEnd={(e) => {
          composing.current = { on: false, endedAt: e.timeStamp };
        }}
        onKeyDown={(e) => {
          if (!isSendKey(e, composing.current)) return;
          e.preventDefault();
          void send();
        }}
      />
      {p.busy ? (
        <button type="button" class="send stop" onClick={p.onStop}>
          {zh.chat.stop}
        </button>
      ) : (
        <button type="button" class="send" onClick={() => void send()}>
          {zh.chat.send}
        </button>
      )}
      {long && (
        <div class="chips material">
          <button type="button" class="chip" disabled={taking} onClick={() => void material('prior')}>
            {zh.chat.asPrior}
          </button>
          <button type="button" class="chip" disabled={taking} onClick={() => void material('material')}>
            {zh.chat.asMaterial}
          </button>
        </div>
      )}
      <p class="hint" id="say-hint">
        {note || `${hint}${hint ? '；' : ''}${zh.chat.enterHint}`}
      </p>
    </div>
  );
}
