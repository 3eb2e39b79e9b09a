// What the gate judges a section's lines by: its slots, the evidence, the words that may be spoken of, the embedded engine's draft.
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { Profile } from '../profile.ts';
import { type Brief, composeSection } from './compose.ts';
import type { GateDesk } from './gate.ts';
import { labelsOf } from './line-labels.ts';
import { offersOf } from './offers.ts';
import type { SectionDraft } from './section.ts';
import { literalsOf, readPattern } from './slot.ts';
import { type Evidence, knownText } from './verify-evidence.ts';

const squeezed = (s: string): string => s.normalize('NFKC').replace(/\s+/g, '');

const LABELS = squeezed(CATALOGUE.flatMap((d) => [d.label, ...d.words, d.document, d.supplier]).join('\u0001'));

/** The words of the form itself: titles, names of sections, what its patterns say. */
function formWords({ outline, labels }: Profile): string {
  const says = outline.flatMap((s) =>
    s.compose.flatMap((p) => ('heading' in p ? [p.heading] : 'list' in p ? [p.lead ?? ''] : [p.say, p.end ?? ''])),
  );
  return squeezed(
    [
      ...outline.flatMap((s) => [s.title, ...(s.names ?? [])]),
      ...Object.values(labels ?? {}),
      ...says.flatMap((s) => literalsOf(readPattern(s))),
    ].join('\u0001'),
  );
}

const ofProfile = new WeakMap<Profile, string>();
const ofEvidence = new WeakMap<Evidence, string>();

function once<K extends object>(held: WeakMap<K, string>, key: K, make: () => string): string {
  const found = held.get(key) ?? make();
  held.set(key, found);
  return found;
}

/** All words that a draft may name: of facts and their quotes, of the sources, of the form and the field. */
export function knownWords(evidence: Evidence, sources: readonly string[], profile: Profile): string {
  const form = once(ofProfile, profile, () => formWords(profile));
  const said = once(ofEvidence, evidence, () => knownText(evidence) + squeezed(`\u0001${sources.join('\u0001')}`));
  return `${said}\u0001${form}\u0001${LABELS}`;
}

/** `embedded`: the engine's own draft of the brief where it is at hand, without what nothing backs. */
export function gateDesk(
  brief: Brief,
  evidence: Evidence,
  sources: readonly string[],
  embedded: SectionDraft = composeSection(brief),
): GateDesk {
  const list = offersOf(brief, embedded);
  return {
    list,
    offers: new Map(list.map((o) => [o.name, o])),
    evidence,
    known: knownWords(evidence, sources, brief.profile),
    labels: labelsOf(list, evidence),
    embedded,
  };
}
