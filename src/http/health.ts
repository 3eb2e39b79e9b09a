// Whether the process lives, and whether it can serve. Outside /api and without an actor: for the machinery around us.
import type { Hono } from 'hono';
import type { Store } from '../ports.ts';

export function health(app: Hono, store: Store): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const ready = await store.ready().catch(() => false);
    return c.json({ status: ready ? 'ready' : 'not-ready' }, ready ? 200 : 503);
  });
}
