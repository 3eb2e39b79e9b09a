// The machine's own Chromium, where there is one, and a page that fails the test on any script error or refused policy.
import { execFileSync } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';

function found(): string | null {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome'])
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || null;
    } catch {
      // Not this one.
    }
  return null;
}

/** null: browser tests are skipped. */
export const CHROMIUM = found();

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM!,
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });

export interface Opened {
  page: Page;
  /** What the page's console complained about. */
  faults: string[];
}

export async function openPage(browser: Browser, width = 1280, height = 800): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (e) => faults.push(e.message));
  page.on('console', (m) => {
    // A refused request is part of some tests; the browser reports it by itself.
    if (m.type() === 'error' && !/Failed to load resource/.test(m.text())) faults.push(m.text());
  });
  return { page, faults };
}
