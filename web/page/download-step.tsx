// Step 6: files. When the final copy is refused, it lists what is open and where to settle it.
import { useState } from 'preact/hooks';
import { type ExportFormat, type ExportKind, type ExportPart, Failure, failureWords } from '../client.ts';
import { save } from '../save.ts';
import { type Blocked, blocked } from '../state/blocked.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { findings as findingWords } from '../words/zh-figures.ts';
import { Head, Trouble } from './bits.tsx';
import type { StepProps } from './workspace.tsx';

const KINDS: readonly ExportKind[] = ['draft', 'review', 'final', 'public'];
type FileId = keyof typeof zh.download.formats;
const FILES: Record<FileId, { format: ExportFormat; part: ExportPart }> = {
  docx: { format: 'docx', part: 'report' },
  md: { format: 'md', part: 'report' },
  xlsx: { format: 'xlsx', part: 'report' },
  json: { format: 'json', part: 'report' },
  'score-docx': { format: 'docx', part: 'score' },
  'score-csv': { format: 'csv', part: 'score' },
};
const REPORT: readonly FileId[] = ['docx', 'md', 'xlsx', 'json'];
const SCORE: readonly FileId[] = ['score-docx', 'score-csv'];

export function DownloadStep(p: StepProps) {
  const [kind, setKind] = useState<ExportKind>('draft');
  const [busy, setBusy] = useState<FileId | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [open, setOpen] = useState<Blocked | null>(null);
  const [said, setSaid] = useState('');

  const [asked, setAsked] = useState<FileId>('docx');

  const get = async (id: FileId, withoutScore = false): Promise<void> => {
    setAsked(id);
    const { format, part } = FILES[id];
    setBusy(id);
    setError(null);
    setOpen(null);
    setSaid('');
    try {
      const file = await p.client.download(p.report, format, kind, part, withoutScore);
      save(file.blob, file.name);
      setSaid(fill(zh.download.done, { name: file.name }));
    } catch (e) {
      setError(failureWords(e));
      if (e instanceof Failure && e.status === 409) setOpen(blocked(e.details));
    } finally {
      setBusy(null);
    }
  };

  const list = (ids: readonly FileId[]) => (
    <ul class="files">
      {ids.map((f) => (
        <li key={f} data-format={f}>
          <div>
            <b>{zh.download.formats[f]}</b>
            <small>{zh.download.formatHints[f]}</small>
          </div>
          <button
            type="button"
            class={f === 'docx' ? 'primary' : 'plain-button'}
            disabled={busy !== null}
            aria-label={`${zh.download.get} ${zh.download.formats[f]}`}
            onClick={() => void get(f)}
          >
            {busy === f ? zh.download.getting : zh.download.get}
          </button>
        </li>
      ))}
    </ul>
  );

  return (
    <>
      <Head title={zh.download.title} lead={zh.download.lead} />
      <div class="panel">
        <fieldset class="choice kinds">
          <legend>{zh.download.kind}</legend>
          {KINDS.map((k) => (
            <label key={k} class={kind === k ? 'pick on' : 'pick'}>
              <input
                type="radio"
                name="kind"
                checked={kind === k}
                onChange={() => {
                  setKind(k);
                  setOpen(null);
                  setError(null);
                }}
              />
              <span>
                <b>{zh.download.kinds[k]}</b>
                <small>{zh.download.kindHints[k]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <h2>{zh.download.format}</h2>
        {list(REPORT)}
        <h2>{zh.download.score}</h2>
        {list(SCORE)}
        <p class="said" role="status">
          {said}
        </p>
        <Trouble error={error} />
        {open && (
          <div class="clash">
            <h2>{zh.download.refused}</h2>
            <p>{zh.download.refusedOpen}</p>
            <ul>
              {open.findings.map((f) => (
                <li key={f.id}>
                  <span class={`tag sev-${f.severity}`}>{findingWords.severity[f.severity]}</span>
                  {f.message}
                </li>
              ))}
              {open.facts > 0 && <li>{fill(zh.download.refusedFacts, { n: open.facts })}</li>}
              {open.sections.length > 0 && (
                <li>{fill(zh.download.refusedSections, { list: open.sections.join('、') })}</li>
              )}
              {open.score && <li>{fill(zh.download.refusedScore, { list: open.score.join('、') })}</li>}
            </ul>
            <div class="actions">
              {open.findings.length > 0 && (
                <button type="button" class="primary" onClick={() => p.goTo('figures')}>
                  {zh.download.goFigures}
                </button>
              )}
              {open.facts > 0 && (
                <button type="button" class="plain-button" onClick={() => p.goTo('review')}>
                  {zh.download.goReview}
                </button>
              )}
              {open.sections.length > 0 && (
                <button type="button" class="plain-button" onClick={() => p.goTo('draft')}>
                  {zh.download.goDraft}
                </button>
              )}
              {open.score && (
                <>
                  <button type="button" class="plain-button" onClick={() => p.goTo('score')}>
                    {zh.download.goScore}
                  </button>
                  {FILES[asked].part === 'report' && (
                    <button type="button" class="plain-button" onClick={() => void get(asked, true)}>
                      {zh.download.withoutScore}
                    </button>
                  )}
                </>
              )}
            </div>
          </div>
        )}
      </div>
    </>
  );
}
