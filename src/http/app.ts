// The HTTP face, as a table of contents: guards, health, the resources, the page's files, and what is answered when all else
// fails. Knows no runtime: the parts come from an entry.
import { Hono } from 'hono';
import type { Profile } from '../core/profile.ts';
import type { Library } from '../core/sentence-library.ts';
import type { Actor, After, Clock, Log, MineText, Model, NewId, ReadBytes, Store } from '../ports.ts';
import { afterTimeout } from '../steps/after-timeout.ts';
import { mineText } from '../steps/mine-text.ts';
import type { StepParts } from '../steps/parts.ts';
import { previewShelf } from '../steps/preview-shelf.ts';
import { documentCache } from '../steps/source-documents.ts';
import { turnBus } from '../steps/turn-bus.ts';
import { turnWorks } from '../steps/turn-works.ts';
import { askRoutes } from './asks.ts';
import { documentRoutes } from './document.ts';
import { factRoutes } from './facts.ts';
import { figureRoutes } from './figures.ts';
import { ownHosts, safeHeaders, sameOrigin, trustedPages, typedBody } from './guard.ts';
import { health } from './health.ts';
import { modelRoutes } from './model.ts';
import { openApi } from './openapi.ts';
import { errorResponse, mistakeResponse } from './problem.ts';
import { profileRoutes } from './profiles.ts';
import { reportRoutes } from './reports.ts';
import { type Route, register } from './route.ts';
import { scoreRoutes } from './score.ts';
import { sectionRoutes } from './sections.ts';
import { sourceRoutes } from './sources.ts';
import { turnRoutes } from './turns.ts';
import { whatIfRoutes } from './what-if.ts';

export const ROUTES: readonly Route[] = [
  ...profileRoutes,
  ...modelRoutes,
  ...reportRoutes,
  ...sourceRoutes,
  ...factRoutes,
  ...turnRoutes,
  ...figureRoutes,
  ...whatIfRoutes,
  ...scoreRoutes,
  ...sectionRoutes,
  ...askRoutes,
  ...documentRoutes,
];

export interface AppParts {
  store: Store;
  model: Model;
  /** Already read and checked. */
  profiles: readonly Profile[];
  /** What profiles that come in may name; none when left out. */
  library?: Library;
  clock: Clock;
  newId: NewId;
  log: Log;
  readBytes: ReadBytes;
  /** In place when left out. */
  mine?: MineText;
  /** The runtime's own timer when left out. */
  after?: After;
  /** Sections written side by side; three for an endpoint, one for the embedded engine when left out. */
  atOnce?: number;
  /** Who acts; null: nobody is signed in. */
  actorOf(request: Request): Actor | null;
  /** Host names that are answered, without ports; any when left out. */
  hosts?: readonly string[];
  /** Origins whose pages may use the API (https://oa.example.gov.cn); only our own when left out. */
  origins?: readonly string[];
  /** The page's files, by path; null: there is none. */
  assets?(path: string): Response | null | Promise<Response | null>;
}

export const stepParts = ({
  store,
  model,
  profiles,
  library,
  clock,
  newId,
  log,
  readBytes,
  mine,
  after = afterTimeout,
  atOnce,
}: AppParts): StepParts => ({
  store,
  model,
  profiles,
  library: library ?? new Map(),
  clock,
  newId,
  log,
  readBytes,
  mine: mine ?? mineText,
  documents: documentCache(),
  previews: previewShelf(),
  bus: turnBus(after),
  works: turnWorks(after),
  after,
  atOnce: atOnce ?? (model.name === 'embedded' ? 1 : 3),
});

/** `steps`: given where the entry works with them too. */
export function createApp(given: AppParts, steps: StepParts = stepParts(given)): Hono {
  const app = new Hono();
  const description = openApi(ROUTES);
  const assets = given.assets;

  const trusted = given.origins ?? [];
  app.use(safeHeaders(trusted.length > 0));
  if (given.hosts) app.use(ownHosts(given.hosts));
  if (trusted.length) app.use('/api/*', trustedPages(trusted));
  app.use('/api/*', sameOrigin(trusted), typedBody);
  health(app, given.store);
  app.get('/api/openapi.json', (c) => c.json(description));
  register(app, ROUTES, steps, given.actorOf);

  app.all('/api/*', (c) =>
    errorResponse(404, {
      code: 'no_such_address',
      message: `没有这个接口：${c.req.method} ${c.req.path.slice(0, 100)}。接口说明见 /api/openapi.json。`,
    }),
  );
  app.notFound(async (c) => {
    const file = c.req.method === 'GET' || c.req.method === 'HEAD' ? await assets?.(c.req.path) : null;
    return file ?? c.text('没有这个页面。请回到首页 / 重新进入。', 404);
  });
  app.onError((error) => {
    const id = given.newId();
    given.log.error('request failed', { id, cause: error.stack ?? error.message });
    return mistakeResponse(id);
  });
  return app;
}
