// Scores, grades and indicator rows (target beside result) in tables.
import type { TableCell } from '../text/document.ts';
import { isNumeric } from '../text/structure.ts';
import type { Context } from './table-cell.ts';
import { meaningOf } from './table-meaning.ts';

/** 总分 | 100 | 97.52, 合计 | 100 | 97.26: the score beside the full marks. */
export function totalScore(c: Context, filled: TableCell[]): boolean {
  if (c.project !== null) return false;
  const at = filled.findIndex((x) => /^(?:总分|合计|总计|自评总分|得分合计|合计得分)$/.test(x.text.replace(/\s/g, '')));
  if (at < 0) return false;
  const rest = filled.slice(at + 1);
  const full = rest.findIndex((x) => /^100(?:\.0+)?分?$/.test(x.text));
  const lone = rest.filter((x) => isNumeric(x.text));
  if (
    full < 0 &&
    !(lone.length === 1 && /总分/.test(filled[at]!.text.replace(/\s/g, '')) && Number(lone[0]!.text) <= 110)
  )
    return false;
  const score = rest.slice(full + 1).find((x) => /^\d{1,3}(?:\.\d+)?分?$/.test(x.text));
  if (score)
    c.ledger.add({
      key: 'self_score',
      period: c.r.period,
      value: score.text.replace('分', ''),
      unit: '分',
      start: score.start,
      end: score.end,
      rank: 1,
    });
  gradesIn(c, filled);
  return true;
}

export function gradesIn(c: Context, cells: TableCell[]): void {
  for (let i = 0; i + 1 < cells.length; i++) {
    const m = meaningOf(cells[i]!.text);
    const value = cells[i + 1]!.text.replace(/[“”"]/g, '');
    if (m.is === 'rate' && m.of === 'grade' && /^(?:优秀|优|良好|良|中等|中|差|合格)$/.test(value))
      c.ledger.add({
        key: 'self_grade',
        period: c.r.period,
        value,
        unit: '',
        start: cells[i + 1]!.start,
        end: cells[i + 1]!.end,
        rank: 1,
      });
  }
}

/** A row of an indicator table: name, target, actual. Satisfaction rows give the two satisfaction facts. */
export function indicator(c: Context, header: TableCell[], row: TableCell[]): boolean {
  const column = (of: 'target' | 'actual' | 'sign') =>
    header.findIndex((h) => {
      const m = meaningOf(h.text);
      return m.is === 'rate' && m.of === of;
    });
  let [target, actual, sign] = [column('target'), column('actual'), column('sign')];
  if (target < 0) return false;
  // A row under a cell that spans rows lacks columns on its left.
  const missing = header.length - row.length;
  const first = row.findIndex((x) => /^[≥≤>=<]*\s*\d/.test(x.text));
  const shift = target - first;
  if (first >= 1 && shift > 0 && shift <= missing)
    [target, actual, sign] = [target - shift, actual < 0 ? -1 : actual - shift, sign < 0 ? -1 : sign - shift];
  if (row.length <= target) return false;
  const name = row.slice(0, target).filter((x) => x.text !== '' && !/^[≥≤>=<%—]+$/.test(x.text) && !isNumeric(x.text));
  const lead = name[0] ? meaningOf(name[0].text) : null;
  if (lead?.is === 'rate' || /^(?:总分|合计|总计)$/.test(name[0]?.text ?? '')) return false;
  const label = name.filter((x) => /满意/.test(x.text)).at(-1) ?? name[sign > 0 ? 0 : name.length - 1];
  if (!label) return false;
  const symbol = sign >= 0 ? (row[sign]?.text ?? '') : '';
  const put = (kind: 'target' | 'actual', cell: TableCell | undefined) => {
    if (!cell || cell.text === '' || /^[—-]+$/.test(cell.text)) return;
    const shown =
      kind === 'target' && /^[≥≤>=<]/.test(symbol) && !/^[≥≤>=<]/.test(cell.text) ? `${symbol}${cell.text}` : cell.text;
    c.ledger.add({
      key: `indicator_${kind}`,
      period: c.r.period,
      scope: label.text,
      value: shown,
      start: cell.start,
      end: cell.end,
      rank: 1,
      confidence: 'medium',
    });
    const m = /([≥>]?)\s*=?\s*(\d+(?:\.\d+)?)\s*(%?)(以上)?/.exec(shown);
    if (/满意/.test(label.text) && m && Number(m[2]) <= 100 && Number(m[2]) > 1)
      c.ledger.add({
        key: kind === 'target' ? 'satisfaction_target' : 'satisfaction_rate',
        period: c.r.period,
        value: m[2]!,
        unit: '%',
        qualifier: kind === 'target' && (m[1] || m[4]) ? '以上' : null,
        start: cell.start,
        end: cell.end,
        rank: kind in c.satisfied ? 3 : 2,
      });
    if (/满意/.test(label.text) && m) c.satisfied[kind] = true;
    if (/^预算执行率$/.test(label.text) && kind === 'actual' && m?.[3])
      c.ledger.add({
        key: 'execution_rate',
        period: c.r.period,
        value: m[2]!,
        unit: '%',
        start: cell.start,
        end: cell.end,
        rank: 3,
        confidence: 'medium',
      });
  };
  put('target', row[target]);
  if (actual >= 0) put('actual', row[actual]);
  return true;
}

export function flatSatisfaction(c: Context, cells: TableCell[], i: number): void {
  const cell = cells[i]!;
  if (!/满意度/.test(cell.text) || cell.text.length > 24) return;
  const heads = cells
    .slice(Math.max(0, i - 400), i)
    .map((x) => meaningOf(x.text))
    .filter((m) => m.is === 'rate');
  if (!heads.some((m) => m.is === 'rate' && m.of === 'target')) return;
  const values: { v: string; cell: TableCell; sign: string }[] = [];
  let sign = '';
  for (const x of cells.slice(i + 1, i + 5)) {
    const m = /^([≥>=≤]*)(\d{1,3}(?:\.\d+)?)?%?$/.exec(x.text);
    if (!m) break;
    if (m[2]) values.push({ v: m[2], cell: x, sign: m[1] || sign });
    else sign = m[1]!;
  }
  const first = values[0];
  if (first)
    c.ledger.add({
      key: 'satisfaction_target',
      period: c.r.period,
      value: first.v,
      unit: '%',
      qualifier: /[≥>]/.test(first.sign) ? '以上' : null,
      start: first.cell.start,
      end: first.cell.end,
      rank: 2,
    });
  const second = values[1];
  if (second && heads.some((m) => m.is === 'rate' && m.of === 'actual'))
    c.ledger.add({
      key: 'satisfaction_rate',
      period: c.r.period,
      value: second.v,
      unit: '%',
      start: second.cell.start,
      end: second.cell.end,
      rank: 2,
    });
}
