// The whole job over HTTP on Node: an invented report always, the real one where the corpus is at hand.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { WireNode } from '../../src/http/wire.ts';
import { cpuTime } from '../cpu-time.ts';
import { INVENTED_REPORT, INVENTED_UNIT, INVENTED_YEAR } from './invented-report.ts';
import { call, chat, localApp, readEvents } from './local-app.ts';
import { runMainJob } from './main-job.ts';
import { expectMainJob } from './main-job-expected.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

const REAL = resolve(import.meta.dirname, '../../../shared/corpus/00-qingyunpu-2022.txt');

/** Text of the Word file's paragraphs, in order. */
const wordText = (docx: Uint8Array): string =>
  strFromU8(unzipSync(docx)['word/document.xml']!)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');

describe('the main job over HTTP', () => {
  it('goes from an invented report to its files', async () => {
    const job = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR);
    expectMainJob(job, INVENTED_UNIT, ['1260', '180', '1200', '24', '75', '42', '13.6', '5200']);
    const word = wordText(job.docx);
    for (const line of job.markdown.split('\n').filter((l) => /^[^#|*\s]/.test(l)))
      expect(word).toContain(line.replace(/\\(.)/g, '$1').slice(0, 20));
  });

  it.skipIf(!existsSync(REAL))('goes from the real report of the corpus to its files', async () => {
    const job = await runMainJob(send, readFileSync(REAL, 'utf8'), 2022);
    expectMainJob(job, '青云谱', [
      '7910',
      '3250',
      '4660',
      '1128.6',
      '6781.4',
      '17847.37',
      '37',
      '13',
      '7',
      '18',
      '12',
      '66.67',
    ]);
  });

  it('hands out files with Chinese names', async () => {
    const { report } = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR);
    for (const format of ['docx', 'md', 'xlsx', 'json'])
      for (const kind of ['draft', 'public', 'review']) {
        const file = await send(`/api/reports/${report}/export?format=${format}&kind=${kind}`);
        expect([format, kind, file.status]).toEqual([format, kind, 200]);
        const name = decodeURIComponent(file.headers.get('content-disposition')!.split("UTF-8''")[1]!);
        expect(name).toContain(INVENTED_UNIT);
        expect(name.endsWith(`.${format}`)).toBe(true);
        expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(200);
      }
    const review = await (await send(`/api/reports/${report}/export?format=md&kind=review`)).text();
    expect(review).toContain('审核意见');
  });

  it('lets a finding be excused with a reason, which the findings then carry', async () => {
    const { report, findings } = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR);
    const finding = findings.items.find((f) => f.severity === 'E') ?? findings.items[0]!;
    const path = `/api/reports/${report}/findings/${encodeURIComponent(finding.id)}/excuse`;
    const excused = await call<{ excuse: { reason: string } }>(send, 'POST', path, { reason: '按财政部门口径填报' });
    expect(excused.body.excuse.reason).toBe('按财政部门口径填报');
    const after = await call<{ open: Record<string, number> }>(send, 'GET', `/api/reports/${report}/findings`);
    const before = findings.open as Record<string, number>;
    expect(after.body.open[finding.severity]).toBe(before[finding.severity]! - 1);
    const gone = await call<{ error: { code: string } }>(send, 'POST', `/api/reports/${report}/findings/none/excuse`, {
      reason: '没有这一条',
    });
    expect([gone.status, gone.body.error.code]).toEqual([404, 'finding_not_found']);
  });

  it('hands out the final copy once every error is dealt with or explained, without the draft’s label', async () => {
    const { report, findings, finalRefusal } = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR);
    const at = `/api/reports/${report}`;
    const listed = finalRefusal.body.error.details.findings as { id: string }[];
    expect(listed.map((f) => f.id).sort()).toEqual(
      findings.items
        .filter((f) => f.severity === 'E')
        .map((f) => f.id)
        .sort(),
    );
    for (const id of new Set(listed.map((f) => f.id)))
      await call(send, 'POST', `${at}/findings/${encodeURIComponent(id)}/excuse`, { reason: '已核实，按实际情况填报' });
    const draft = new Uint8Array(await (await send(`${at}/export?format=docx`)).arrayBuffer());
    expect(wordText(draft)).toContain('须经人工审核');
    // The scoring table is not filled: the copy is refused with what is open in it, unless it is meant to go without.
    const open = await call<{
      error: { message: string; details: { findings: unknown[]; score: { open: string[] } } };
    }>(send, 'GET', `${at}/export?format=docx&kind=final`);
    expect(open.status).toBe(409);
    expect(open.body.error.details.findings).toEqual([]);
    expect(open.body.error.details.score.open.length).toBeGreaterThan(0);
    expect(open.body.error.message).toContain(open.body.error.details.score.open[0]);
    expect(open.body.error.message).toMatch(/自评表.*没有填完.*可以选择导出不附自评表的正式稿/);
    const final = await send(`${at}/export?format=docx&kind=final&without=score`);
    expect(final.status).toBe(200);
    const text = wordText(new Uint8Array(await final.arrayBuffer()));
    expect(text).not.toContain('须经人工审核');
    expect(text).not.toMatch(/附件|自评表/);
    // One more undecided fact closes the door again.
    const more = INVENTED_REPORT.replace('在职人员24人', '在职人员23人');
    await call(send, 'POST', `${at}/sources`, { name: '补充', text: more, role: 'material' });
    const refused = await call<{ error: { details: { unconfirmed: object[] } } }>(
      send,
      'GET',
      `${at}/export?format=docx&kind=final`,
    );
    expect(refused.status).toBe(409);
    expect(refused.body.error.details.unconfirmed).toHaveLength(1);
  });

  it('writes the next year from last year’s text and what is said in the chat', async () => {
    const { report } = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR + 1);
    const say = async (text: string): Promise<void> => {
      expect((await chat(send, report, text)).at(-1)?.kind).toBe('done');
    };
    await say('2023年收入预算总额1400万元，其中财政拨款1330万元');
    await say('2023年支出预算总额1400万元');
    await say('起草全文');
    const plain = (await (await send(`/api/reports/${report}/export?format=md`)).text()).replace(/\\(.)/g, '$1');
    expect(plain.split('\n')[0]).toContain('2023年度');
    // 1400 − 1260 = 140, 140 ÷ 1260 = 11.11 %; 1330 − 1200 = 130, 130 ÷ 1200 = 10.83 %.
    for (const n of ['1400万元', '较上年增加140万元', '11.11%', '1330万元', '较上年增加130万元', '10.83%'])
      expect(plain).toContain(n);
    expect(plain).not.toMatch(/2022年(?!度)/);
    const document = await call<{ nodes: WireNode[] }>(send, 'GET', `/api/reports/${report}/document`);
    const cells = document.body.nodes.flatMap((n) => (n.type === 'table' ? n.rows.flatMap((r) => r.cells.flat()) : []));
    expect(cells.filter((c) => c.by && c.by.kind !== 'missing').every((c) => c.standing === 'backed')).toBe(true);
    expect(cells.some((c) => c.standing === 'backed')).toBe(true);
  });

  it('is gone when it is deleted, with everything in it', async () => {
    const { report, added } = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR);
    expect((await call<{ id: string }>(send, 'DELETE', `/api/reports/${report}`)).body.id).toBe(report);
    for (const path of ['', '/facts', '/sections', '/document', `/sources/${added.source.id}`, '/turns'])
      expect([path, (await send(`/api/reports/${report}${path}`)).status]).toEqual([path, 404]);
  });

  it('spends less than 20 ms of work on a chat turn, from message to done', async () => {
    const { report } = await runMainJob(send, INVENTED_REPORT, INVENTED_YEAR);
    const taken: number[] = [];
    for (let i = 0; i < 15; i++) {
      const id = `turn-speed-${i}`;
      const from = cpuTime();
      await call(send, 'POST', `/api/reports/${report}/turns`, { id, text: `2021年培训费${i + 1}万元` });
      await readEvents(await send(`/api/reports/${report}/turns/${id}/events`));
      taken.push(cpuTime() - from);
    }
    // The middle one: the first are still being compiled, and the processor's time moves in steps.
    expect(taken.sort((a, b) => a - b)[7]).toBeLessThan(20);
  });
});
