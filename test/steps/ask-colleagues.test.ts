// The list that colleagues are sent comes back filled in, by any way, as the facts that were asked for.
import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Supplier } from '../../src/core/catalogue/definition.ts';
import type { ReportId } from '../../src/core/id.ts';
import { answerHead } from '../../src/core/interview/filled-list.ts';
import { requestGroups, requestTree } from '../../src/core/interview/request-list.ts';
import type { DocumentTree } from '../../src/core/tree.ts';
import type { FactList, WireFact } from '../../src/http/wire.ts';
import { toDocx } from '../../src/render/docx.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { stillMissing } from '../../src/steps/ask-next.ts';
import { loadReport } from '../../src/steps/load-report.ts';
import type { StepParts } from '../../src/steps/parts.ts';
import { call, chat, localApp, STAFF } from '../http/local-app.ts';

const PRIOR = readFileSync(new URL('../../examples/prior-2022.txt', import.meta.url), 'utf8');
const { send, parts } = localApp();
afterAll(() => parts.store.close());

/** What colleagues write in: the cell's words to the fact they must become. */
const FILLED: Record<string, [cell: string, value: string, unit: string]> = {
  '在职（在编）人数': ['15', '15', '人'],
  年末实有人数: ['和去年一样', '37', '人'],
  固定资产原值: ['2860.4', '2860.4', '万元'],
  在用固定资产: ['27986000元', '27986000', '元'],
  收入预算总额: ['14463万元', '14463', '万元'],
  财政拨款收入预算: ['9,583.5', '9583.5', '万元'],
  支出预算总额: ['无', '0', '万元'],
  满意度实际值: ['96.4%', '96.4', '%'],
  自评等级: ['优', '优', ''],
  公开时间: ['2024年4月30日', '2024-04-30', ''],
  公开渠道: ['区人民政府门户网站', '区人民政府门户网站', ''],
  社会效益: ['园区治安持续好转。', '园区治安持续好转。', ''],
};

let report = '';
let at = '';
beforeEach(async () => {
  report = (await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2023 })).body
    .id;
  at = `/api/reports/${report}`;
  await call(send, 'POST', `${at}/sources`, { name: '上年报告.txt', text: PRIOR, role: 'prior' });
  const { items } = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
  await call(
    send,
    'POST',
    `${at}/facts/settle`,
    items.filter((f) => f.standing.is === 'candidate').map((f) => ({ id: f.id, decision: 'accept' })),
  );
});

async function listTree(supplier: Supplier | null = null): Promise<DocumentTree> {
  // Loading takes the store and the report kinds alone.
  const read = await loadReport(parts as unknown as StepParts, STAFF, report as ReportId);
  if (!read.ok) throw new Error(read.problem.message);
  return requestTree(requestGroups(stillMissing(read.value), supplier), read.value.unitName!, 2023);
}

/** The list as a colleague sends it back: the cells of the answer column written in. */
async function filledIn(): Promise<DocumentTree> {
  const tree = await listTree();
  const nodes = tree.nodes.map((n) => {
    if (n.type !== 'table') return n;
    const [item, answer] = ['数据项', answerHead(2023)].map((head) => n.columns.findIndex((c) => c.title === head));
    const rows = n.rows.map((r) => {
      const name = r.cells[item!]!.map((run) => run.t).join('');
      return { ...r, cells: r.cells.map((c, i) => (i === answer ? [{ t: FILLED[name]?.[0] ?? '' }] : c)) };
    });
    return { ...n, rows };
  });
  return { ...tree, nodes };
}

const thisYear = async (): Promise<WireFact[]> =>
  (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body.items.filter(
    (f) => f.period === 2023 && f.standing.is !== 'rejected' && f.key !== 'report_year' && f.key !== 'unit_name',
  );
const wanted = Object.values(FILLED)
  .map(([, value, unit]) => `${value}${unit}`)
  .sort();
const said = (facts: readonly WireFact[]): string[] => facts.map((f) => `${f.value}${f.unit}`).sort();

describe('the list for colleagues', () => {
  it('names for each who supplies: item, unit, last year’s value, where to find it, and a blank to fill in', async () => {
    const text = await (await send(`${at}/asks?format=md`)).text();
    expect(text).toContain('2023年（请填写）');
    expect(text).toMatch(/\| 在职（在编）人数 \| 人 \| 14人 \| *\| 部门决算基本数字表 \|/);
    expect(text).toMatch(/收入预算总额 \| 万元 \| 7910万元 \|/);
    for (const supplier of ['办公室', '人事', '资产', '业务', '财务'])
      expect(text).toMatch(new RegExp(`## ${supplier}（\\d+项）`));
    const finance = await (await send(`${at}/asks?format=md&supplier=${encodeURIComponent('财务')}`)).text();
    expect(finance).toContain('收入预算总额');
    expect(finance).not.toContain('在职（在编）人数');
  });

  it('comes as a Word file and as JSON too, and refuses who is nobody', async () => {
    const word = await send(`${at}/asks?supplier=${encodeURIComponent('人事')}`);
    expect(word.headers.get('content-type')).toContain('wordprocessingml');
    expect(decodeURIComponent(word.headers.get('content-disposition')!)).toContain('资料清单（人事）.docx');
    const json = (await (await send(`${at}/asks?format=json`)).json()) as {
      suppliers: { supplier: string; items: { key: string; type: string }[] }[];
    };
    expect(json.suppliers.flatMap((s) => s.items).find((i) => i.key === 'self_grade')).toMatchObject({
      type: 'choice',
      choices: ['优', '良', '中', '差'],
    });
    expect((await send(`${at}/asks?supplier=${encodeURIComponent('食堂')}`)).status).toBe(400);
  });

  it('filled in and pasted into the chat, it is read as its facts', async () => {
    const { text } = toMarkdown(await filledIn());
    const events = await chat(send, report, text);
    expect(events.filter((e) => e.kind === 'say').map((e) => e.payload.text)).not.toContainEqual(
      expect.stringContaining('没有登记'),
    );
    const facts = await thisYear();
    expect(said(facts)).toEqual(wanted);
    expect(facts.every((f) => f.standing.is === 'confirmed')).toBe(true);
  });

  it('filled in and sent as a Word file, it is read as its facts and nothing else', async () => {
    const bytes = await toDocx(await filledIn(), { createdAt: '2024-03-01T08:00:00Z', label: false });
    const form = new FormData();
    form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], '资料清单.docx'));
    form.set('role', 'material');
    const answer = await send(`${at}/sources`, { method: 'POST', body: form });
    expect(answer.status).toBe(201);
    expect(said(await thisYear())).toEqual(wanted);
  });

  it('left empty, it brings nothing', async () => {
    const { text } = toMarkdown(await listTree());
    await call(send, 'POST', `${at}/sources`, { name: '清单.md', text, role: 'material' });
    expect(await thisYear()).toEqual([]);
  });

  it('says so when nothing is missing for somebody', async () => {
    const { text } = toMarkdown(requestTree([], '青禾园区管委会', 2023));
    expect(text).toContain('需要的资料都齐了');
  });
});
