// npm run eval: scores on a folder of texts (.txt) with labels (.json), on changed copies of its texts, and the check's on errors
// planted in clean reports. The rules are the
// corpus' README; what is counted is in test/evals.
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { configuredModel } from '../src/configured-model.ts';
import { extractFacts } from '../src/core/extract/extract.ts';
import { readDocument } from '../src/core/text/read.ts';
import { localCall } from '../src/steps/call-model.ts';
import { jobsFor, jobsOf, measureDrafting, recordedIn } from '../test/evals/drafting.ts';
import { labelledTexts } from '../test/evals/labels.ts';
import { noiseOf } from '../test/evals/noise.ts';
import { measurePlants } from '../test/evals/plants.ts';
import { scoreText, type Tally, tallyOf } from '../test/evals/score.ts';
import { measureStability, type StabilityRow } from '../test/evals/stability.ts';

const USAGE = `用法 / usage:
  npm run eval -- extraction 文件夹 [--model] [--detail] [--json] [--min-precision 0.98] [--min-recall 0.96]
  npm run eval -- mutation   文件夹 [--variants 10000] [--seed 1] [--detail] [--json] [--min-same 0.97]
  npm run eval -- plants     [--detail] [--json] [--min-found 0.95]
  npm run eval -- drafting   [--replies 文件夹] [--profile jiangxi-2022,yunnan] [--detail] [--json]
extraction 加 --model 时，规则没有读懂的数再问 .env 里配置的模型。
drafting 用示例单位的事实逐节起草并核对：给出 --replies 时用录下的回复，否则用 .env 里配置的模型。
文件夹中放 .txt 文本与同名 .json 标注（mutation 只需要 .txt）。plants 在 test/cases/clean 的报告中逐一埋入错误，看审核能否发现。`;

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

const { values, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        detail: { type: 'boolean', default: false },
        model: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        'min-precision': { type: 'string' },
        'min-recall': { type: 'string' },
        'min-same': { type: 'string' },
        'min-found': { type: 'string' },
        variants: { type: 'string', default: '10000' },
        seed: { type: 'string', default: '1' },
        replies: { type: 'string' },
        profile: { type: 'string', default: 'jiangxi-2022' },
      },
    });
  } catch (cause) {
    return stop(`${(cause as Error).message}\n${USAGE}`);
  }
})();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const what = ['extraction', 'mutation', 'plants', 'drafting'].includes(positionals[0] ?? '')
  ? positionals.shift()!
  : 'extraction';
const folder = positionals[0] ?? '../shared/corpus';
const number = (
  name: 'min-precision' | 'min-recall' | 'min-same' | 'min-found' | 'variants' | 'seed',
): number | null => {
  const given = values[name];
  if (given === undefined) return null;
  if (!/^\d+(?:\.\d+)?$/.test(given)) return stop(`--${name} 应为数字，现在是“${given}”。\n${USAGE}`);
  return Number(given);
};
if (what !== 'plants' && what !== 'drafting' && (!existsSync(folder) || !statSync(folder).isDirectory()))
  stop(
    `找不到评测文件夹：${folder}。请给出放有 .txt 与同名 .json 标注的文件夹。 / No such evaluation folder.\n${USAGE}`,
  );

const ratio = (a: number, b: number): number | null => (b === 0 ? null : a / b);
const shown = (x: number | null): string => (x === null ? '     –' : x.toFixed(3).padStart(6));
const scores = (t: Tally) => ({
  precision: ratio(t.tp, t.tp + t.fp),
  recall: ratio(t.tp, t.tp + t.fn),
  f1: ratio(2 * t.tp, 2 * t.tp + t.fp + t.fn),
  labels: t.tp + t.fn,
  ...t,
});
const wide = (s: string): number => [...s].reduce((w, c) => w + (c.charCodeAt(0) > 0xff ? 2 : 1), 0);
const name = (s: string): string => s + ' '.repeat(Math.max(1, 36 - wide(s)));
const line = (what: string, t: Tally): void => {
  const s = scores(t);
  console.log(`${name(what)}${shown(s.precision)} ${shown(s.recall)} ${shown(s.f1)}   ${t.tp}/${s.labels} fp ${t.fp}`);
};

async function extraction(): Promise<number> {
  const model = values.model ? await modelAsked() : null;
  const { texts, faults } = labelledTexts(folder);
  if (faults.length > 0)
    console.error(['标注有问题，请先改正 / malformed labels:', ...faults.map((f) => `  ${f}`)].join('\n'));
  if (texts.length === 0)
    stop(`文件夹 ${folder} 中没有可用的成对 .txt 与 .json 文件。 / No usable pairs of .txt and .json files.`);
  const keys = new Set(texts.flatMap((t) => t.label.facts.map((f) => f.key)));
  const all = tallyOf();
  const perText = new Map<string, Tally>();
  const perKey = new Map<string, Tally>();
  const perNoise = new Map<string, Tally>();
  const details = new Map<string, string[]>();
  let [quotes, broken] = [0, 0];
  const add = (to: Tally, t: Tally): void => {
    for (const k of ['tp', 'fp', 'fn'] as const) to[k] += t[k];
  };
  const at = (map: Map<string, Tally>, key: string): Tally => {
    if (!map.has(key)) map.set(key, tallyOf());
    return map.get(key)!;
  };
  for (const { id, source, label } of texts) {
    const doc = readDocument(source);
    const found = extractFacts(doc);
    const more = model ? await model.extract(doc, found, localCall()) : null;
    if (more && !more.ok) stop(`${id}：${more.failure.message}`);
    const candidates = [...found.candidates, ...(more?.ok ? more.value : [])];
    quotes += candidates.length;
    broken += candidates.filter((c) => c.quote !== source.slice(c.start, c.end)).length;
    const { total, byKey, faults } = scoreText(candidates, label, keys);
    perText.set(id, total);
    details.set(id, faults);
    add(all, total);
    for (const [key, t] of byKey) add(at(perKey, key), t);
    for (const kind of noiseOf(id, source, label.noise)) add(at(perNoise, kind), total);
  }
  const sorted = (map: Map<string, Tally>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  if (values.json) {
    const table = (map: Map<string, Tally>) => Object.fromEntries(sorted(map).map(([k, t]) => [k, scores(t)]));
    console.log(
      JSON.stringify(
        {
          folder,
          texts: table(perText),
          keys: table(perKey),
          noise: table(perNoise),
          overall: scores(all),
          quotes: { all: quotes, notTheirSlice: broken },
          malformed: faults,
          ...(values.detail ? { faults: Object.fromEntries(details) } : {}),
        },
        null,
        2,
      ),
    );
  } else {
    const head = (what: string) => console.log(`\n${name(what)}  prec    rec     F1`);
    head('文本 / text');
    for (const [id, t] of perText) {
      line(id, t);
      if (values.detail) for (const f of details.get(id)!) console.log(`    ${f}`);
    }
    head('键 / key');
    for (const [key, t] of sorted(perKey)) line(key, t);
    head('噪声 / noise');
    for (const [kind, t] of sorted(perNoise)) line(kind, t);
    console.log(`\n出处 / quotes: ${quotes}, not equal to their slice: ${broken}\n`);
    line(`${texts.length} texts`, all);
  }
  const [p, r] = [scores(all).precision ?? 0, scores(all).recall ?? 0];
  const [leastP, leastR] = [number('min-precision'), number('min-recall')];
  const low = [
    ...(leastP !== null && p < leastP ? [`准确率 ${p.toFixed(3)} 低于 ${leastP}`] : []),
    ...(leastR !== null && r < leastR ? [`召回率 ${r.toFixed(3)} 低于 ${leastR}`] : []),
    ...(broken > 0 ? [`${broken} 条事实的出处与原文不符`] : []),
  ];
  if (low.length > 0) console.error(`未达要求：${low.join('；')}。 / Below the floor.`);
  return low.length > 0 ? 1 : 0;
}

function mutation(): number {
  const result = measureStability(folder, number('variants')!, number('seed')!);
  if (result.texts === 0) stop(`文件夹 ${folder} 中没有 .txt 文本。 / No .txt files.`);
  const share = (r: StabilityRow): number => (r.cases === 0 ? 1 : r.same / r.cases);
  const all = result.rows.at(-1)!;
  if (values.json)
    console.log(JSON.stringify({ folder, ...result, faults: values.detail ? result.faults : undefined }, null, 2));
  else {
    console.log(`${name('改动 / kind')}事实不变 / same facts        全部不变的副本 / whole copies`);
    for (const r of result.rows)
      console.log(`${name(r.kind)}${share(r).toFixed(4)} ${`${r.same}/${r.cases}`.padEnd(16)} ${r.whole}/${r.copies}`);
    console.log(
      `出处与原文不符或数字不在出处中 / quotes not their slice, figures not in their quote: ${result.broken.length}`,
    );
    for (const b of result.broken.slice(0, 20)) console.log(`  ${b}`);
    if (values.detail) for (const f of result.faults) console.log(f);
  }
  const least = number('min-same');
  const low = least !== null && share(all) < least;
  if (low || result.broken.length > 0)
    console.error(`未达要求：不变的事实占 ${share(all).toFixed(4)}。 / Below the floor.`);
  return low || result.broken.length > 0 ? 1 : 0;
}

function plants(): number {
  const { planted, rows, clean } = measurePlants();
  const missed = planted.filter((p) => !p.found);
  const strange = planted.filter((p) => p.strange.length > 0);
  const found = (planted.length - missed.length) / planted.length;
  if (values.json)
    console.log(JSON.stringify({ planted: planted.length, found, rows, clean, missed, strange }, null, 2));
  else {
    console.log(`${name('原文 / clean report')}  字数     E     W`);
    for (const c of clean)
      console.log(`${name(c.report)}${`${c.characters}`.padStart(6)}${`${c.E}`.padStart(6)}${`${c.W}`.padStart(6)}`);
    console.log(`\n${name('埋入的错误 / kind of plant')}  发现 found   另报 other E`);
    for (const r of rows)
      console.log(`${name(r.kind)}${`${r.found}/${r.planted}`.padStart(10)}${`${r.strange}`.padStart(10)}`);
    console.log(
      `\n${name('合计 / all')}${shown(found)}   ${planted.length - missed.length}/${planted.length}，另报错误 ${strange.length}`,
    );
    for (const p of missed) console.log(`漏报 missed：${p.kind}（${p.report}）：${p.was} → ${p.now}  ……${p.around}`);
    for (const p of strange)
      console.log(`另报 other E：${p.kind}（${p.report}）：${p.was} → ${p.now}  ${p.strange.join('；')}`);
    if (values.detail)
      for (const p of planted) console.log(`${p.kind}（${p.report}）：${p.was} → ${p.now}  ${p.raised.join('；')}`);
  }
  const least = number('min-found');
  const low = least !== null && found < least;
  if (low) console.error(`未达要求：发现 ${found.toFixed(4)}，低于 ${least}。 / Below the floor.`);
  return low ? 1 : 0;
}

async function drafting(): Promise<number> {
  const jobs = await draftingJobs();
  const rows = await measureDrafting(jobs);
  if (values.json) console.log(JSON.stringify({ rows }, null, 2));
  else
    for (const r of rows) {
      const percent = (a: number, b: number): string => (b === 0 ? '–' : `${((100 * a) / b).toFixed(1)}%`);
      const say = (what: string, value: string): void => console.log(`  ${name(what)}${value}`);
      console.log(`${r.model}  ${r.prompts}  ${r.sections} 节 / sections`);
      say('关口后没有依据的数 / unbacked', `${r.unbacked}`);
      say('必用事实都在 / coverage', `${percent(r.covered, r.required)}  ${r.covered}/${r.required}`);
      say('首次有问题的句子 / first-pass faults', `${percent(r.atFault, r.sentences)}  ${r.atFault}/${r.sentences}`);
      say('照原样保留 / kept', `${percent(r.kept, r.sentences)}  ${r.kept}/${r.sentences}`);
      say('改写轮次 / repairs', `${r.repairsTaken} 有效 / ${r.repairsAsked} 请求`);
      say(
        '换成内置引擎 / replaced',
        `${r.replaced}，删去 ${r.leftOut}，补上内置句子 ${r.filledIn}，整节失败 ${r.failed}`,
      );
      const cost = r.cost === null ? '未设价格' : (r.cost / 1e6).toFixed(4);
      say(
        '开销 / cost',
        `${r.calls} 次调用，${r.tokensIn}+${r.tokensOut} 词元，${(r.ms / 1000).toFixed(1)} 秒，${cost}`,
      );
      const common = Object.entries(r.faults).sort((a, b) => b[1] - a[1]);
      if (common.length) say('问题 / faults', common.map(([code, n]) => `${code} ${n}`).join('，'));
    }
  const bad = rows.some((r) => r.unbacked > 0 || r.covered < r.required);
  if (bad) console.error('未达要求：有没有依据的数，或缺少必用的事实。 / Below the floor.');
  return bad ? 1 : 0;
}

/** The configured one; what the rules leave is asked of it. */
async function modelAsked() {
  const model = await configuredModel((event) => console.error(event));
  return model.ok ? model.value : stop(model.problem.message);
}

async function draftingJobs() {
  try {
    if (values.replies !== undefined) return jobsOf(recordedIn(values.replies));
    const model = await configuredModel((event) => console.error(event));
    if (!model.ok) return stop(model.problem.message);
    return jobsFor(model.value, values.profile.split(',').filter(Boolean));
  } catch (cause) {
    return stop(`${(cause as Error).message}\n${USAGE}`);
  }
}

process.exitCode =
  what === 'drafting'
    ? await drafting()
    : what === 'mutation'
      ? mutation()
      : what === 'plants'
        ? plants()
        : await extraction();
