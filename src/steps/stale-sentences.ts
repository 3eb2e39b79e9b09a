// What the facts say in a section as they are now, and which of its drafted sentences no longer hold. Reads only.
import { composeSection } from '../core/draft/compose.ts';
import { factPhrase, figurePhrase } from '../core/draft/phrase.ts';
import { type Backing, paragraphText } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import type { ProfileSection } from '../core/profile.ts';
import { sentencesIn } from '../core/revise/fact-sentence.ts';
import { ITEM_MARK } from '../core/revise/keep.ts';
import type { StaleSentence } from '../core/revise/redraft.ts';
import type { Said } from '../core/revise/refresh.ts';
import { sentenceSpans } from '../core/ripple.ts';
import type { SectionRow } from '../ports.ts';
import type { Loaded } from './load-report.ts';

export const saidIn = ({ profile, confirmed: { book, figures } }: Loaded, section: ProfileSection): Said => ({
  phrase: (by) => phraseOf(by, { profile, book, figures }),
  sentences: new Set(
    sentencesIn(composeSection({ section, profile, book, figures, prior: null }).paragraphs).map((s) => s.text),
  ),
});

type Desk = Pick<Loaded, 'profile'> & Pick<Loaded['confirmed'], 'book' | 'figures'>;

/** What a slot prints from the facts as they are. */
function phraseOf(by: Backing, { profile, book, figures }: Desk): string | null {
  if (by.kind === 'missing') return null;
  if (by.kind === 'figure') {
    const figure = figures.find((f) => f.key === by.key && f.scope === by.scope && f.period === book.period);
    return figure && figure.state.is !== 'waiting' ? figurePhrase(figure, profile) : null;
  }
  const year = by.period ?? book.period;
  const fact = book.all.find(
    (f) => f.key === by.key && f.scope === by.scope && f.item === by.item && (f.period ?? book.period) === year,
  );
  return fact ? factPhrase(fact, profile) : null;
}

/** Sentences of a section that do not hold any more: a number without backing, or what the engine would not say now. Never staff's. */
export function staleIn(
  loaded: Loaded,
  outline: ProfileSection,
  row: SectionRow,
  verdicts: readonly Verdict[],
): StaleSentence[] {
  const bare = (t: string): string => t.replace(ITEM_MARK, '').trim();
  const said = new Set([...saidIn(loaded, outline).sentences].map(bare));
  const out: StaleSentence[] = [];
  let offset = 0;
  for (const [paragraph, p] of row.paragraphs.entries()) {
    const text = paragraphText(p);
    const start = offset;
    offset += text.length + 1;
    if (p.style === 'heading') continue;
    for (const [index, s] of sentenceSpans(text).entries()) {
      const origin = p.sentences?.find((r) => r.start < s.end && r.end > s.start)?.origin ?? p.origin;
      const own = text.slice(s.start, s.end);
      if (origin === 'staff' || own.trim() === '') continue;
      const fault = verdicts.find(
        (v) => v.standing === 'unbacked' && v.start < start + s.end && v.end > start + s.start,
      );
      if (fault) out.push({ paragraph, index, text: own.trim(), why: fault.why ?? '写有没有依据的数据。' });
      else if (origin === 'embedded' && !p.revised && !said.has(bare(own)))
        out.push({ paragraph, index, text: own.trim(), why: '所依据的数据已有变化，这句话的说法需要更新。' });
    }
  }
  return out;
}
