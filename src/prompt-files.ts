// Every file of prompts/ as part of the code: a Worker has no folder to read. Reads and checks nothing.
import extract from '../prompts/extract.md';
import repair from '../prompts/repair.md';
import revise from '../prompts/revise.md';
import understand from '../prompts/understand.md';
import write from '../prompts/write.md';

/** File name -> its text. */
export const PROMPT_FILES: Readonly<Record<string, string>> = {
  'extract.md': extract,
  'repair.md': repair,
  'revise.md': revise,
  'understand.md': understand,
  'write.md': write,
};
