import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withoutStrays } from '../../src/ingest/pdf-strays.ts';

const named = (name: string): Error => Object.assign(new Error(name), { name });

describe('rejections nobody attends to', () => {
  let before: NodeJS.UnhandledRejectionListener[] = [];
  let heard: string[] = [];
  const own = (reason: unknown) => {
    heard.push((reason as Error).name);
  };
  beforeEach(() => {
    before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', own);
    heard = [];
  });
  afterEach(() => {
    process.removeAllListeners('unhandledRejection');
    for (const l of before) process.on('unhandledRejection', l);
  });

  it('of pdf.js are dropped while a PDF is read, all others go where they went', async () => {
    const read = await withoutStrays(async () => {
      void Promise.reject(named('XRefEntryException'));
      void Promise.reject(named('TypeError'));
      return 7;
    });
    expect(read).toBe(7);
    expect(heard).toEqual(['TypeError']);
  });

  it('are nobody’s business of ours before and after, readers side by side too', async () => {
    await Promise.all([withoutStrays(async () => 1), withoutStrays(async () => 2)]);
    expect(process.listeners('unhandledRejection')).toEqual([own]);
    await expect(withoutStrays(() => Promise.reject(named('Error')))).rejects.toThrow('Error');
    expect(process.listeners('unhandledRejection')).toEqual([own]);
  });
});
