// The finance bureau's view in Chromium with the real service: figures, findings, data tables, trial, scoring grid, ripple, report
// kinds. Each test brings its own facts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, run by whatever Node the machine has
import { buildWeb } from '../../scripts/build-web.mjs';
import type { Profile } from '../../src/core/profile.ts';
import type { NewFact, ScoreEdits, WireFact, WireScore } from '../../src/http/wire.ts';
import { CHROMIUM, openBrowser, openPage } from './browser.ts';
import { type Service, startService } from './service.ts';

const MONEY: NewFact[] = [
  { key: 'unit_name', value: '清溪县青禾园区服务中心' },
  { key: 'budget_expenditure_total', value: '8000', unit: '万元' },
  { key: 'budget_adjusted_total', value: '20000', unit: '万元' },
  { key: 'final_expenditure_total', value: '17600', unit: '万元' },
];

describe.skipIf(CHROMIUM === null)("the finance bureau's view in Chromium, with the real service", () => {
  let files = '';
  let browser: Browser;
  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'zhibi-bureau-'));
    [browser] = await Promise.all([openBrowser(), buildWeb({ out: files })]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(files, { recursive: true, force: true });
  });

  interface Desk {
    page: Page;
    service: Service;
    report: string;
    call<T>(method: string, path: string, body?: unknown): Promise<T>;
    open(step: string): Promise<void>;
  }
  const within = async (
    work: (desk: Desk) => Promise<void>,
    { profile = 'national-generic', facts = MONEY, width = 1280 } = {},
  ): Promise<void> => {
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
      const report = (await call<{ id: string }>('POST', '/reports', { profile, period: 2022 })).id;
      for (const f of facts) await call('POST', `/reports/${report}/facts`, f);
      const open = async (step: string): Promise<void> => {
        await page.goto(`${service.origin}/#/${report}/${step}`);
        await page.waitForSelector('#step-title');
        await page.waitForFunction(() => !document.querySelector('.waiting'));
      };
      await work({ page, service, report, call, open });
      expect(faults).toEqual([]);
      expect(service.mistakes).toEqual([]);
    } finally {
      await page.context().close();
      await service.close();
    }
  };

  it('shows each figure with its working, base, official source and inputs, and leads to the fact', () =>
    within(async ({ page, open }) => {
      await open('figures/figures');
      const rate = page.locator('[data-id=execution_rate_full_year]');
      // 17600 ÷ 20000
      expect(await rate.innerText()).toMatch(/预算执行率[\s\S]*88\.00%[\s\S]*17600 ÷ 20000 = 88(\.00)?%/);
      await rate.getByText('看依据').click();
      expect(await rate.innerText()).toMatch(/基数\s*全年预算数[\s\S]*依据\s*\S+[\s\S]*用到的数据[\s\S]*20000万元/);
      await page.click('.filters >> text=待数据');
      expect(await page.locator('.figures > li:not(.is-waiting)').count()).toBe(0);
      await page.click('.filters >> text=已算');
      expect(await page.locator('.figures > li:not(.is-computed)').count()).toBe(0);
      await rate.getByText('看出处').first().click();
      await page.waitForSelector('.steps a[aria-current]:has-text("核对")');
      expect(await page.innerText('.row.on')).toMatch(/全年预算数|支出/);
    }));

  it('finds a figure by its name', () =>
    within(async ({ page, open }) => {
      await open('figures/figures');
      await page.fill('.find-figure', '执行率');
      await page.waitForSelector('[data-id=budget_basic_share]', { state: 'detached' });
      for (const label of await page.locator('.figures .figure-top > span:first-child').allInnerTexts())
        expect(label).toContain('执行率');
      await page.fill('.find-figure', '没有这样的指标');
      await page.waitForSelector('text=没有名称含“没有这样的指标”的指标');
    }));

  it('keeps 约 and the like when a value is changed, unless the clerk makes it exact', () =>
    within(
      async ({ page, open, call, report }) => {
        const read = async (): Promise<WireFact> =>
          (await call<{ items: WireFact[] }>('GET', `/reports/${report}/facts`)).items.find(
            (f) => f.key === 'satisfaction_sample',
          )!;
        const { id } = await read();
        const change = async (value: string, hedge: string | null): Promise<void> => {
          await open(`review/${id}`);
          await page.click('.row.on >> text=修改');
          await page.fill('#edit-value', value);
          if (hedge !== null) await page.selectOption('#edit-hedge', { label: hedge });
          await page.keyboard.press('Enter');
          await page.waitForSelector(`.row.on .row-value:has-text("${value}")`);
        };
        await change('210', null);
        expect(await read()).toMatchObject({ value: '210', qualifier: '约' });
        await page.goto('about:blank');
        await change('212', '准确数');
        expect(await read()).toMatchObject({ value: '212', qualifier: null });
      },
      { facts: [...MONEY, { key: 'satisfaction_sample', value: '200', unit: '份', qualifier: '约' }] },
    ));

  it('says what a figure waits for, takes it in, and comes back to the figure', () =>
    within(async ({ page, open }) => {
      await open('figures/figures');
      const share = page.locator('[data-id=budget_basic_share]');
      await share.getByText('基本支出').last().click();
      await page.waitForSelector('.needs textarea:focus');
      await page.keyboard.type('2000万元');
      await page.click('.needs button[type=submit]');
      await page.click('text=回到刚才的位置');
      // 2000 ÷ 8000
      await page.waitForSelector('[data-id=budget_basic_share].is-computed:has-text("25.00%")');
      await page.waitForSelector('[data-id=budget_basic_share] button:focus');
    }));

  it('lists findings with what settles them, and keeps a reason apart until it is taken back', () =>
    within(async ({ page, open, call, report }) => {
      await open('figures');
      await page.click('.rules summary');
      expect(await page.innerText('.rules')).toMatch(/已查 [1-9]\d* 条，缺数据未查 [1-9]\d* 条[\s\S]*C\d{3}/);
      const first = page.locator('.finding').first();
      const id = (await first.getAttribute('data-finding'))!;
      const row = page.locator(`.finding[data-finding="${id}"]`);
      await row.getByText('说明理由').click();
      await page.keyboard.type('以决算报表为准');
      await row.locator('button[type=submit]').click();
      await page.click('text=已说明理由（1）');
      const excused = page.locator('.excused-list .finding');
      expect(await excused.innerText()).toContain('以决算报表为准');
      await excused.getByText('收回理由').click();
      await page.waitForSelector('.excused-list', { state: 'detached' });
      const { items } = await call<{ items: { id: string; excuse: unknown }[] }>('GET', `/reports/${report}/findings`);
      expect(items.find((f) => f.id === id)!.excuse).toBeNull();
    }));

  it('tries other values and shows what they would change, before and after, without writing', () =>
    within(async ({ page, open, call, report }) => {
      await open('figures/trial');
      await page.fill('#trial-pick', '全年预算数');
      await page.keyboard.press('Enter');
      await page.keyboard.type('很多');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=要填数字');
      await page.fill('[data-try=budget_adjusted_total] input', '17600');
      await page.keyboard.press('Enter');
      const change = page.locator('[data-change=execution_rate_full_year]');
      await change.waitFor();
      expect(await change.innerText()).toMatch(/88\.00%[\s\S]*100\.00%/);
      const { items } = await call<{ items: WireFact[] }>('GET', `/reports/${report}/facts`);
      expect(items.find((f) => f.key === 'budget_adjusted_total')!.value).toBe('20000');
      // A look at the figure loses nothing.
      await change.getByText('预算执行率').click();
      await page.waitForSelector('[data-id=execution_rate_full_year]');
      await page.click('.views >> text=试算');
      await change.waitFor();
      expect(await page.inputValue('[data-try=budget_adjusted_total] input')).toBe('17600');
      await page.click('text=全部清除');
      await page.waitForSelector('[data-change]', { state: 'detached' });
    }));

  it('previews the data tables, marks what is missing and leads to where it is given', () =>
    within(
      async ({ page, open }) => {
        await open('figures/tables');
        const table = page.locator('[data-table=budget_execution]');
        expect(await table.innerText()).toMatch(/8000\.00[\s\S]*20000\.00[\s\S]*17600\.00/);
        expect(await table.innerText()).toMatch(/还缺 \d+ 格/);
        await table.getByText('待补').first().click();
        await page.waitForSelector('.steps a[aria-current]:has-text("补数")');
        await page.waitForSelector('.needs textarea:focus');
      },
      { profile: 'jiangxi-2022' },
    ));

  it('names what a change of a fact reaches, and where a fact is used; locked sections are flagged', () =>
    within(async ({ page, open, call, report }) => {
      const sections = (await call<{ items: { id: string; version: number }[] }>('GET', `/reports/${report}/sections`))
        .items;
      for (const s of sections)
        await call('POST', `/reports/${report}/sections/${s.id}/draft`, {}).catch(() => undefined);
      const text = JSON.stringify(await call('GET', `/reports/${report}/sections`));
      expect(text).toContain('17600');
      for (const s of sections)
        await call('POST', `/reports/${report}/sections/${s.id}/lock`, {}).catch(() => undefined);

      const { items } = await call<{ items: WireFact[] }>('GET', `/reports/${report}/facts`);
      const fact = items.find((f) => f.key === 'final_expenditure_total')!;
      await open(`review/${fact.id}`);
      await page.waitForSelector(`.row.on[data-fact="${fact.id}"]`);
      await page.click('.row.on >> text=用在哪里');
      await page.waitForSelector('[data-uses] >> text=预算执行率');
      await page.click('.row.on >> text=修改');
      await page.waitForSelector('#edit-value:focus');
      await page.keyboard.type('18000');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-ripple]');
      const summary = await page.innerText('[data-ripple] summary');
      expect(summary).toMatch(/文稿 \d+ 处[\s\S]*指标 \d+ 个[\s\S]*已锁定/);
      await page.click('[data-ripple] summary');
      // 18000 ÷ 20000
      expect(await page.innerText('[data-ripple] [data-change=execution_rate_full_year]')).toMatch(
        /88\.00%[\s\S]*90\.00%/,
      );
      await page.click('[data-ripple] [data-sentence] a >> nth=0');
      await page.waitForSelector('.paper .found-here:has-text("17600")');
    }));

  const SCORED: NewFact[] = [
    ...MONEY,
    ...['新建道路', '完工率', '服务对象满意度'].flatMap((scope, i): NewFact[] => [
      { key: 'indicator_level1', scope, value: ['产出指标', '效益指标', '满意度指标'][i]! },
      { key: 'indicator_target', scope, value: ['12公里', '≥90%', '≥95%'][i]! },
    ]),
  ];
  const scoreOf = (desk: Desk): Promise<WireScore> => desk.call('GET', `/reports/${desk.report}/score`);
  const save = (desk: Desk, version: number, rows: NonNullable<ScoreEdits['rows']>) =>
    desk.call('PUT', `/reports/${desk.report}/score`, { expectedVersion: version, rows });
  const cell = (row: string, column: string): string => `tr[data-row="${row}"] td[data-column=${column}]`;

  it('is filled as a grid with the keyboard alone: arrows, Enter, Tab, Esc, delete, undo', () =>
    within(
      async (desk) => {
        const { page, open } = desk;
        await open('score');
        await page.click(cell('新建道路', 'target'));
        await page.keyboard.press('ArrowRight');
        await page.waitForSelector(`${cell('新建道路', 'actual')}:focus`);
        await page.keyboard.type('9公里');
        await page.keyboard.press('Tab');
        await page.waitForSelector(`${cell('新建道路', 'weight')}:focus`);
        await page.keyboard.type('50');
        await page.keyboard.press('Enter');
        // 50 × 9 ÷ 12
        await page.waitForSelector(`${cell('新建道路', 'score')}:has-text("37.5")`);
        await page.waitForSelector(`${cell('完工率', 'weight')}:focus`);

        // Lowering is free; the computed score stays in sight.
        await page.click(cell('新建道路', 'score'));
        await page.keyboard.type('30');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`${cell('新建道路', 'score')}:has-text("30"):has-text("程序算得 37.5 分")`);
        await page.click(cell('新建道路', 'score'));
        await page.keyboard.press('Enter');
        await page.keyboard.type('99');
        await page.keyboard.press('Escape');
        await page.waitForSelector(`${cell('新建道路', 'score')}:focus`);
        expect(await page.innerText(cell('新建道路', 'score'))).toContain('30');
        await page.keyboard.press('Control+z');
        await page.waitForSelector(`${cell('新建道路', 'score')}:has-text("37.5")`);
        expect(
          (await scoreOf(desk)).groups.flatMap((g) => g.rows).find((r) => r.name === '新建道路')!.score,
        ).toMatchObject({
          final: '37.5',
          given: null,
        });

        await page.click(cell('新建道路', 'actual'));
        await page.keyboard.press('Delete');
        await page.waitForSelector(`${cell('新建道路', 'score')}:has-text("待补")`);
      },
      { facts: SCORED },
    ));

  it('adds, weighs, judges and removes rows; the total and the grade follow', () =>
    within(
      async (desk) => {
        const { page, open } = desk;
        await open('score');
        const group = page.locator('.grid-group', { hasText: '产出指标' });
        await group.locator('button', { hasText: '添加指标' }).click();
        await page.keyboard.type('服务企业');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`${cell('服务企业', 'target')}:focus`);
        await group.locator('button', { hasText: '添加指标' }).click();
        await page.keyboard.press('Escape');
        await page.waitForSelector('[data-group="产出指标"] button:focus:has-text("添加指标")');
        await group.locator('button', { hasText: '平均分配' }).click();
        await page.waitForSelector(`${cell('服务企业', 'weight')}:has-text("25")`);
        await page.click(cell('服务企业', 'name'));
        await page.click('.row-panel summary');
        await page.locator('.row-panel').getByText('删除这一行').click();
        await page.click('button:text-is("确定删除")');
        await page.waitForSelector('tr[data-row="服务企业"]', { state: 'detached' });
        for (const [name, actual, weight] of [
          ['新建道路', '12公里', '50'],
          ['完工率', '95%', '30'],
          ['服务对象满意度', '97%', '10'],
        ] as const) {
          await page.click(cell(name, 'actual'));
          await page.keyboard.type(actual);
          await page.keyboard.press('Tab');
          await page.keyboard.type(weight);
          await page.keyboard.press('Enter');
        }
        // 10 × 88% + 50 + 30 + 10
        await page.waitForSelector('[data-total="98.8"]');
        expect(await page.innerText('.result')).toMatch(/等次\s*优/);
        const due = page.locator('tr[data-row="预算执行率"]');
        expect(await due.innerText()).toContain('要写明');
        await page.click(cell('预算执行率', 'name'));
        await page.fill('#row-reason', '项目前期工作滞后，部分资金结转下年支付');
        await page.fill('#row-improvement', '由计划财务科于2023年6月底前完成支付');
        await page.click('#step-title');
        await page.waitForSelector('tr[data-row="预算执行率"]:not(:has-text("要写明"))');
      },
      { facts: SCORED },
    ));

  it('sorts an indicator that belongs nowhere, with the keyboard staying on it, and says so on the tab', () =>
    within(
      async (desk) => {
        const { page, open } = desk;
        await open('score');
        const stray = page.locator('.grid-group', { hasText: '未归类指标' });
        expect(await stray.innerText()).not.toMatch(/添加指标|0 分/);
        await page.waitForSelector('.steps a[aria-current] .badge:has-text("缺")');
        await page.selectOption(`${cell('培训场次', 'level2')} select`, { label: '数量指标' });
        await page.waitForSelector(`${cell('培训场次', 'level2')}:has-text("数量指标"):focus`);
        expect(await stray.count()).toBe(0);
        // The next thing to fill is the weight of the one row there is; then the groups that have none.
        await page.click('text=去下一项');
        await page.waitForSelector(`${cell('培训场次', 'weight')}:focus`);
        const row = (await scoreOf(desk)).groups.find((g) => g.name === '产出指标')!.rows[0]!;
        expect(row).toMatchObject({ name: '培训场次', level2: '数量指标' });
        // 不低于 is part of what was said: typing on does not lose it.
        await page.click(cell('培训场次', 'target'));
        await page.keyboard.press('Enter');
        expect(await page.inputValue(`${cell('培训场次', 'target')} input`)).toBe('不低于7场');
        await page.keyboard.press('Escape');
        await page.locator('.grid-group', { hasText: '产出指标' }).getByRole('button', { name: '平均分配' }).click();
        await page.waitForSelector(`${cell('培训场次', 'weight')}:has-text("50"):focus`);
        await page.click('text=去下一项');
        await page.waitForSelector('[data-group="效益指标"] button:focus');
      },
      {
        facts: [
          ...MONEY,
          { key: 'indicator_target', scope: '培训场次', value: '7', unit: '场', qualifier: '不低于' },
          { key: 'indicator_actual', scope: '培训场次', value: '8', unit: '场' },
        ],
      },
    ));

  it('keeps a score above the computed one in sight until a reason makes it count', () =>
    within(
      async (desk) => {
        const { page, open } = desk;
        await save(desk, (await scoreOf(desk)).version, [
          { name: '新建道路', field: 'actual', value: '9公里' },
          { name: '新建道路', field: 'weight', value: '50' },
        ]);
        await open('score');
        await page.click(cell('新建道路', 'score'));
        await page.keyboard.type('45');
        await page.keyboard.press('Enter');
        // 50 × 9 ÷ 12
        await page.waitForSelector(
          `${cell('新建道路', 'score')}:has-text("37.5"):has-text("填了 45 分，写明理由后生效")`,
        );
        await page.click(cell('新建道路', 'name'));
        await page.fill('#row-scoreReason', '未完成的3公里因县道改线取消，已由县政府批复同意');
        await page.click('#step-title');
        await page.waitForSelector(`${cell('新建道路', 'score')}:has-text("45"):has-text("程序算得 37.5 分")`);

        await page.click(cell('新建道路', 'score'));
        await page.keyboard.type('99');
        await page.keyboard.press('Enter');
        const wrong = page.locator('[data-unsaved="新建道路 score"]');
        expect(await wrong.innerText()).toMatch(/得分[\s\S]*0～50分之间/);
        await wrong.getByText('改正').click();
        expect(await page.inputValue(`${cell('新建道路', 'score')} input`)).toBe('99');
        await page.keyboard.press('Control+a');
        await page.keyboard.type('44');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`${cell('新建道路', 'score')}:has-text("44"):not(.failed)`);
        expect(await wrong.count()).toBe(0);
      },
      { facts: SCORED },
    ));

  it('shows the row at hand beneath it on a phone, and scrolls no further than the last tab', () =>
    within(
      async ({ page, open }) => {
        await open('score');
        await page.click(cell('完工率', 'actual'));
        await page.waitForSelector('tr[data-row="完工率"] + .row-detail .row-panel:has-text("完工率")');
        expect(await page.locator('.row-panel').count()).toBe(1);
        await open('download');
        const last = page.locator('.steps a[aria-current]');
        await page.waitForFunction(() => {
          const box = document.querySelector('.steps a[aria-current]')!.getBoundingClientRect();
          return box.right <= window.innerWidth + 1;
        });
        expect(await last.innerText()).toContain('下载');
        const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=score-csv] button')]);
        expect(file.suggestedFilename()).toMatch(/\.csv$/);
      },
      { facts: SCORED, width: 390 },
    ));

  it('takes one of two rows where an office’s own kind wants one, as chosen in the grid', () =>
    within(async ({ page, service, call }) => {
      const copy = await call<{ json: Profile; version: string }>('POST', '/profiles', {
        copy: 'jiangxi-2022',
        as: 'own-choice',
        name: '本县格式',
      });
      const scoring = copy.json.scoring!;
      const [first, ...rest] = scoring.groups;
      const rows = [
        { ...first!.rows[0]!, name: '结转结余率', figure: 'carryover_rate', oneOf: '结转' },
        { ...first!.rows[0]!, name: '预算执行率', oneOf: '结转' },
      ];
      const profile = { ...copy.json, scoring: { ...scoring, groups: [{ ...first!, rows }, ...rest] } };
      await call('POST', '/profiles', { profile, expectedVersion: copy.version });
      const { id } = await call<{ id: string }>('POST', '/reports', { profile: 'own-choice', period: 2022 });
      for (const f of MONEY) await call('POST', `/reports/${id}/facts`, f);
      await page.goto(`${service.origin}/#/${id}/score`);
      await page.waitForSelector('tr.passed[data-row="结转结余率"]');
      await page.click(cell('结转结余率', 'reason'));
      await page.click('.row-panel >> text=选用这一行');
      await page.waitForSelector('tr.passed[data-row="预算执行率"]');
      expect(await page.locator('tr.passed[data-row="结转结余率"]').count()).toBe(0);
      await page.click(cell('预算执行率', 'reason'));
      await page.click('.row-panel >> text=选用这一行');
      await page.waitForSelector('tr.passed[data-row="结转结余率"]');
    }));

  it('loses nothing that was typed when somebody saved first', () =>
    within(
      async (desk) => {
        const { page, open } = desk;
        await open('score');
        // Another cell: sent again by itself.
        await save(desk, (await scoreOf(desk)).version, [{ name: '完工率', field: 'actual', value: '91%' }]);
        await page.click(cell('新建道路', 'actual'));
        await page.keyboard.type('12公里');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`${cell('完工率', 'actual')}:has-text("91%")`);
        await page.waitForSelector(`${cell('新建道路', 'actual')}:has-text("12公里"):not(.saving)`);

        // The same cell: both values stand there until a person decides.
        await save(desk, (await scoreOf(desk)).version, [{ name: '新建道路', field: 'actual', value: '10公里' }]);
        await page.click(cell('新建道路', 'actual'));
        await page.keyboard.type('11公里');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`${cell('新建道路', 'actual')}.clash`);
        const both = page.locator('[data-unsaved="新建道路 actual"]');
        expect(await both.innerText()).toMatch(/别处刚改为“10公里”，你填的是“11公里”/);
        await both.getByText('用我填的').click();
        await page.waitForSelector(`${cell('新建道路', 'actual')}:has-text("11公里"):not(.clash)`);
        const row = (await scoreOf(desk)).groups.flatMap((g) => g.rows).find((r) => r.name === '新建道路')!;
        expect(row.actual).toBe('11公里');

        // A line that breaks: the words stay in the cell and can be sent again.
        await page.route('**/score', (r) => (r.request().method() === 'PUT' ? r.abort() : r.continue()));
        await page.click(cell('新建道路', 'weight'));
        await page.keyboard.type('40');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`${cell('新建道路', 'weight')}.failed:has-text("40")`);
        const failed = page.locator('[data-unsaved="新建道路 weight"]');
        expect(await failed.innerText()).toMatch(/分值[\s\S]*没有保存[\s\S]*请检查网络/);
        await page.unroute('**/score');
        await failed.getByText('再保存一次').click();
        await page.waitForSelector(`${cell('新建道路', 'weight')}:has-text("40"):not(.failed)`);
      },
      { facts: SCORED },
    ));

  it('chooses a kind with its region, version and what is to be checked; a copy is edited with its faults at their fields', () =>
    within(async ({ page, service, call }) => {
      await page.goto(service.origin);
      await page.selectOption('#new-profile', 'hunan');
      expect(await page.innerText('[data-kind=hunan]')).toMatch(/湖南[\s\S]*版本 \d/);
      await page.click('.verify summary');
      expect(await page.innerText('.verify')).toMatch(/未经文件核实[\s\S]*对照/);

      await page.click('text=查看、复制或导入报告格式');
      await page.click('.kind-list a:has-text("湖南")');
      await page.waitForSelector('.kind-outline li');
      expect(await page.innerText('.kind-table')).toMatch(/分值|一级指标/);
      await page.click('text=复制为本单位的格式');
      await page.fill('#copy-id', 'own-hunan');
      await page.fill('#copy-name', '本县自评报告');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.kind-list a[aria-current]:has-text("本县自评报告")');

      // The browser itself takes seconds to type so long a text; its own value is set at once.
      const put = (text: string): Promise<void> =>
        page.evaluate((t) => {
          const box = document.querySelector<HTMLTextAreaElement>('#profile-json')!;
          box.value = t;
          box.dispatchEvent(new Event('input', { bubbles: true }));
        }, text);
      await page.click('.primary:has-text("修改")');
      const good = await page.inputValue('#profile-json');
      await put(good.replace('"moneyUnit": "万元"', '"moneyUnit": "块"'));
      await page.click('text=保存为新版本');
      await page.click('.faults button:has-text("moneyUnit")');
      expect(
        await page.evaluate(() => {
          const box = document.querySelector<HTMLTextAreaElement>('#profile-json')!;
          return box.value.slice(box.selectionStart, box.selectionEnd);
        }),
      ).toBe('"块"');
      await page.getByText('取消').click();
      await page.waitForSelector('.sure:has-text("改动还没有保存") button:text-is("取消"):focus');
      await page.keyboard.press('Enter');
      await put('{"id": "x",');
      await page.click('button:text-is("检查")');
      await page.waitForSelector('.alert:has-text("第 1 行附近有错")');
      await put(`${good},`);
      await page.click('button:text-is("检查")');
      await page.waitForSelector('text=不是完整的 JSON');
      await put(good.replace('本县自评报告', '本县绩效自评报告'));
      await page.click('button:text-is("检查")');
      await page.waitForSelector('text=没有错误，可以保存');
      await page.click('text=保存为新版本');
      await page.waitForSelector('.said:has-text("已保存“本县绩效自评报告”")');

      await page.setInputFiles('#profile-file', {
        name: 'wrong.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{}'),
      });
      expect(await page.inputValue('#profile-json')).toBe('{}');
      await page.click('text=保存为新版本');
      await page.waitForSelector('.alert:has-text("没有保存")');
      await page.setInputFiles('#profile-file', {
        name: 'import.json',
        mimeType: 'application/json',
        buffer: Buffer.from(good.replace('"own-hunan"', '"third-hunan"')),
      });
      await page.click('text=保存为新版本');
      await page.waitForSelector('.kind-list a[aria-current]');
      const { items } = await call<{ items: { id: string; origin: string }[] }>('GET', '/profiles');
      expect(
        items
          .filter((k) => k.origin === 'own')
          .map((k) => k.id)
          .sort(),
      ).toEqual(['own-hunan', 'third-hunan']);
    }));

  it('shows the version a report is written with, and moves to a newer one only when asked', () =>
    within(async ({ page, service, call }) => {
      const copy = await call<{ json: Record<string, unknown>; version: string }>('POST', '/profiles', {
        copy: 'national-generic',
        as: 'own-kind',
        name: '本县格式',
      });
      const made = await call<{ id: string }>('POST', '/reports', { profile: 'own-kind', period: 2022 });
      const second = await call<{ version: string }>('POST', '/profiles', {
        profile: { ...copy.json, name: '本县格式（新）' },
        expectedVersion: copy.version,
      });
      await page.goto(`${service.origin}/#/${made.id}/source`);
      await page.waitForSelector(`.report-kind:has-text("版本 ${copy.version}")`);
      expect(await page.innerText('.report-kind')).toContain(`有新版本 ${second.version}`);
      await page.click('text=换到新版本');
      await page.waitForSelector(`.report-kind .said:has-text("版本 ${second.version}")`);
      await page.waitForSelector('text=换到新版本', { state: 'detached' });
    }));

  it('puts a finding among the problems of the report with its cause, as a fact of the report', () =>
    within(async ({ page, open, call, report }) => {
      await open('figures');
      const row = page.locator('.finding[data-rule=C034]');
      await row.getByText('加入“存在的问题”').click();
      await page.keyboard.type('部分项目年底才完成招标');
      await row.locator('button[type=submit]').click();
      await page.waitForSelector('text=已加入“存在的问题”');
      const { items } = await call<{ items: WireFact[] }>('GET', `/reports/${report}/facts?limit=1000`);
      const problems = items.filter((f) => f.key === 'problems');
      expect(problems.map((f) => f.value)).toEqual(['执行率88%低于90%。主要原因是部分项目年底才完成招标。']);
      expect(problems[0]!.standing.is).toBe('confirmed');
      // It is said now: the finding stays, and no longer offers itself.
      await row.getByText('加入“存在的问题”').waitFor({ state: 'detached' });
      expect(await row.count()).toBe(1);
      expect(await page.locator('.finding[data-rule=C120]').count()).toBe(0);
    }));

  it('refuses a final copy while the scoring table is open: it leads there, or goes without it', () =>
    within(
      async ({ page, open, call, report }) => {
        const ask = async (): Promise<void> => {
          await open('download');
          await page.click('.kinds >> text=正式稿');
          await page.click('[data-format=docx] button');
          await page.waitForSelector('.clash:has-text("自评表")');
        };
        await ask();
        await page.click('.clash >> text=去填自评表');
        await page.waitForSelector('.grid-group');

        // Everything else settled, the copy is refused for the table alone, and made without it on purpose.
        const { items } = await call<{ items: { id: string }[] }>('GET', `/reports/${report}/sections`);
        for (const s of items)
          await call('POST', `/reports/${report}/sections/${s.id}/draft`, {}).catch(() => undefined);
        const found = await call<{ items: { id: string; severity: string }[] }>(
          'GET',
          `/reports/${report}/findings?limit=1000`,
        );
        for (const f of found.items.filter((x) => x.severity === 'E'))
          await call('POST', `/reports/${report}/findings/${encodeURIComponent(f.id)}/excuse`, { reason: '另行补充' });
        await ask();
        const coming = page.waitForEvent('download');
        await page.click('.clash >> text=不附自评表，导出正式稿');
        expect((await coming).suggestedFilename()).toMatch(/\.docx$/);
        await page.waitForSelector('.clash', { state: 'detached' });
      },
      { facts: SCORED },
    ));

  it.each(['figures', 'figures/figures', 'figures/tables', 'figures/trial', 'score', 'source'])(
    'fits 320 pixels: %s',
    (step) =>
      within(
        async ({ page, open }) => {
          await open(step);
          await page.waitForLoadState('networkidle');
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        },
        { facts: SCORED, width: 320 },
      ),
  );
});
