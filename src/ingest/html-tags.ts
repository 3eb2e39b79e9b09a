// HTML to opened and closed elements, text and comments, as browsers nest them. Depth and stray closing tags cost nothing
// extra: the stack is bounded, what is nested deeper is read without its tags. Says nothing about what an element means.
import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

export interface Handler {
  /** Called for every element, void ones too; `close` follows for each in reverse order. */
  open(name: string, attributes: ReadonlyMap<string, string>, at: number): void;
  close(name: string): void;
  text(text: string, at: number): void;
  comment(text: string, at: number): void;
}

/** Deeper elements are read as if their tags were not there. */
const DEEPEST = 400;
const LONGEST_VALUE = 20_000;
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

const P_ENDS = new Set(
  'address article aside blockquote center details dir div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul'.split(
    ' ',
  ),
);
/** An opening tag that ends the open element on top of the stack. */
const endsTop = (top: string, opened: string): boolean => {
  if (top === 'p') return P_ENDS.has(opened);
  if (top === 'li') return opened === 'li';
  if (top === 'dt' || top === 'dd') return opened === 'dt' || opened === 'dd';
  if (top === 'option') return opened === 'option' || opened === 'optgroup';
  if (top === 'td' || top === 'th')
    return opened === 'td' || opened === 'th' || opened === 'tr' || /^t(?:body|head|foot)$/.test(opened);
  if (top === 'tr') return opened === 'tr' || /^t(?:body|head|foot)$/.test(opened);
  return false;
};

/** Reads any text; never throws on bad markup. Cost is linear. */
export function readTags(html: string, to: Handler): void {
  const stack: string[] = [];
  const open = new Map<string, number>();
  /** Opened beyond the depth: their closing tags close nothing. */
  const beyond = new Map<string, number>();
  let name = '';
  let tagAt = 0;
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';

  const count = (map: Map<string, number>, key: string, by: number): number => {
    const n = (map.get(key) ?? 0) + by;
    map.set(key, n);
    return n;
  };
  const pop = (): void => {
    const top = stack.pop()!;
    count(open, top, -1);
    to.close(top);
  };
  const opened = (): void => {
    while (stack.length > 0 && endsTop(stack.at(-1)!, name)) pop();
    if (VOID.has(name)) {
      to.open(name, attributes, tagAt);
      to.close(name);
    } else if (stack.length >= DEEPEST) count(beyond, name, 1);
    else {
      stack.push(name);
      count(open, name, 1);
      to.open(name, attributes, tagAt);
    }
    attributes = new Map();
    name = '';
  };
  const callbacks: TokenizerCallbacks = {
    onopentagname(start, end) {
      name = html.slice(start, Math.min(end, start + 60)).toLowerCase();
      tagAt = start - 1;
    },
    onopentagend: opened,
    // A closing stroke means something to nobody but Office's own marks: <o:p/>, <xml/>.
    onselfclosingtag() {
      const own = name.includes(':') || name === 'xml';
      const closed = name;
      opened();
      if (own && stack.at(-1) === closed) pop();
    },
    onattribname(start, end) {
      attribute = html.slice(start, Math.min(end, start + 60)).toLowerCase();
      value = '';
    },
    onattribdata(start, end) {
      if (value.length < LONGEST_VALUE) value += html.slice(start, Math.min(end, start + LONGEST_VALUE));
    },
    onattribentity(point) {
      value += String.fromCodePoint(point);
    },
    onattribend(_quote: QuoteType) {
      if (!attributes.has(attribute)) attributes.set(attribute, value);
    },
    onclosetag(start, end) {
      const closing = html
        .slice(start, Math.min(end, start + 60))
        .trim()
        .toLowerCase();
      if ((beyond.get(closing) ?? 0) > 0) count(beyond, closing, -1);
      else if ((open.get(closing) ?? 0) > 0) {
        // A stray </p> or </div> inside a cell does not reach out of the cell.
        const wall =
          closing === 'table' || /^t[rdh]$|^tbody$/.test(closing)
            ? null
            : stack.findLastIndex((s) => s === 'td' || s === 'th');
        if (wall !== null && wall >= 0 && stack.lastIndexOf(closing) < wall) return;
        while (stack.length > 0) {
          const top = stack.at(-1);
          pop();
          if (top === closing) break;
        }
      } else if (closing === 'p' || closing === 'br') {
        to.open('br', new Map(), start);
        to.close('br');
      }
    },
    ontext(start, end) {
      to.text(html.slice(start, end), start);
    },
    ontextentity(point, end) {
      to.text(String.fromCodePoint(point), end);
    },
    oncomment(start, end, offset) {
      to.comment(html.slice(start, end - offset), start - 4);
    },
    oncdata() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  while (stack.length > 0) pop();
}
