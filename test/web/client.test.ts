import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireTurnEvent } from '../../src/http/wire.ts';
import { backOff, createClient, Failure, fileName, followTurn } from '../../web/client.ts';

const event = (n: number, kind: 'say' | 'done' = 'say'): WireTurnEvent =>
  (kind === 'done'
    ? { n, at: '', kind, payload: { version: 1 } }
    : { n, at: '', kind, payload: { text: `第${n}句` } }) as WireTurnEvent;
const frame = (e: WireTurnEvent): string => `id: ${e.n}\nevent: ${e.kind}\ndata: ${JSON.stringify(e)}\n\n`;

const streamOf = (texts: readonly string[], breaks: boolean): Response => {
  const bytes = texts.map((t) => new TextEncoder().encode(t));
  return new Response(
    new ReadableStream({
      pull(c) {
        const next = bytes.shift();
        if (next) c.enqueue(next);
        else if (breaks) c.error(new TypeError('network'));
        else c.close();
      },
    }),
  );
};

describe('following a turn', () => {
  const follow = async (answers: ((after: number) => Response)[], after = 0) => {
    const seen: number[] = [];
    const asked: number[] = [];
    const waits: number[] = [];
    const how = await followTurn({
      url: (n) => String(n),
      after,
      onEvent: (e) => seen.push(e.n),
      onLost: () => undefined,
      signal: new AbortController().signal,
      random: () => 0.5,
      wait: async (ms) => void waits.push(ms),
      fetch: async (url) => {
        asked.push(Number(url));
        const next = answers.shift();
        if (!next) throw new TypeError('network');
        return next(Number(url));
      },
    });
    return { how, seen, asked, waits };
  };

  it('ends at done', async () => {
    const r = await follow([() => streamOf([frame(event(1)), frame(event(2, 'done'))], false)]);
    expect(r).toMatchObject({ how: 'ended', seen: [1, 2], asked: [0] });
  });

  it('comes back after the last event seen when the line breaks', async () => {
    const r = await follow([
      () => streamOf([frame(event(1)), frame(event(2))], true),
      (after) => streamOf([frame(event(after + 1)), frame(event(after + 2, 'done'))], false),
    ]);
    expect(r).toMatchObject({ how: 'ended', seen: [1, 2, 3, 4], asked: [0, 2] });
    expect(r.waits).toEqual([500]);
  });

  it('passes on what is being written, which has no number of its own', async () => {
    const live = (n: number): WireTurnEvent =>
      ({ n, at: '', kind: 'text', payload: { section: null, from: 0, text: '本' } }) as WireTurnEvent;
    const bare = (e: WireTurnEvent): string => frame(e).replace(/^id: .*\n/, '');
    const r = await follow([
      () => streamOf([frame(event(1)), bare(live(1)), bare(live(1))], true),
      (after) => streamOf([bare(live(after)), frame(event(2, 'done'))], false),
    ]);
    expect(r).toMatchObject({ how: 'ended', seen: [1, 1, 1, 1, 2], asked: [0, 1] });
  });

  it('tells an event once although it is sent again', async () => {
    const r = await follow([
      () => streamOf([frame(event(1))], true),
      () => streamOf([frame(event(1)), frame(event(2)), frame(event(3, 'done'))], false),
    ]);
    expect(r.seen).toEqual([1, 2, 3]);
  });

  it('waits longer each time and gives up when the service stays away', async () => {
    const r = await follow([]);
    expect(r.how).toBe('lost');
    expect(r.waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  });

  it('takes a stream that ends in order without done for a stopped turn', async () => {
    const r = await follow([
      () => streamOf([frame(event(1))], false),
      () => streamOf([], false),
      () => streamOf([], false),
    ]);
    expect(r).toMatchObject({ how: 'closed', seen: [1] });
  });

  it('tells a refusal in the words of the service instead of asking again', async () => {
    const refusal = Response.json({ error: { code: 'not_found', message: '没有这次对话。' } }, { status: 404 });
    await expect(follow([() => refusal])).rejects.toMatchObject({ status: 404, message: '没有这次对话。' });
  });

  it('sees every event once wherever the lines break', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat(4), { maxLength: 4 }), async (n, lengths) => {
        const rest = [...lengths];
        const r = await follow(
          Array.from({ length: lengths.length + 1 }, () => (after: number) => {
            const take = rest.shift();
            const all = Array.from({ length: n - after }, (_, i) =>
              event(after + i + 1, after + i + 1 === n ? 'done' : 'say'),
            );
            return streamOf(all.slice(0, take ?? all.length).map(frame), take !== undefined);
          }),
        );
        expect(r.how).toBe('ended');
        expect(r.seen).toEqual(Array.from({ length: n }, (_, i) => i + 1));
      }),
    );
  });

  it('keeps the pause between tries within 12 seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, r) => {
        expect(backOff(n, () => r)).toBeLessThanOrEqual(12_000);
      }),
    );
  });
});

describe('errors', () => {
  const failing = (respond: () => Promise<Response>) =>
    createClient('http://host/', respond)
      .profiles()
      .catch((e) => e);

  it('are told in the words of the service', async () => {
    const e = await failing(async () =>
      Response.json({ error: { code: 'x', message: '文件为空。' } }, { status: 400 }),
    );
    expect(e).toBeInstanceOf(Failure);
    expect(e).toMatchObject({ status: 400, code: 'x', message: '文件为空。' });
  });
  it('have words of their own when a proxy answers with a page', async () => {
    const e = await failing(async () => new Response('<html>', { status: 502 }));
    expect(e.message).toMatch(/502.*重试/);
  });
  it('say what to do when the service cannot be reached', async () => {
    const e = await failing(async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(e).toMatchObject({ status: 0, code: 'offline' });
    expect(e.message).toMatch(/网络/);
  });
});

it('reads every page of a long list', async () => {
  const asked: string[] = [];
  const client = createClient('', async (url) => {
    asked.push(url);
    return Response.json(
      url.includes('after=')
        ? { items: [{ id: 'c' }], next: null, conflicts: [] }
        : { items: [{ id: 'a' }, { id: 'b' }], next: 'b b', conflicts: [] },
    );
  });
  expect((await client.facts('r/1')).items.map((f) => f.id)).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual(['/api/reports/r%2F1/facts?limit=1000', '/api/reports/r%2F1/facts?limit=1000&after=b%20b']);
});

it.each([
  ["attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.docx", '报告.docx'],
  ['attachment; filename="a.docx"', 'a.docx'],
  ['attachment; filename="a.md"; filename*=UTF-8\'\'%E6%8A%A5.md', '报.md'],
  ['attachment; filename*=UTF-8\'\'%E6%8; filename="b.md"', 'b.md'],
  [null, 'report.docx'],
])('a file is saved under the name in %j', (header, name) => {
  expect(fileName(header, 'report.docx')).toBe(name);
});
