// A draft of the whole in the chat, with a model that is as slow as the test wants: its progress, a stop, and going on.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, run by whatever Node the machine has
import { buildWeb } from '../../scripts/build-web.mjs';
import type { FactList, WireTurn } from '../../src/http/wire.ts';
import { INVENTED_REPORT, INVENTED_YEAR } from '../http/invented-report.ts';
import { call, type Send } from '../http/local-app.ts';
import { scriptedModel } from '../steps/scripted-model.ts';
import { CHROMIUM, openBrowser, openPage } from './browser.ts';
import { startService } from './service.ts';

describe.skipIf(CHROMIUM === null)('drafting in the chat in Chromium, with the real service', () => {
  let files = '';
  let browser: Browser;
  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'zhibi-drafting-'));
    [browser] = await Promise.all([openBrowser(), buildWeb({ out: files })]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(files, { recursive: true, force: true });
  });

  it('shows progress by section and what the model is doing, stops, and goes on with the rest', async () => {
    const slow = scriptedModel(true);
    const service = await startService(files, {}, slow.model);
    const send: Send = (path, init) => fetch(`${service.origin}${path}`, init);
    const made = await call<{ id: string }>(send, 'POST', '/api/reports', {
      profile: 'jiangxi-2022',
      period: INVENTED_YEAR,
    });
    const at = `/api/reports/${made.body.id}`;
    await call(send, 'POST', `${at}/sources`, { name: '上年报告', text: INVENTED_REPORT, role: 'prior' });
    const { items } = (await call<FactList>(send, 'GET', `${at}/facts?limit=500`)).body;
    const open = items.filter((f) => f.standing.is === 'candidate').map((f) => ({ id: f.id, decision: 'accept' }));
    await call(send, 'POST', `${at}/facts/settle`, open);

    const { page, faults } = await openPage(browser);
    try {
      await page.goto(`${service.origin}/#/${made.body.id}/ask`);
      const chat = page.locator('zhibi-chat');
      await chat.locator('textarea').fill('起草全文');
      await chat.locator('textarea').press('Enter');
      await chat.locator('.drafting progress').waitFor();
      const [first, second] = [...new Set(slow.begun)];
      slow.during(first!, (c) => c.text?.('年'.repeat(120)));
      await chat.getByText('已写 120 字').waitFor();
      expect(await chat.innerText()).not.toContain('年年年');
      slow.during(second!, (c) => c.state?.({ is: 'queued', position: 2 }));
      await chat.getByText('排队中，第 2 位').waitFor();
      slow.release(first);
      await chat.getByText(/已完成 1 节，共 \d+ 节/).waitFor();

      await chat.getByText('停止', { exact: true }).click();
      await chat.getByText('已停止。已完成的部分都已保存。').waitFor();
      await chat.locator('.drafting').waitFor({ state: 'detached' });
      const turns = (await call<{ items: WireTurn[] }>(send, 'GET', `${at}/turns`)).body.items;
      expect(turns.map((t) => t.status)).toEqual(['stopped']);

      slow.begun.length = 0;
      slow.release();
      await chat.getByText('继续', { exact: true }).click();
      await chat.getByText(/已起草\d+节/).waitFor();
      expect(slow.begun).not.toContain(first);
      expect(await chat.getByText('继续', { exact: true }).count()).toBe(0);
      expect(await chat.locator('.turn').count()).toBe(1);
      expect(faults).toEqual([]);
      expect(service.mistakes).toEqual([]);
    } finally {
      await page.context().close();
      await service.close();
    }
  });
});
