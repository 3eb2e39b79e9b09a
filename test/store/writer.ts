// A program of its own for sqlite.test.ts: adds facts to one report, one commit each, and says each id once it is committed.
// node writer.ts <database> <report> <times | forever>
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { FactId, OrgId, ReportId, UserId } from '../../src/core/id.ts';
import type { Actor } from '../../src/ports.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

const [path = '', reportId = '', times = ''] = process.argv.slice(2);
const report = reportId as ReportId;
const actor: Actor = { org: 'ours' as OrgId, user: 'writer' as UserId, name: 'writer' };
const at = '2026-01-02T03:04:05.000Z';
const store = openSqlite(path);

// Whoever comes second finds it there.
await store.commit(actor, [
  {
    do: 'create-report',
    report: {
      id: report,
      profile: 'p',
      profileVersion: '1',
      period: 2022,
      unitName: null,
      version: 1,
      createdAt: at,
      updatedAt: at,
    },
  },
]);

for (let done = 0; times === 'forever' || done < Number(times); done++) {
  const id = randomUUID() as FactId;
  for (;;) {
    const seen = await store.report(actor, report);
    const answer = await store.commit(actor, [
      { do: 'touch-report', report, at, expectedVersion: seen!.version },
      {
        do: 'add-fact',
        report,
        at,
        what: 'stated',
        fact: {
          id,
          key: 'budget_income_total',
          period: 2022,
          scope: null,
          item: null,
          value: String(done),
          unit: '万元',
          qualifier: null,
          label: null,
          origin: { from: 'person' },
          also: [],
          confidence: 'high',
          reasons: [],
          raw: null,
          standing: { is: 'candidate' },
          version: 1,
        },
      },
    ]);
    if (answer.ok) break;
    if (answer.why !== 'stale') throw new Error(answer.why);
  }
  writeSync(1, `${id}\n`);
}
await store.close();
