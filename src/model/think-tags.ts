// Splits a stream of text into what was thought aloud (<think>…</think>) and what was said, however the tags are cut into pieces.

const OPEN = '<think>';
const CLOSE = '</think>';

export interface Split {
  said: string;
  /** Characters of reasoning. */
  thought: number;
  /** All that was said before this piece was reasoning: its opening tag stood in the prompt. */
  unsaid: boolean;
}

export interface ThinkSplitter {
  take(piece: string): Split;
  /** What was held back; `open`: the reasoning never ended, so that there is no answer. */
  end(): Split & { open: boolean };
}

/** How much of the end of `text` may be the beginning of `tag`. */
function heldBack(text: string, tag: string): number {
  for (let n = Math.min(tag.length - 1, text.length); n > 0; n--) if (text.endsWith(tag.slice(0, n))) return n;
  return 0;
}

export function thinkSplitter(): ThinkSplitter {
  let inside = false;
  let opened = false;
  let wait = '';
  return {
    take(piece) {
      const out: Split = { said: '', thought: 0, unsaid: false };
      let text = wait + piece;
      wait = '';
      for (;;) {
        const close = text.indexOf(CLOSE);
        const open = inside ? -1 : text.indexOf(OPEN);
        if (inside || (close >= 0 && (open < 0 || close < open))) {
          if (close < 0) {
            const keep = heldBack(text, CLOSE);
            out.thought += text.length - keep;
            wait = text.slice(text.length - keep);
            return out;
          }
          if (inside) out.thought += close;
          else if (opened) out.said += text.slice(0, close);
          else {
            out.thought += out.said.length + close;
            out.said = '';
            out.unsaid = true;
          }
          inside = false;
          opened = true;
          text = text.slice(close + CLOSE.length);
        } else if (open >= 0) {
          out.said += text.slice(0, open);
          inside = true;
          opened = true;
          text = text.slice(open + OPEN.length);
        } else {
          const keep = Math.max(heldBack(text, OPEN), heldBack(text, CLOSE));
          out.said += text.slice(0, text.length - keep);
          wait = text.slice(text.length - keep);
          return out;
        }
      }
    },
    end() {
      const left = wait;
      wait = '';
      return inside
        ? { said: '', thought: left.length, unsaid: false, open: true }
        : { said: left, thought: 0, unsaid: false, open: false };
    },
  };
}
