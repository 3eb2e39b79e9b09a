// Earlier texts of one section, newest first, each to be read and brought back.
import { useState } from 'preact/hooks';
import type { WireSection } from '../../src/http/wire.ts';
import type { Client } from '../client.ts';
import { fill } from '../words/fill.ts';
import { draft as draftWords } from '../words/zh-draft.ts';
import { Trouble, Waiting, when } from './bits.tsx';
import { useLoaded } from './load.ts';

/** `replace`, `restore:3` …: the word before the colon has a Chinese name. */
const reasonWords = (reason: string): string => draftWords.reason[reason.split(':')[0] ?? ''] ?? reason;

export function Versions(p: {
  client: Client;
  report: string;
  section: WireSection;
  onRestore(version: number): void;
}) {
  const s = p.section;
  const list = useLoaded(`versions ${s.id} ${s.version}`, 0, () => p.client.versions(p.report, s.id));
  const [open, setOpen] = useState<number | null>(null);
  const items = [...(list.value?.items ?? [])].sort((a, b) => b.version - a.version);
  return (
    <div class="versions">
      <Trouble error={list.error} again={() => void list.reload()} />
      {!list.value && list.busy && <Waiting />}
      {list.value && !items.length && <p class="hint">{draftWords.versionsEmpty}</p>}
      <ul>
        {items.map((v) => (
          <li key={v.version}>
            <button
              type="button"
              class="quiet"
              aria-expanded={open === v.version}
              onClick={() => setOpen(open === v.version ? null : v.version)}
            >
              {fill(draftWords.version, { n: v.version })}
            </button>
            <small>
              {reasonWords(v.reason)} · {when(v.at)}
            </small>
            {v.version === s.version ? (
              <span class="tag">{draftWords.current}</span>
            ) : (
              !s.locked && (
                <button type="button" class="act" onClick={() => p.onRestore(v.version)}>
                  {draftWords.restore}
                </button>
              )
            )}
            {open === v.version && <pre>{v.text}</pre>}
          </li>
        ))}
      </ul>
    </div>
  );
}
