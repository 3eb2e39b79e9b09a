// npm run eval: extraction scores on a folder of texts (.txt) with labels (.json). The rules are the corpus' README.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFacts } from '../src/core/extract/extract.ts';
import { readDocument } from '../src/core/text/read.ts';
import { type Label, scoreText, type Tally, tallyOf } from '../test/evals/score.ts';

const args = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const detail = process.argv.includes('--detail');
const what = args[0] === 'extraction' ? args.shift() : 'extraction';
const folder = args[0] ?? '../shared/corpus';
if (what !== 'extraction' || !existsSync(folder) || !statSync(folder).isDirectory()) {
  console.error(
    `找不到评测文件夹：${folder}。请给出放有 .txt 与同名 .json 标注的文件夹。 / No such evaluation folder.`,
  );
  process.exit(2);
}
const ids = readdirSync(folder)
  .filter((f) => f.endsWith('.json') && existsSync(join(folder, f.replace(/json$/, 'txt'))))
  .map((f) => f.slice(0, -5))
  .sort();
if (ids.length === 0) {
  console.error(`文件夹 ${folder} 中没有成对的 .txt 与 .json 文件。 / No pairs of .txt and .json files.`);
  process.exit(2);
}
const labels = ids.map((id) => JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as Label);
const keys = new Set(labels.flatMap((l) => l.facts.map((f) => f.key)));
const perKey = new Map<string, Tally>();
const all = tallyOf();
const line = (name: string, t: Tally) => {
  const pct = (a: number, b: number) => (b === 0 ? '     –' : (a / b).toFixed(3).padStart(6));
  const p = t.tp + t.fp === 0 ? 0 : t.tp / (t.tp + t.fp);
  const r = t.tp + t.fn === 0 ? 0 : t.tp / (t.tp + t.fn);
  const f = p + r === 0 ? 0 : (2 * p * r) / (p + r);
  console.log(
    `${name.padEnd(34)} ${pct(t.tp, t.tp + t.fp)} ${pct(t.tp, t.tp + t.fn)} ${t.tp + t.fp + t.fn === 0 ? '     –' : f.toFixed(3).padStart(6)}   ${t.tp}/${t.tp + t.fn} fp ${t.fp}`,
  );
};
console.log(`${''.padEnd(34)}   prec    rec     F1`);
for (const [i, id] of ids.entries()) {
  const source = readFileSync(join(folder, `${id}.txt`), 'utf8');
  const { candidates } = extractFacts(readDocument(source));
  const { total, byKey, faults } = scoreText(candidates, labels[i]!, keys);
  line(id, total);
  if (detail) for (const f of faults) console.log(`    ${f}`);
  for (const k of ['tp', 'fp', 'fn'] as const) all[k] += total[k];
  for (const [key, t] of byKey) {
    const sum = perKey.get(key) ?? tallyOf();
    for (const k of ['tp', 'fp', 'fn'] as const) sum[k] += t[k];
    perKey.set(key, sum);
  }
}
console.log('');
for (const key of [...perKey.keys()].sort()) line(key, perKey.get(key)!);
console.log('');
line(`${ids.length} texts`, all);
