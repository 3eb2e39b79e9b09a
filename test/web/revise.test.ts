// Changing words by instruction in Chromium with the real service: a selection, the difference, 采用 and 放弃, undo and redo, numbers in
// staff's words, sentences that no longer hold.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, run by whatever Node the machine has
import { buildWeb } from '../../scripts/build-web.mjs';
import type { FactList, WireSection } from '../../src/http/wire.ts';
import { INVENTED_REPORT } from '../http/invented-report.ts';
import { CHROMIUM, openBrowser, openPage } from './browser.ts';
import { startService } from './service.ts';

const SID = '1.5';

describe.skipIf(CHROMIUM === null)('words changed by instruction, in Chromium with the real service', () => {
  let files = '';
  let browser: Browser;
  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'zhibi-revise-'));
    [browser] = await Promise.all([openBrowser(), buildWeb({ out: files })]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(files, { recursive: true, force: true });
  });

  interface Desk {
    page: Page;
    call<T>(method: string, path: string, body?: unknown): Promise<T>;
    section(): Promise<WireSection>;
    open(): Promise<void>;
    shot(name: string): Promise<void>;
  }
  const within = async (text: string | null, work: (desk: Desk) => Promise<void>, width = 1280): Promise<void> => {
    const service = await startService(files);
    const { page, faults } = await openPage(browser, width);
    const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const answer = await fetch(`${service.origin}/api${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'test' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    };
    try {
      const { id } = await call<{ id: string }>('POST', '/reports', { profile: 'jiangxi-2022', period: 2022 });
      await call('POST', `/reports/${id}/sources`, { name: '自评报告', text: INVENTED_REPORT, role: 'prior' });
      const { items, conflicts } = await call<FactList>('GET', `/reports/${id}/facts?limit=1000`);
      const beaten = new Set(conflicts.flatMap((c) => c.ids.slice(1)));
      const decisions = items.filter((f) => !beaten.has(f.id)).map((f) => ({ id: f.id, decision: 'accept' }));
      await call('POST', `/reports/${id}/facts/settle`, decisions);
      if (text === null) await call('POST', `/reports/${id}/sections/${SID}/draft`);
      else await call('PUT', `/reports/${id}/sections/${SID}`, { text, expectedVersion: 0 });
      const section = async (): Promise<WireSection> =>
        (await call<{ items: WireSection[] }>('GET', `/reports/${id}/sections?limit=1000`)).items.find(
          (s) => s.id === SID,
        )!;
      const open = async (): Promise<void> => {
        await page.goto(`${service.origin}/#/${id}/draft/${SID}`);
        await page.waitForSelector(`[data-of="${SID}"]`);
        await page.waitForFunction(() => !document.querySelector('.waiting'));
      };
      const shot = async (name: string): Promise<void> => {
        if (process.env.ZHIBI_SHOTS)
          await page.screenshot({ path: join(process.env.ZHIBI_SHOTS, `${name}-${width}.png`) });
      };
      await open();
      await work({ page, call: (m, p, b) => call(m, p.replace(':id', id), b), section, open, shot });
      expect(faults).toEqual([]);
      expect(service.mistakes).toEqual([]);
    } finally {
      await page.context().close();
      await service.close();
    }
  };
  const saved = (desk: Desk, words: string) => desk.page.waitForSelector(`.said:has-text("${words}")`);
  const ask = async ({ page }: Desk, words: string): Promise<void> => {
    await page.fill('#revise-words', words);
    await page.keyboard.press('Enter');
  };

  it('a section is shorter: the difference first, then 采用, then undone and redone by the keyboard', () =>
    within('我们扎实推进档案工作。全年收入1260万元。\n各科室通力配合。', async (desk) => {
      const { page, section } = desk;
      await page.click(`#sec-${SID.replace('.', '\\.')} .doc-edit:has-text("按要求修改")`);
      await page.waitForSelector('.revise');
      await page.click('.revise .act:has-text("更简洁")');
      await page.waitForSelector('[data-diff]');
      await desk.shot('difference');
      expect(await page.locator('[data-diff] del').allTextContents()).toContain('扎实');
      expect((await section()).version).toBe(1);
      await page.keyboard.press('Enter');
      await saved(desk, '可以撤销');
      expect((await section()).text).toContain('我们推进档案工作。全年收入1260万元。');
      await page.keyboard.press('Control+z');
      await saved(desk, '已撤销一步');
      expect((await section()).text).toContain('扎实');
      await page.keyboard.press('Control+y');
      await saved(desk, '已重做一步');
      expect((await section()).text).not.toContain('扎实');
    }));

  it('放弃 stores nothing; what can’t be done is said, with what can', () =>
    within('部门预算收入总额1260万元。各项工作平稳开展。', async (desk) => {
      const { page, section } = desk;
      await page.click(`#sec-${SID.replace('.', '\\.')} .doc-edit:has-text("按要求修改")`);
      await ask(desk, '写得更生动一些');
      await page.waitForSelector('.revise-cannot');
      await desk.shot('cannot');
      expect(await page.locator('.revise-cannot .act').count()).toBeGreaterThan(2);
      await ask(desk, '把“平稳”改为“正常”');
      await page.waitForSelector('[data-diff] ins');
      await page.click('.revise button:has-text("放弃")');
      await page.waitForSelector('.revise', { state: 'detached' });
      expect((await section()).version).toBe(1);
    }));

  it('a selection is what is changed, and a change of a fact asks first', () =>
    within(null, async (desk) => {
      const { page, section } = desk;
      const before = (await section()).text;
      const words = before.split('\n').find((l) => l.includes('1260万元'))!;
      await page.evaluate(
        ([of, line]) => {
          const p = Array.from(document.querySelectorAll<HTMLElement>(`[data-of="${of}"]`)).find(
            (x) => x.textContent === line,
          )!;
          const range = document.createRange();
          range.selectNodeContents(p);
          document.getSelection()!.removeAllRanges();
          document.getSelection()!.addRange(range);
        },
        [SID, words] as const,
      );
      await page.click('.on-selection');
      expect(await page.textContent('.revise-target')).toContain(words.slice(0, 20));
      await ask(desk, '把“1260万元”改为“1280万元”');
      await page.waitForSelector('.revise-cannot del');
      await desk.shot('proposal');
      expect((await section()).text).toBe(before);
      await page.click('.revise-cannot .yes');
      await saved(desk, '数据已修改');
      expect((await section()).text).toContain('1280万元');
    }));

  it('numbers in staff’s words are chips with buttons', () =>
    within('2022年部门预算收入总额1360万元。\n全年接待来访群众9999人次。', async (desk) => {
      const { page, section } = desk;
      await page.waitForSelector('.section-notes');
      await desk.shot('claims');
      expect(await page.locator('.section-notes .tag').allTextContents()).toEqual(['与事实不一致', '未登记数据']);
      await page.click('.section-notes .act:has-text("改文字")');
      await saved(desk, '已改文字');
      expect((await section()).text).toContain('1260万元');
      await page.click('.section-notes .act:has-text("登记为事实")');
      await saved(desk, '已登记为事实');
      await page.waitForSelector('.section-notes', { state: 'detached' });
    }));

  it('sentences whose claim turned are put anew, after a look', () =>
    within(null, async (desk) => {
      const { page, call, section } = desk;
      const { items } = await call<FactList>('GET', '/reports/:id/facts?key=budget_income_prior_delta');
      const [fact] = items;
      await call('POST', '/reports/:id/facts/settle', [{ id: fact!.id, decision: 'edit', value: '-80', unit: '万元' }]);
      await page.reload();
      await page.waitForSelector('.section-notes .act:has-text("重新起草这些句子")');
      await desk.shot('stale');
      await page.click('.section-notes .act:has-text("重新起草这些句子")');
      await page.waitForSelector('[data-diff]');
      await desk.shot('redraft');
      await page.click('.revise .primary:has-text("采用")');
      await saved(desk, '可以撤销');
      expect((await section()).stale).toEqual([]);
      expect((await section()).text).toContain('减少80万元');
    }));

  it('fits a narrow window', () =>
    within(
      '我们扎实推进档案工作。全年收入1360万元。',
      async (desk) => {
        const { page } = desk;
        await page.click(`#sec-${SID.replace('.', '\\.')} .doc-edit:has-text("按要求修改")`);
        await page.click('.revise .act:has-text("更简洁")');
        await page.waitForSelector('[data-diff]');
        await desk.shot('narrow');
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      },
      400,
    ));
});
