// The command line: reads arguments, calls one step, prints. It knows the runtime (files, streams, exit status); rules live in core.
import { mkdir, readFile as readBytes, stat, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HELP } from './cli/help.ts';
import { probeLines } from './cli/model.ts';
import { copyOf, listJson, listLines, readText, showLines, unknownProfile } from './cli/profile.ts';
import { configuredModel } from './configured-model.ts';
import { labelOf } from './core/catalogue/catalogue.ts';
import { SUPPLIERS, type Supplier } from './core/catalogue/definition.ts';
import { fail, ok, type Problem, type Result } from './core/problem.ts';
import type { Profile } from './core/profile.ts';
import { decodeText } from './ingest/decode.ts';
import { loadReportKinds, type ReportKinds } from './profiles.ts';
import { type Ask, askFile } from './steps/ask-colleagues.ts';
import { localCall } from './steps/call-model.ts';
import { checkReport } from './steps/check-report.ts';
import { extractText } from './steps/extract-text.ts';
import { readFactsFile } from './steps/facts-file.ts';
import { openQuestions } from './steps/open-questions.ts';
import { readAnswers } from './steps/read-answers.ts';
import { verifyDraft } from './steps/verify-draft.ts';
import { findingJson, type NamedText, reportFiles, writeReport } from './steps/write-report.ts';
import { threadReader } from './thread-reader.ts';

const CWD = process.env.ZHIBI_CWD ?? process.cwd();
const DONE = 0;
const FOUND = 1;
const REFUSED = 2;

/** Its thread starts with the first file that needs one and does not keep the command from ending. */
const READER = threadReader();
/** More than any reader takes. */
const MIB = 1024 * 1024;
const MAX_READ = 64 * MIB;

const at = (path: string): string => (isAbsolute(path) ? path : resolve(CWD, path));

/** One line on standard error, Chinese first, then the machine word in English. */
function refuse(p: Problem, file?: string): number {
  process.stderr.write(
    `${file ? `${file}：` : ''}${p.message.replace(/\s*\n\s*/g, ' ')} [error: ${p.code.replaceAll('_', ' ')}]\n`,
  );
  return REFUSED;
}

const usage = (what: string): { ok: false; problem: Problem } =>
  fail('bad-input', 'bad_usage', `${what} 用法见 zhibi --help。`);

async function bytesOf(path: string): Promise<Result<Uint8Array>> {
  try {
    if (path === '-') {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return ok(Buffer.concat(chunks));
    }
    const { size } = await stat(at(path));
    if (size > MAX_READ)
      return fail(
        'too-large',
        'file_too_large',
        `文件有 ${Math.round(size / MIB)} MB，太大了。请只保留正文和表格另存后重试。`,
      );
    return ok(await readBytes(at(path)));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? '文件不存在'
        : code === 'EISDIR'
          ? '这是文件夹，不是文件'
          : code === 'EACCES'
            ? '没有读取权限'
            : '无法读取';
    return fail('unreadable', 'cannot_read_file', `${why}，请检查路径：${path}`);
  }
}

async function textOf(path: string): Promise<Result<NamedText>> {
  const bytes = await bytesOf(path);
  if (!bytes.ok) return bytes;
  const name = path === '-' ? '标准输入' : basename(path);
  const read = await READER.read(name, bytes.value);
  if (read.ok) for (const notice of read.value.notices) process.stderr.write(`${path}：${notice}\n`);
  return read.ok
    ? ok({ name, text: read.value.text })
    : { ok: false, problem: { ...read.problem, message: `${path}：${read.problem.message}` } };
}

async function textsOf(paths: readonly string[]): Promise<Result<NamedText[]>> {
  const texts: NamedText[] = [];
  for (const path of paths) {
    const one = await textOf(path);
    if (!one.ok) return one;
    texts.push(one.value);
  }
  return ok(texts);
}

function yearOf(given: string | undefined): Result<number | null> {
  if (given === undefined) return ok(null);
  if (!/^(?:19|20)\d{2}$/.test(given))
    return fail('bad-input', 'bad_period', `评价年度“${given}”不对，应为四位年份，例如 --period 2023。`);
  return ok(Number(given));
}

const print = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
};
const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

interface Options {
  json?: boolean;
  text?: boolean;
  period?: string;
  profile?: string;
  out?: string;
  facts?: string;
  answers?: string;
  prior?: string[];
  material?: string[];
  as?: string;
  supplier?: string;
  'city-caps'?: boolean;
}

type Command = (files: string[], options: Options) => Promise<number>;

/** A shipped report kind by its id, or one in a file. */
async function profileOf(wanted = 'jiangxi-2022'): Promise<Result<Profile>> {
  const kinds = await loadReportKinds();
  if (!kinds.ok) return kinds;
  const found = kinds.value.profiles.find((p) => p.id === wanted);
  if (found) return ok(found);
  if (!/[./\\]/.test(wanted)) return unknownProfile(wanted, kinds.value);
  const read = await profileFile(wanted, kinds.value);
  if (!read.ok) return read;
  const { profile, faults } = read.value;
  return profile
    ? ok(profile)
    : fail('bad-input', 'bad_profile', `报告格式文件 ${wanted} 有错：${faults.join('；')}。请改正后重试。`, faults);
}

async function profileFile(path: string, kinds: ReportKinds) {
  const bytes = await bytesOf(path);
  if (!bytes.ok) return bytes;
  const decoded = decodeText(bytes.value);
  return decoded.ok ? ok(readText(decoded.value, kinds)) : decoded;
}

/** What the model could not do is said once each, on standard error. */
const modelWanted = () => {
  const said = new Set<string>();
  return configuredModel((event) => {
    if (!said.has(event)) process.stderr.write('模型调用没有成功，相应内容改由内置引擎完成。\n');
    said.add(event);
  });
};

const extract: Command = async (files, options) => {
  if (files.length === 0) return refuse(usage('请给出要提取的文件。').problem);
  const period = yearOf(options.period);
  if (!period.ok) return refuse(period.problem);
  const texts = await textsOf(files);
  if (!texts.ok) return refuse(texts.problem);
  const model = await modelWanted();
  if (!model.ok) return refuse(model.problem);
  const results = [];
  for (const [i, t] of texts.value.entries()) {
    const { facts, failure } = await extractText(t.text, period.value, model.value, localCall());
    if (failure) process.stderr.write(`${files[i]!}：${failure.message}这份材料只按规则提取。\n`);
    results.push({ file: files[i]!, ...facts, ...(options.text ? { text: t.text } : {}) });
  }
  if (options.json) {
    printJson({ files: results });
    return DONE;
  }
  if (options.text) {
    // Exactly the text that offsets refer to; several files are parted by their names.
    for (const [i, t] of texts.value.entries()) {
      if (files.length > 1) print(`${i ? '\n' : ''}==> ${files[i]!} <==`);
      print(t.text);
    }
    return DONE;
  }
  for (const r of results) {
    print(`${r.file}  ${r.unit_name ?? '（未找到单位名称）'}  ${r.period ?? '（未找到年度）'}`);
    for (const f of r.facts)
      print(
        `  ${f.label_zh}${f.scope ? `〔${f.scope}〕` : ''}${f.period === r.period ? '' : `（${f.period}年）`}：${f.value}${f.unit}${f.qualifier ?? ''}  ← ${f.quote.replace(/\s+/g, ' ')}`,
      );
    for (const x of r.residue) print(`  残留：${x.message}`);
    for (const [kept, ...rivals] of r.conflicts)
      print(
        `  前后不一：${labelOf(kept!.key)}取${kept!.value}${kept!.unit}，另有${rivals.map((x) => `${x.value}${x.unit}（${x.quote.replace(/\s+/g, ' ').slice(0, 40)}）`).join('、')}，请核对。`,
      );
    if (r.facts.length === 0) print('  没有找到可以登记的事实。');
    if (r.uncovered.length)
      print(`  另有 ${r.uncovered.length} 处数字没有对应的事实，用 --json 查看 uncovered，核对是否需要登记。`);
  }
  return DONE;
};

const report: Command = async (_files, options) => {
  const prior = options.prior ?? [];
  if (prior.length === 0) return refuse(usage('请用 --prior 给出上年自评报告。').problem);
  if (!options.out) return refuse(usage('请用 --out 给出存放结果的文件夹。').problem);
  const period = yearOf(options.period);
  if (!period.ok) return refuse(period.problem);
  const profile = await profileOf(options.profile);
  if (!profile.ok) return refuse(profile.problem);
  const priors = await textsOf(prior);
  if (!priors.ok) return refuse(priors.problem);
  const materials = await textsOf(options.material ?? []);
  if (!materials.ok) return refuse(materials.problem);

  let answers: { file: string; claims: import('./core/fact.ts').Claim[] } | null = null;
  if (options.answers !== undefined) {
    if (period.value === null) return refuse(usage('有 --answers 时请用 --period 指定评价年度。').problem);
    const bytes = await bytesOf(options.answers);
    if (!bytes.ok) return refuse(bytes.problem);
    const decoded = decodeText(bytes.value);
    if (!decoded.ok) return refuse(decoded.problem, options.answers);
    const read = readAnswers(decoded.value, period.value, profile.value);
    if (!read.ok) return refuse(read.problem, options.answers);
    answers = { file: basename(options.answers), claims: read.value };
  }

  const model = await modelWanted();
  if (!model.ok) return refuse(model.problem);
  const finished = await writeReport(
    {
      prior: priors.value,
      material: materials.value,
      answers,
      period: period.value,
      profile: profile.value,
      createdAt: new Date().toISOString(),
    },
    model.value,
    localCall(),
  );
  if (!finished.ok) return refuse(finished.problem);
  const out = at(options.out);
  try {
    await mkdir(out, { recursive: true });
    for (const [name, content] of reportFiles(finished.value)) await writeFile(join(out, name), content);
  } catch (cause) {
    return refuse({
      kind: 'unavailable',
      code: 'cannot_write',
      message: `无法写入文件夹 ${options.out}：${(cause as Error).message}。请检查路径和权限。`,
    });
  }
  const r = finished.value;
  const count = (s: string): number => r.findings.filter((f) => f.severity === s).length;
  const summary = {
    out: options.out,
    unit_name: r.unitName,
    period: r.period,
    facts: r.facts.length,
    quantities: r.trace.length,
    unbacked: r.trace.filter((v) => v.standing === 'unbacked').length,
    findings: { E: count('E'), W: count('W'), I: count('I') },
  };
  if (options.json) printJson(summary);
  else {
    print(`${r.unitName} ${r.period}年度报告已写入 ${options.out}：report.md、report.docx、report.xlsx 及数据文件。`);
    print(
      `事实 ${summary.facts} 项，正文数字 ${summary.quantities} 处（无依据 ${summary.unbacked} 处），问题：必须处理 ${count('E')}，需说明 ${count('W')}，提示 ${count('I')}。`,
    );
    const gates = r.gates.flatMap((g) => (g.gate ? [g.gate] : []));
    const failed = r.gates.flatMap((g) => (g.failure ? [g.failure.message] : []));
    const sum = (of: 'sentences' | 'kept' | 'replaced' | 'leftOut'): number => gates.reduce((n, g) => n + g[of], 0);
    if (gates.length)
      print(
        `模型起草 ${gates.length} 节，${sum('sentences')} 句：保留 ${sum('kept')} 句，换成内置引擎的句子 ${sum('replaced')} 句，没有写入 ${sum('leftOut')} 句。`,
      );
    if (failed.length) print(`有 ${failed.length} 节模型没有写成，由内置引擎完成：${[...new Set(failed)].join('；')}`);
    for (const f of r.findings.filter((x) => x.severity === 'E')) print(`  ${f.rule} ${f.message}`);
    for (const n of r.notes) print(`  说明（${n.section}）${n.note}`);
  }
  return DONE;
};

const check: Command = async (files, options) => {
  if (files.length !== 1) return refuse(usage('请给出一份要审核的报告。').problem);
  const profile = await profileOf(options.profile);
  if (!profile.ok) return refuse(profile.problem);
  const period = yearOf(options.period);
  if (!period.ok) return refuse(period.problem);
  const text = await textOf(files[0]!);
  if (!text.ok) return refuse(text.problem);
  const checked = checkReport(text.value.text, profile.value, period.value);
  if (!checked.ok) return refuse(checked.problem);
  const findings = checked.value.findings;
  if (options.json) printJson({ period: checked.value.period, findings: findings.map(findingJson) });
  else {
    for (const f of findings)
      print(
        `${f.severity} ${f.rule} ${f.message}${f.place ? `  ← “${f.place.quote.replace(/\s+/g, ' ').slice(0, 40)}”` : ''}`,
      );
    print(findings.length ? `共 ${findings.length} 处。` : '没有发现问题。');
  }
  return findings.some((f) => f.severity === 'E') ? FOUND : DONE;
};

async function factsOf(options: Options) {
  if (!options.facts) return usage('请用 --facts 给出事实文件（facts.json）。');
  const bytes = await bytesOf(options.facts);
  if (!bytes.ok) return bytes;
  const decoded = decodeText(bytes.value);
  return decoded.ok ? readFactsFile(decoded.value) : decoded;
}

const verify: Command = async (files, options) => {
  if (files.length !== 1) return refuse(usage('请给出一份要核对的草稿。').problem);
  const facts = await factsOf(options);
  if (!facts.ok) return refuse(facts.problem, options.facts);
  const text = await textOf(files[0]!);
  if (!text.ok) return refuse(text.problem);
  const quantities = verifyDraft(text.value.text, facts.value);
  if (options.json) printJson({ quantities });
  else {
    for (const v of quantities)
      print(
        `${v.standing === 'backed' ? '有依据' : v.standing === 'exempt' ? '不需核' : '无依据'}  ${v.text.replace(/\s+/g, ' ')}${v.by ? `  ← ${v.by}` : ''}${v.why ? `  ${v.why}` : ''}`,
      );
  }
  return quantities.some((v) => v.standing === 'unbacked') ? FOUND : DONE;
};

const ask: Command = async (_files, options) => {
  const facts = await factsOf(options);
  if (!facts.ok) return refuse(facts.problem, options.facts);
  const profile = await profileOf(options.profile);
  if (!profile.ok) return refuse(profile.problem);
  const period = yearOf(options.period);
  if (!period.ok) return refuse(period.problem);
  const { items, unitName, ...open } = openQuestions(facts.value, profile.value, period.value ?? facts.value.period);
  const supplier = supplierOf(options.supplier);
  if (!supplier.ok) return refuse(supplier.problem);
  if (options.out !== undefined || (options.supplier !== undefined && !options.json))
    return writeAsk({ missing: items, unitName, period: open.period, supplier: supplier.value }, options.out);
  if (supplier.value !== null) open.missing = open.missing.filter((g) => g.supplier === supplier.value);
  if (options.json) {
    printJson(open);
    return DONE;
  }
  print(open.next ? `下一个问题：${open.next.question}` : '没有要问的了。');
  for (const group of open.missing) {
    print(`${group.supplier}（${group.items.length}项）`);
    for (const m of group.items) print(`  ${m.label}${m.unit ? `（${m.unit}）` : ''}  见：${m.document}`);
  }
  return DONE;
};

function supplierOf(given: string | undefined): Result<Supplier | null> {
  if (given === undefined) return ok(null);
  const known = SUPPLIERS.find((s) => s === given);
  return known
    ? ok(known)
    : fail('bad-input', 'bad_supplier', `没有“${given}”这个提供部门，应为 ${SUPPLIERS.join('、')} 之一。`);
}

/** The list for colleagues: on standard output as Markdown, or in a file, a Word one where its name ends so. */
async function writeAsk(of: Ask, out: string | undefined): Promise<number> {
  const word = out !== undefined && /\.docx$/i.test(out);
  if (out !== undefined && !word && !/\.md$/i.test(out))
    return refuse(usage('资料清单可以写成 .docx 或 .md 文件。').problem);
  const file = await askFile(of, word ? 'docx' : 'md', new Date().toISOString());
  if (out === undefined) print(new TextDecoder().decode(file.bytes));
  else await writeFile(at(out), file.bytes);
  return DONE;
}

const profile: Command = async ([verb, ...names], options) => {
  const kinds = await loadReportKinds();
  if (!kinds.ok) return refuse(kinds.problem);
  const [name] = names;
  switch (verb) {
    case 'list':
      if (options.json) printJson(listJson(kinds.value));
      else for (const line of listLines(kinds.value)) print(line);
      return DONE;
    case 'show': {
      if (names.length !== 1) return refuse(usage('请给出一个格式编号或格式文件。').problem);
      const found = await profileOf(name);
      if (!found.ok) return refuse(found.problem);
      if (options.json) printJson(found.value);
      else for (const line of showLines(found.value)) print(line);
      return DONE;
    }
    case 'check': {
      if (names.length !== 1) return refuse(usage('请给出一个要检查的格式文件。').problem);
      const read = await profileFile(name!, kinds.value);
      if (!read.ok) return refuse(read.problem, name);
      const { profile: sound, faults } = read.value;
      if (options.json) printJson({ file: name, ok: faults.length === 0, id: sound?.id ?? null, faults });
      else if (sound) print(`${name}：没有发现错误（${sound.id} ${sound.version}，${sound.outline.length}个章节）。`);
      if (sound) return DONE;
      if (!options.json) for (const f of faults) print(`  ${f}`);
      return refuse({
        kind: 'bad-input',
        code: 'bad_profile',
        message: `${name}：报告格式有${faults.length}处错误，请按列出的位置改正后重试。`,
      });
    }
    case 'copy': {
      if (names.length !== 1 || !options.as || !options.out)
        return refuse(usage('请写成 zhibi profile copy 编号 --as 新编号 --out 文件。').problem);
      const copy = copyOf(kinds.value, name!, options.as, options['city-caps'] ?? false);
      if (!copy.ok) return refuse(copy.problem);
      try {
        // Never over a file that is there: it may be an edited copy.
        await writeFile(at(options.out), `${JSON.stringify(copy.value, null, 2)}\n`, { flag: 'wx' });
      } catch (cause) {
        const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
        return refuse({
          kind: 'unavailable',
          code: exists ? 'file_exists' : 'cannot_write',
          message: exists
            ? `文件 ${options.out} 已经存在，没有覆盖。请换一个文件名。`
            : `无法写入 ${options.out}：${(cause as Error).message}。请检查路径和权限。`,
        });
      }
      if (options.json) printJson({ id: copy.value.id, out: options.out });
      else
        print(
          `已把“${name}”复制为“${copy.value.id}”，写入 ${options.out}。改好后用 zhibi profile check ${options.out} 检查，用 --profile ${options.out} 使用。`,
        );
      return DONE;
    }
    default:
      return refuse(usage('profile 后面请写 list、show、check 或 copy。').problem);
  }
};

const model: Command = async ([verb, ...rest], options) => {
  if (verb !== 'probe' || rest.length) return refuse(usage('model 后面请写 probe。').problem);
  const found = await configuredModel();
  if (!found.ok) return refuse(found.problem);
  const { endpoint, name } = found.value;
  if (!endpoint)
    return refuse({
      kind: 'bad-input',
      code: 'no_endpoint',
      message: '没有设置模型服务，使用的是内置引擎。请填写 ZHIBI_LLM_BASE_URL 和 ZHIBI_LLM_MODEL 后再试。',
    });
  const probed = await endpoint.probe(localCall());
  if (!probed.ok)
    return refuse({ kind: 'unavailable', code: `model_${probed.failure.why}`, message: probed.failure.message });
  const shown = { baseUrl: endpoint.baseUrl, model: name, findings: probed.value, calls: probed.calls };
  if (options.json) printJson(shown);
  else for (const line of probeLines(shown)) print(line);
  return DONE;
};

const serve: Command = async () => (await import('./node.ts')).serveForever();

const COMMANDS: Record<string, Command> = { extract, report, check, verify, ask, profile, model, serve };

/** `--prior a b` and `--prior a --prior b` both name two files: values run on until the next option. */
function spread(args: readonly string[]): string[] {
  const out: string[] = [];
  let many: string | null = null;
  for (const [i, arg] of args.entries()) {
    if (arg.startsWith('--') || (arg.startsWith('-') && arg.length > 1)) {
      many = arg === '--prior' || arg === '--material' ? arg : null;
      out.push(arg);
    } else {
      if (many !== null && args[i - 1] !== many) out.push(many);
      out.push(arg);
    }
  }
  return out;
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(HELP);
    return name === undefined ? REFUSED : DONE;
  }
  const command = COMMANDS[name];
  if (!command) return refuse(usage(`没有命令“${name}”。`).problem);
  let parsed: { values: Options & { help?: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: spread(rest),
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        text: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        period: { type: 'string' },
        profile: { type: 'string' },
        out: { type: 'string' },
        facts: { type: 'string' },
        answers: { type: 'string' },
        prior: { type: 'string', multiple: true },
        material: { type: 'string', multiple: true },
        as: { type: 'string' },
        supplier: { type: 'string' },
        'city-caps': { type: 'boolean' },
      },
    });
  } catch (cause) {
    return refuse(usage(`参数不对：${(cause as Error).message}。`).problem);
  }
  if (parsed.values.help) {
    print(HELP);
    return DONE;
  }
  return command(parsed.positionals, parsed.values);
}

process.stdout.on('error', (e: NodeJS.ErrnoException) => {
  if (e.code !== 'EPIPE') throw e;
});
process.exitCode = await main(process.argv.slice(2));
