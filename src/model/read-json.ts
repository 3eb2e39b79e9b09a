// The JSON in what a model wrote: the first whole object or list in it, mended as a last resort. What it must look like is zod's business.
import { jsonrepair } from 'jsonrepair';

const LONGEST = 400_000;
const STARTS = 5;

/** Where the bracket at `from` closes, strings seen; -1: it does not. */
function closing(text: string, from: number): number {
  let [depth, inString] = [0, false];
  for (let i = from; i < text.length; i++) {
    const c = text[i]!;
    if (inString) {
      if (c === '\\') i += 1;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mended(text: string): unknown {
  try {
    return parsed(jsonrepair(text));
  } catch {
    return undefined;
  }
}

/** Candidates in the order to try them; empty: there is no JSON. Each is an object or a list. */
export function jsonIn(text: string): unknown[] {
  const words = text.slice(0, LONGEST).replaceAll('﻿', '');
  const found: unknown[] = [];
  const torn: string[] = [];
  let at = 0;
  for (let n = 0; n < STARTS; n++) {
    const next = words.slice(at).search(/[{[]/);
    if (next < 0) break;
    const start = at + next;
    const end = closing(words, start);
    const piece = words.slice(start, end < 0 ? undefined : end + 1);
    const value = parsed(piece);
    if (typeof value === 'object' && value !== null) {
      found.push(value);
      at = end + 1;
    } else {
      torn.push(piece);
      at = start + 1;
    }
  }
  if (found.length === 0)
    for (const piece of torn.slice(0, 2)) {
      const value = mended(piece);
      if (typeof value === 'object' && value !== null) found.push(value);
    }
  return found;
}
