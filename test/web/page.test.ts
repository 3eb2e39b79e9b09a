import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, run by whatever Node the machine has
import { buildWeb } from '../../scripts/build-web.mjs';
import { CHROMIUM, openBrowser, openPage } from './browser.ts';
import { type Fake, fakeApi, type Script } from './fake-api.ts';
import { script } from './script.ts';

describe.skipIf(CHROMIUM === null)('the page in Chromium, with a scripted service', () => {
  let files = '';
  let browser: Browser;
  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'zhibi-page-'));
    [browser] = await Promise.all([openBrowser(), buildWeb({ out: files })]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(files, { recursive: true, force: true });
  });

  const visit = async (
    step: string,
    work: (page: Page, fake: Fake) => Promise<void>,
    { change = () => undefined, width = 1280 }: { change?: (s: Script) => void; width?: number } = {},
  ): Promise<void> => {
    const s = script();
    change(s);
    const fake = await fakeApi(s, files);
    const { page, faults } = await openPage(browser, width);
    try {
      await page.goto(`${fake.origin}/#/r/${step}`);
      await page.waitForSelector('#step-title');
      await page.waitForFunction(() => !document.querySelector('.waiting'));
      await work(page, fake);
      expect(faults).toEqual([]);
    } finally {
      await page.context().close();
      await fake.close();
    }
  };
  const standing = (fake: Fake, id: string): string => fake.script.facts.find((f) => f.id === id)!.standing.is;
  const counted = (page: Page, n: number) => page.waitForSelector(`text=还有 ${n} 项待核对`);
  const drafted = (s: Script): void => {
    for (const x of s.sections)
      if (x.level === 2) Object.assign(x, { version: 1, state: 'drafted', text: '年末在职人员37人。' });
  };

  it('is worked through with the keyboard alone: accept, reject, edit, undo, accept a group', () =>
    visit('review', async (page, fake) => {
      await counted(page, 9);
      await page.focus('.row.on');
      await page.keyboard.press('Enter');
      await counted(page, 8);
      expect(standing(fake, 'unit_full_name')).toBe('confirmed');
      await page.keyboard.press('Delete');
      await counted(page, 7);
      expect(standing(fake, 'duties')).toBe('rejected');
      await page.keyboard.press('z');
      await counted(page, 8);
      expect(standing(fake, 'duties')).toBe('candidate');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-fact'))).toBe('duties');

      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('e');
      await page.waitForSelector('#edit-value:focus');
      await page.keyboard.type('15 人');
      await page.keyboard.press('Enter');
      await counted(page, 7);
      expect(fake.script.facts.find((f) => f.id === 'staff_contract')!.value).toBe('15');
      await page.keyboard.press('z');
      await counted(page, 8);
      expect(fake.script.facts.find((f) => f.id === 'staff_contract')!.value).toBe('13');

      await page.focus('.row[data-fact="budget_income_total"]');
      await page.keyboard.press('a');
      await counted(page, 6);
      expect([standing(fake, 'budget_income_total'), standing(fake, 'budget_income_fiscal')]).toEqual([
        'confirmed',
        'confirmed',
      ]);
      expect(standing(fake, 'figure_1')).toBe('candidate');
    }));

  it('marks every value in the source, shows the one at hand by name, and goes from a mark to its row', () =>
    visit('review', async (page) => {
      const marked = await page.$$eval('.source-text .m', (ms) => ms.map((m) => m.textContent));
      expect(marked).toContain('收入预算总额为7910万元');
      expect(await page.$eval('.m.on', (m) => getComputedStyle(m, '::before').content)).toBe('"单位全称"');
      await page.click('.m:has-text("在职人员37人")');
      await page.waitForSelector('.row.on[data-fact="staff_in_post"]');
      const source = await page.$eval('.source-text', (e) => e.textContent);
      expect(source).toBe(script().text);
    }));

  it('shows values that disagree as a choice with both places, and takes none by itself', () =>
    visit('review', async (page, fake) => {
      const box = page.locator('.conflict');
      expect(await box.locator('input[type=radio]').count()).toBe(2);
      expect(await box.locator('input:checked').count()).toBe(0);
      expect(await box.innerText()).toMatch(/支出决算数为7800万元[\s\S]*预算执行率100%/);
      await box.getByText('采用选中的数值').click();
      await page.waitForSelector('text=请先选中一个数值');
      await box.getByText('7800万元').first().click();
      await box.getByText('采用选中的数值').click();
      await counted(page, 8);
      expect(standing(fake, 'final_a')).toBe('confirmed');
    }));

  it('registers selected words of the source as a fact', () =>
    visit('review', async (page, fake) => {
      await page.evaluate(() => {
        const text = document.querySelector('.source-text')!;
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = walker.currentNode.textContent!.indexOf('18个');
          if (at >= 0) {
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 3);
            getSelection()!.removeAllRanges();
            getSelection()!.addRange(range);
          }
        }
        text.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
      });
      await page.waitForSelector('text=选中：18个');
      await page.selectOption('.missed select', { label: '全年预算数' });
      await page.click('text=登记并确认');
      await page.waitForSelector('.missed', { state: 'detached' });
      const start = fake.script.text.indexOf('18个');
      expect(fake.script.sent).toEqual([
        { key: 'budget_full_year', period: 2022, value: '18', unit: '个', source: { id: 's', start, end: start + 3 } },
      ]);
    }));

  const withOpenNumbers = (s: Script): void => {
    const paragraph = s.text.indexOf('一是聚力');
    const open = (text: string, value: string, unit: string, label: string) => {
      const start = s.text.indexOf(text);
      return {
        text,
        start,
        end: start + text.length,
        value,
        unit,
        label,
        qualifier: null,
        kind: 'count' as const,
        suggestion: null,
      };
    };
    s.coverage = [
      {
        start: paragraph,
        end: s.text.length - 1,
        kind: 'paragraph',
        path: ['二、绩效实现情况'],
        text: s.text.slice(paragraph).trim(),
        numbers: [
          {
            ...open('18个', '18', '个', '重点项目'),
            suggestion: { key: 'key_projects', title: '重点项目数', period: 2022 },
          },
          open('12个', '12', '个', '完工项目'),
        ],
      },
    ];
  };

  it('offers every number that no fact has: registered with its place, put aside, each taken back, by keyboard', () =>
    visit(
      'review',
      async (page, fake) => {
        await page.click('text=未登记的数字（2）');
        await page.focus('.coverage .row.on');
        await page.waitForSelector('.m.on.named:text-is("18个")');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.register select:focus');
        expect(await page.inputValue('.register select')).toBe('key_projects');
        await page.click('text=登记并确认');
        await page.waitForSelector('text=未登记的数字（1）');
        const start = fake.script.text.indexOf('18个');
        expect(fake.script.sent).toEqual([
          { key: 'key_projects', period: 2022, value: '18', unit: '个', source: { id: 's', start, end: start + 3 } },
        ]);
        expect(await page.locator('.source-text .m.confirmed:text-is("18个")').count()).toBe(1);

        await page.focus('.coverage .row.on');
        await page.keyboard.press('Delete');
        await page.waitForSelector('text=没有需要再看的数字');
        await page.click('text=全部恢复');
        await page.click('.coverage .row >> text=登记为事实');
        await page.fill('.register input >> nth=0', '');
        await page.click('text=登记并确认');
        await page.waitForSelector('text=请写明这个数是什么');
        await page.keyboard.press('Escape');

        // Registering is a step like any other.
        await page.click('text=撤销上一步');
        await page.waitForFunction(() => document.querySelector('.m.confirmed') === null);
      },
      { change: withOpenNumbers },
    ));

  it('says what the reader left out, what looks like an order, and which characters nobody sees', () =>
    visit(
      'review',
      async (page) => {
        expect(await page.innerText('.remarks')).toMatch(
          /1 处要求改动数据[\s\S]*读取说明（1 条）[\s\S]*1 处看不见的字符/,
        );
        await page.click('.remarks >> text=读取说明');
        await page.waitForSelector('.remarks >> text=2 张图片');
        await page.click('.remark-bad >> text=看位置');
        await page.waitForSelector('.m.on:has-text("预算执行率")');
        await page.click('.steps a:has-text("资料")');
        await page.click('.source-row >> text=读取说明（1 条）');
        expect(await page.innerText('.source-row')).toContain('2 张图片');
      },
      {
        change: (s) => {
          const start = s.text.indexOf('预算执行率');
          s.notices = ['有 2 张图片没有读取。'];
          s.residue = [
            { kind: 'instruction', quote: '预算执行率', start, end: start + 5, message: '像是指令。' },
            { kind: 'invisible', quote: '', start: 3, end: 4, message: '看不见。' },
          ];
        },
      },
    ));

  it('lays the rows of a stored table out as a table, and every offset still holds', () =>
    visit(
      'review',
      async (page, fake) => {
        expect(await page.locator('.source-table td').allInnerTexts()).toEqual([
          '项目 ',
          ' 决算数 ',
          '支出 ',
          ' 7800 ',
        ]);
        expect(await page.$eval('.source-text', (e) => e.textContent)).toBe(fake.script.text);
        await page.click('.source-table .m:has-text("7800")');
        await page.waitForSelector('.row.on[data-fact="final_a"]');
      },
      {
        change: (s) => {
          const start = s.text.length + '项目 | 决算数 |\n'.length;
          s.text += '项目 | 决算数 |\n支出 | 7800 |\n';
          s.conflicts = [];
          const f = s.facts.find((x) => x.id === 'final_a')!;
          f.standing = { is: 'candidate' };
          f.origin = { from: 'text', sourceId: 's', quote: '支出 | 7800', start, end: start + 9 };
        },
      },
    ));

  it('keeps the place of an edited value marked', () =>
    visit(
      'review',
      async (page) => {
        await page.focus('.row[data-fact="staff_in_post"]');
        await page.waitForSelector('.row.on[data-fact="staff_in_post"]');
        await page.waitForSelector('.m.on:has-text("在职人员37人")');
        expect(await page.innerText('.row.on')).toContain('原为 37人');
      },
      {
        change: (s) => {
          const f = s.facts.find((x) => x.id === 'staff_in_post')!;
          f.raw = { value: '37', unit: '人', qualifier: null, origin: f.origin, also: [] };
          Object.assign(f, { value: '38', origin: { from: 'person' }, standing: { is: 'confirmed', by: 'u' } });
        },
      },
    ));

  it('chooses between values that disagree with the keyboard, and shows the place of each', () =>
    visit('review', async (page, fake) => {
      await page.focus('.row[data-fact="final_a"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.conflict input:focus');
      await page.waitForSelector('.m.on:has-text("支出决算数为7800万元")');
      expect(await page.innerText('.conflict')).toContain('建议：先出现');
      await page.keyboard.press('ArrowDown');
      await page.waitForSelector('.m.on:has-text("预算执行率100%")');
      await page.keyboard.press('Enter');
      await counted(page, 8);
      expect(standing(fake, 'final_b')).toBe('confirmed');
      await page.click('text=撤销上一步');
      await counted(page, 9);
    }));

  it('sends what the clipboard holds as markup while the box shows its words', () =>
    visit('source', async (page, fake) => {
      const put = (html: string, text: string) =>
        page.evaluate(
          ([h, t]) => {
            const d = new DataTransfer();
            d.setData('text/html', h!);
            d.setData('text/plain', t!);
            document
              .querySelector('#paste')!
              .dispatchEvent(new ClipboardEvent('paste', { clipboardData: d, bubbles: true, cancelable: true }));
          },
          [html, text],
        );
      await put('<table><tr><td>甲</td><td>5</td></tr></table>', '甲\t5');
      await page.waitForSelector('text=其中有 1 张表格');
      expect(await page.inputValue('#paste')).toBe('甲\t5');
      const [sent] = await Promise.all([
        page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith('/sources')),
        page.click('text=读取数据'),
      ]);
      expect(sent.postDataJSON()).toMatchObject({ html: '<table><tr><td>甲</td><td>5</td></tr></table>' });
      await page.waitForSelector('.found');
      expect(await page.inputValue('#paste')).toBe('');

      await put('<p>乙</p>', '乙');
      await page.fill('#paste', '乙丙');
      await page.waitForSelector('text=将按纯文字读取；');
      expect(fake.asked.filter((a) => a === 'POST /api/reports/r/sources')).toHaveLength(1);
    }));

  it('keeps a refused file by name with the reason, and goes on with the next', () =>
    visit('source', async (page) => {
      let first = true;
      await page.route('**/sources', (r) => {
        if (r.request().method() !== 'POST' || !first) return r.continue();
        first = false;
        return r.fulfill({ status: 422, json: { error: { code: 'x', message: '文件已损坏。请另存一份再上传。' } } });
      });
      await page.setInputFiles('#file', [
        { name: '坏.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') },
        { name: '好.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
      ]);
      await page.waitForSelector('.found');
      expect(await page.innerText('[role=alert]')).toMatch(/坏\.docx[\s\S]*请另存一份再上传[\s\S]*重试/);
      await page.click('[role=alert] >> text=重试');
      await page.waitForSelector('[role=alert]', { state: 'detached' });
    }));

  it('holds the conversation: streams, resumes after a broken line, shows what was noted and the next question', () =>
    visit(
      'ask',
      async (page, fake) => {
        const chat = page.locator('zhibi-chat');
        await chat.getByText('请提供2022年全年预算数').waitFor();
        await chat.locator('textarea').fill('8000万元');
        await chat.locator('textarea').press('Enter');
        await chat.getByText('已记下全年预算数。').waitFor();
        await chat.getByText('请提供固定资产原值（万元）。').waitFor();
        expect(await chat.locator('.say').count()).toBe(1);
        expect(await chat.locator('.card').innerText()).toMatch(
          /还缺 2 项[\s\S]*资产[\s\S]*固定资产原值[\s\S]*业务[\s\S]*满意率/,
        );
        expect(await chat.locator('textarea').inputValue()).toBe('');
        const streams = fake.asked.filter((a) => a.includes('/events'));
        expect(streams).toHaveLength(2);
      },
      {
        change: (s) => {
          s.breakAfter = 2;
        },
      },
    ));

  it('does not send while an input method composes, and keeps unsent words over a reload', () =>
    visit('ask', async (page, fake) => {
      const box = page.locator('zhibi-chat textarea');
      await box.fill('八千万');
      await box.dispatchEvent('compositionstart');
      await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
      // Both at once, as the input method does it: a slow machine must not come between them.
      await box.evaluate((el) => {
        el.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
        el.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true }));
      });
      expect(await box.inputValue()).toBe('八千万');
      await page.reload();
      await page.waitForFunction(
        () => document.querySelector('zhibi-chat')?.shadowRoot?.querySelector('textarea')?.value === '八千万',
      );
      expect(fake.asked.filter((a) => a.startsWith('POST'))).toEqual([]);
    }));

  it('keeps typed words when the service refuses them', () =>
    visit('ask', async (page) => {
      await page.route('**/turns', (r) =>
        r.request().method() === 'POST'
          ? r.fulfill({ status: 409, json: { error: { code: 'busy', message: '上一条还在处理，请稍候再发。' } } })
          : r.continue(),
      );
      const chat = page.locator('zhibi-chat');
      await chat.locator('textarea').fill('8000万元');
      await chat.getByText('发送', { exact: true }).click();
      await chat.getByText('上一条还在处理').waitFor();
      expect(await chat.locator('textarea').inputValue()).toBe('8000万元');
      expect(await chat.locator('.me').count()).toBe(0);
    }));

  it('tells where each quantity comes from, and gives the focus back', () =>
    visit(
      'draft',
      async (page) => {
        await page.click('.run.fact');
        const pop = page.locator('.popover');
        expect(await pop.innerText()).toMatch(/在职人员[\s\S]*37人[\s\S]*原文：“在职人员37人”/);
        await page.keyboard.press('Escape');
        await pop.waitFor({ state: 'detached' });
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        expect(await pop.innerText()).toMatch(/人员合计[\s\S]*37 \+ 13 = 50/);
        await page.keyboard.press('Escape');
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('50人');
        await page.click('.run.unbacked');
        expect(await pop.innerText()).toMatch(/缺少依据[\s\S]*没有公务用车数量的数据/);
        await page.click('.doc-title');
        await pop.waitFor({ state: 'detached' });
      },
      { change: drafted },
    ));

  it('loses no words when somebody else saved the section first', () =>
    visit(
      'draft',
      async (page, fake) => {
        await page.click('.doc-edit >> nth=0');
        await page.fill('#section-text', '我写的文字。');
        const s = fake.script.sections[1]!;
        Object.assign(s, { version: 2, text: '别处的文字。' });
        await page.click('text=保存本节');
        await page.waitForSelector('text=这一节刚被别处改过');
        expect(await page.inputValue('#section-text')).toBe('我写的文字。');
        expect(await page.innerText('.clash pre')).toBe('别处的文字。');
        await page.click('text=用我的文字覆盖');
        await page.click('text=保存本节');
        await page.waitForSelector('text=已保存');
        expect(s).toMatchObject({ text: '我写的文字。', version: 3 });
      },
      { change: drafted },
    ));

  it('keeps an unsaved section over a reload', () =>
    visit(
      'draft',
      async (page) => {
        await page.click('.doc-edit >> nth=0');
        await page.fill('#section-text', '写到一半');
        await page.reload();
        await page.click('.doc-edit >> nth=0');
        expect(await page.inputValue('#section-text')).toBe('写到一半');
      },
      { change: drafted },
    ));

  it('drafts all sections that have no text, and no others', () =>
    visit(
      'draft',
      async (page, fake) => {
        await page.click('text=起草全部未写的节');
        await page.waitForSelector('text=已起草 2 节');
        expect(fake.asked.filter((a) => a.endsWith('/draft'))).toEqual([
          'POST /api/reports/r/sections/1.5/draft',
          'POST /api/reports/r/sections/2.1/draft',
        ]);
      },
      {
        change: (s) => {
          Object.assign(s.sections[1]!, { version: 1, state: 'edited', text: '人工写的。' });
        },
      },
    ));

  it('lists what is open when the final copy is refused', () =>
    visit('download', async (page) => {
      await page.click('.kinds >> text=正式稿');
      await page.click('[data-format=docx] button');
      await page.waitForSelector('text=现在还不能下载正式稿');
      expect(await page.innerText('.clash')).toMatch(/须改[\s\S]*没有写明以哪个预算数为基数/);
    }));

  it('takes a reason for a finding', () =>
    visit('figures', async (page) => {
      await page.click('[data-rule=C060] >> text=说明理由');
      await page.fill('[data-rule=C060] textarea', '当年未开展调查');
      await page.click('text=保存理由');
      await page.click('text=已说明理由（1）');
      await page.waitForSelector('.excused-list >> text=说明：当年未开展调查');
      await page.click('text=收回理由');
      await page.waitForSelector('.excused-list', { state: 'detached' });
      expect(await page.locator('[data-rule=C060] >> text=说明理由').count()).toBe(1);
    }));

  it('counts the places of a finding, groups by severity and subject, and leads to what settles it', () =>
    visit(
      'figures',
      async (page) => {
        expect(await page.locator('.sub-head').allInnerTexts()).toEqual(['须改 不处理不能出正式稿', '注意 请核实']);
        expect(await page.innerText('[data-rule=C031]')).toMatch(/共 2 处[\s\S]*预算执行率100%/);
        await page.click('text=检查规则：已查 2 条，缺数据未查 1 条');
        expect(await page.innerText('.rules')).toMatch(/C031[\s\S]*有问题[\s\S]*没有查[\s\S]*C095/);
        await page.click('[data-rule=C031] >> text=填“全年预算数”');
        await page.waitForSelector('.needs textarea:focus');
        expect(await page.innerText('.needs')).toContain('“全年预算数”的内容');
        await page.keyboard.type('8000万元');
        await page.click('.needs button[type=submit]');
        await page.click('text=回到刚才的位置');
        await page.waitForSelector('[data-rule=C031]:focus');
      },
      {
        change: (s) => {
          const f = s.findings[0]!;
          f.more = [{ quote: '执行率为100%', start: 40, end: 48 }];
          s.titles = { budget_full_year: '全年预算数' };
          s.rules = { checked: ['C031', 'C060'], notApplicable: ['C095'] };
        },
      },
    ));

  it('turns a finding into a problem of the report only with a cause', () =>
    visit(
      'figures',
      async (page, fake) => {
        await page.click('[data-rule=C031] >> text=加入“存在的问题”');
        await page.click('[data-rule=C031] button[type=submit]');
        await page.waitForSelector('[data-rule=C031] >> text=请写明原因');
        await page.fill('[data-rule=C031] textarea', '原因是年底集中支付。');
        await page.click('[data-rule=C031] button[type=submit]');
        await page.waitForSelector('text=已加入“存在的问题”');
        expect(fake.script.sent).toEqual([
          { key: 'problems', item: '1', value: '预算执行率为88%，低于90%。主要原因是年底集中支付。' },
        ]);
      },
      {
        change: (s) => {
          s.findings[0]!.seed = { text: '预算执行率为88%，低于90%。' };
        },
      },
    ));

  it('tells an office without reports what to do first', () =>
    visit(
      'review',
      async (page) => {
        await page.click('text=去放资料');
        await page.waitForSelector('#paste');
        await page.click('text=读取数据');
        expect(await page.innerText('[role=alert]')).toMatch(/请先粘贴正文/);
      },
      {
        change: (s) => {
          s.facts = [];
          s.conflicts = [];
        },
      },
    ));

  it.each([
    'source',
    'review',
    'ask',
    'figures',
    'figures/figures',
    'figures/trial',
    'figures/tables',
    'draft',
    'download',
  ])('fits 320 pixels: %s', (step) =>
    visit(
      step,
      async (page) => {
        await page.waitForLoadState('networkidle');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        await page.click('.chat-tab');
        await page.locator('zhibi-chat textarea').waitFor();
        await page.click('.side-close');
      },
      { change: drafted, width: 320 },
    ),
  );

  it.each([
    'source',
    'review',
    'ask',
    'figures',
    'figures/figures',
    'figures/trial',
    'figures/tables',
    'draft',
    'download',
  ])('names every control and nests no ids: %s', (step) =>
    visit(
      step,
      async (page) => {
        await page.waitForLoadState('networkidle');
        const faults = await page.evaluate(() => {
          const out: string[] = [];
          const look = (root: Document | ShadowRoot): void => {
            const ids = new Set<string>();
            for (const el of Array.from(root.querySelectorAll('*'))) {
              if (el.shadowRoot) look(el.shadowRoot);
              if (el.id && ids.has(el.id)) out.push(`id twice: ${el.id}`);
              ids.add(el.id);
              if (el.hasAttribute('style') && !['TEXTAREA'].includes(el.tagName)) out.push(`style: ${el.tagName}`);
              const named = (el.getAttribute('aria-label') ?? el.textContent ?? '').trim();
              if (/^(BUTTON|A)$/.test(el.tagName) && !named) out.push(`no name: ${el.outerHTML}`);
              if (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) {
                const field = el as HTMLInputElement;
                if (!field.labels?.length && !el.getAttribute('aria-label')) out.push(`no label: ${el.outerHTML}`);
              }
              const r = el.getBoundingClientRect();
              if (el.tagName === 'BUTTON' && r.width > 0 && (r.height < 24 || r.width < 24))
                out.push(`small: ${el.className} ${el.textContent}`);
            }
          };
          look(document);
          return out;
        });
        expect(faults).toEqual([]);
      },
      { change: drafted },
    ),
  );
});
