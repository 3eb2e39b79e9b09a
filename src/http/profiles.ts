// The report kinds.
import { ok } from '../core/problem.ts';
import { pageOf } from './page.ts';
import { answer, type Route, route } from './route.ts';
import { pageQuery, profileListShape } from './wire.ts';

export const profileRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/profiles',
    tag: 'profiles',
    summary: '报告格式列表',
    query: pageQuery,
    answers: { 200: profileListShape },
    async handle({ parts, query }) {
      const shown = parts.profiles.map((p) => ({
        id: p.id,
        version: p.version,
        name: p.name,
        region: p.region,
        level: p.level,
        moneyUnit: p.moneyUnit,
        outline: p.outline.map(({ id, number, level, title, required }) => ({ id, number, level, title, required })),
      }));
      return answer(ok(pageOf(shown, query)), (page) => page);
    },
  }),
];
