// Words of other people on their way into a prompt: cleaned of what cannot be seen, every line marked, a boundary around them that
// nobody could have written beforehand. What they order is words all the same.

/** Zero width, direction, private use, tags, control characters but the line end. */
const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ue000-\uf8ff]|[\u{e0000}-\u{e007f}]|[\u{f0000}-\u{10ffff}]/gu;

export const seen = (text: string): string => text.replaceAll('\t', ' ').replace(UNSEEN, '');

export const LINE_MARK = '│';

export function marked(text: string, boundary: string): string {
  const lines = seen(text)
    .split('\n')
    .map((line) => `${LINE_MARK}${line}`);
  return [`〔资料${boundary}开始〕`, ...lines, `〔资料${boundary}结束〕`].join('\n');
}
