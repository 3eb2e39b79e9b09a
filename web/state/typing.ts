// When an Enter in the box means “send”. Pure: input methods are judged by what the events said.
export interface KeyPress {
  key: string;
  shiftKey: boolean;
  isComposing: boolean;
  /** 229 is what browsers report while an input method holds the key. */
  keyCode: number;
  timeStamp: number;
}

/** Some Chinese input methods end the composition just before the Enter that chose the word arrives. */
const AFTER_COMPOSITION_MS = 50;

export const isSendKey = (e: KeyPress, composing: { on: boolean; endedAt: number }): boolean =>
  e.key === 'Enter' &&
  !e.shiftKey &&
  !e.isComposing &&
  e.keyCode !== 229 &&
  !composing.on &&
  e.timeStamp - composing.endedAt >= AFTER_COMPOSITION_MS;
