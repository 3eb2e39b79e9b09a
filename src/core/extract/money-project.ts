// Budget and execution of a project that the text names. Whether the open topic is a project is the state's business.
import type { Ledger } from './ledger.ts';
import type { State } from './money-state.ts';
import type { Reading, Sentence } from './reading.ts';

/** Budget and execution of a project the text names (某某项目年初预算600万元，执行480万元); the scope is its name. */
export function mineProject(
  r: Reading,
  lead: string,
  state: State,
  amount: Sentence['amounts'][number],
  unit: string,
  when: number | null,
  ledger: Ledger,
): void {
  if (state.topic.is !== 'foreign') return;
  const clauses = lead.split(/[，；。：、（）]/);
  const tail = clauses.at(-1)!.trim();
  const named =
    /([\p{Script=Han}“”A-Za-z]{3,24}?(?:项目|工程))(?:支出)?(?:年初|财政)?(?:资金)?(?:预算|支出|决算|执行)/u.exec(tail);
  if (named) state.topic = { is: 'foreign', name: named[1]!, project: true };
  else if (/[；。]/.test(lead) || /项目|工程|经费|资金$/.test(tail)) state.topic = { is: 'foreign', name: '' };
  if (!state.topic.project) return;
  const key =
    /(?:年初)?预算(?:为|数|数为)?$/.test(tail) && !/调整|全年/.test(tail)
      ? 'project_budget'
      : /(?:执行|支出|决算|支付|已支付|实际支出)(?:为|数|数为)?$/.test(tail)
        ? 'project_executed'
        : null;
  if (!key) return;
  const start = amount.start - tail.length;
  ledger.add({
    key,
    period: when,
    scope: state.topic.name.replace(/^(?:其中|实施|完成|推进)/, ''),
    value: amount.value!,
    unit,
    qualifier: amount.qualifier,
    start: r.text.slice(start, amount.start).includes('\n') ? amount.start : start,
    end: amount.end,
    confidence: 'medium',
  });
}
