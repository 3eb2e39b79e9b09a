// Facts and a report kind for tests: a short notation for facts, and a profile with nothing in it but numbers.
import { readFileSync } from 'node:fs';
import type { StatedFact } from '../../../src/core/fact.ts';
import type { Qualifier } from '../../../src/core/number/qualifier.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { SCORING } from '../score/form.ts';

export const PERIOD = 2022;

export const PROFILE: Profile = {
  id: 'test',
  version: '1',
  name: '测试',
  region: '测试',
  level: '县区',
  titlePattern: '{unit}{year}年度部门整体支出绩效自评报告',
  moneyUnit: '万元',
  decimals: { money: 2, percent: 2, score: 1 },
  executionBase: 'full_year',
  thresholds: { lowExecution: 90, largeAdjustment: 30, overTarget: 30 },
  grades: [
    { from: 90, grade: '优' },
    { from: 80, grade: '良' },
    { from: 60, grade: '中' },
    { from: 0, grade: '差' },
  ],
  scoring: { ...SCORING, caps: [] },
  outline: [
    section('1', '部门概况', 1),
    section('1.1', '部门主要职责职能情况', 2),
    section('1.2', '年度整体支出绩效目标', 2),
    section('2', '绩效实现情况', 1),
    section('2.1', '履职完成情况', 2),
    section('2.2', '履职效果情况', 2),
    section('3', '存在问题及改进措施', 1),
    section('3.1', '主要问题及原因分析', 2),
  ],
  formHints: ['从数量、质量、时效等方面归纳反映年度主要计划任务完成情况'],
  verify: [],
};

function section(id: string, title: string, level: 1 | 2): Profile['outline'][number] {
  return {
    id,
    number: '',
    level,
    title,
    hint: '',
    canonical: [],
    names: [title],
    required: true,
    requires: [],
    compose: [],
    tables: [],
  };
}

export type Notation = Record<string, string | readonly string[]>;

/** `{"budget_income_total@prior": "3250万元", "projects_total#甲镇": "18个", "problems": ["…"]}` */
export function stated(notation: Notation): StatedFact[] {
  return Object.entries(notation).flatMap(([name, said]): StatedFact[] => {
    const [left, scope = null] = name.split('#') as [string, string?];
    const [key, when] = left.split('@') as [string, string?];
    const slot = { key, period: when === 'prior' ? PERIOD - 1 : PERIOD, scope, label: null };
    if (typeof said !== 'string')
      return said.map((value, i) => ({ ...slot, item: String(i + 1), value, unit: '', qualifier: null }));
    const m = /^(约|近|超过)?(-?\d+(?:\.\d+)?)(余)?([^\d\s，；。]{0,4}?)(以上|左右)?$/.exec(said);
    const words = /_(?:text|name|names|reason|method|channel|date|target|actual|url|grade|carryover)$/.test(key);
    if (
      !m ||
      (words &&
        !/^(satisfaction_target|three_public|procurement|meeting|training|building|office|water|power|travel)/.test(
          key,
        ))
    )
      return [{ ...slot, item: null, value: said, unit: '', qualifier: null }];
    const qualifier = (m[1] ?? m[3] ?? m[5] ?? null) as Qualifier | null;
    return [{ ...slot, item: null, value: m[2]!, unit: m[4] ?? '', qualifier }];
  });
}

export const readCases = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../cases/check/${name}`, import.meta.url), 'utf8')) as T;
