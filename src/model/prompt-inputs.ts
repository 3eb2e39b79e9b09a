// What the code gives each prompt, by name. A prompt declares and uses exactly these; both sides change together.

export const PROMPT_INPUTS = {
  /** `keys`: what to look for; `found`: what is known of the passage already; `passage`: the marked text; `shape`: the JSON wanted. */
  extract: ['year', 'keys', 'found', 'heading', 'passage', 'shape'],
  /** `asked`: the open question; `known`: facts that hold now, by name; `message`: the marked words of the person. */
  understand: ['year', 'asked', 'keys', 'known', 'message', 'shape'],
  /** `required`, `optional`: slots with the phrase each becomes; `excerpts`: marked, masked passages of last year's text. */
  write: ['year', 'section', 'purpose', 'required', 'optional', 'excerpts'],
  /** `lines`: the sentences that failed, each with its faults. */
  repair: ['section', 'slots', 'lines'],
  /** `target`: the lines to change; `before`, `after`: what stands around them, masked and marked; `more`: facts it may add. */
  revise: ['section', 'instruction', 'target', 'before', 'after', 'slots', 'more'],
} as const satisfies Record<string, readonly string[]>;
