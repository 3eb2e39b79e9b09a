// The page of the writing engine in Chromium with the real service: the embedded engine, an endpoint that is tried, one that refuses.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, run by whatever Node the machine has
import { buildWeb } from '../../scripts/build-web.mjs';
import { memoryLedger } from '../../src/model/ledger.ts';
import { modelFor } from '../../src/model/model-for.ts';
import type { Model } from '../../src/ports.ts';
import { loadPrompts } from '../../src/prompts.ts';
import { answers, type FaultServer, faultServer, says } from '../model/fault-server.ts';
import { CHROMIUM, openBrowser, openPage } from './browser.ts';
import { startService } from './service.ts';

describe.skipIf(CHROMIUM === null)('the page of the writing engine in Chromium', () => {
  let files = '';
  let browser: Browser;
  let endpoint: FaultServer;
  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'zhibi-engine-'));
    [browser, endpoint] = await Promise.all([openBrowser(), faultServer(), buildWeb({ out: files })]);
  });
  afterAll(async () => {
    await browser?.close();
    await endpoint?.close();
    await rm(files, { recursive: true, force: true });
  });

  const shown = async (
    model: Model | undefined,
    work: (page: Awaited<ReturnType<typeof openPage>>['page']) => Promise<void>,
  ) => {
    const service = await startService(files, {}, model);
    const { page, faults } = await openPage(browser, 1280);
    try {
      await page.goto(`${service.origin}/`);
      await page.getByText('写作引擎、模型服务和用量').click();
      await page.waitForSelector('#usage-title');
      await work(page);
      expect(faults.filter((f) => !f.includes('503'))).toEqual([]);
      expect(service.mistakes).toEqual([]);
    } finally {
      await page.context().close();
      await service.close();
    }
  };
  const withEndpoint = async (): Promise<Model> => {
    const prompts = await loadPrompts();
    if (!prompts.ok) throw new Error(prompts.problem.message);
    return modelFor({
      endpoint: { baseUrl: endpoint.url, apiKey: 'sk-secret', model: 'some-model', limits: { backoff: 1 } },
      prompts: prompts.value,
      ledger: () => memoryLedger(),
      log: { warn: () => undefined },
      clock: { now: () => '2026-03-02T08:00:00.000Z' },
    });
  };

  it('says that the embedded engine is at work, and how to bring in a model', () =>
    shown(undefined, async (page) => {
      const text = await page.innerText('#main');
      expect(text).toContain('内置引擎');
      expect(text).toContain('ZHIBI_LLM_BASE_URL');
    }));

  it('tries an endpoint and shows what was found and what to see to', async () =>
    shown(await withEndpoint(), async (page) => {
      expect(await page.innerText('#main')).toContain('还没有试用过');
      endpoint.script(says('好'));
      await page.getByRole('button', { name: '试用一次' }).click();
      await page.waitForFunction(() => /试用完成/.test(document.querySelector('[role=status]')?.textContent ?? ''));
      const text = await page.innerText('#main');
      expect(text).toContain('served-model');
      expect(text).toContain('只能在提示里要求');
      expect(text).toContain('ZHIBI_LLM_CONTEXT');
      expect(text).not.toContain('sk-secret');
    }));

  it('says why an endpoint cannot be used, and that it is left alone', async () =>
    shown(await withEndpoint(), async (page) => {
      endpoint.script(answers(401, {}));
      await page.getByRole('button', { name: '试用一次' }).click();
      await page.waitForSelector('[role=alert]');
      expect(await page.innerText('[role=alert]')).toContain('ZHIBI_LLM_API_KEY');
      await page.waitForFunction(() => /暂停使用/.test(document.querySelector('.model-facts')?.textContent ?? ''));
    }));
});
