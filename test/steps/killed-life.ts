// What killed-turns.test.ts and the process it kills agree on: the script of messages, and what one life of the process is told.
import type { OrgId, UserId } from '../../src/core/id.ts';
import type { Actor } from '../../src/ports.ts';

export interface Life {
  db: string;
  migrations: string;
  report: string;
  /** Which life it is, and when it begins (ms). */
  n: number;
  began: number;
  /** Messages to send: those before `from` have ended. */
  from: number;
  to: number;
  /** The commit to die at; 0: it lives to the end. told: it says so, and is killed from outside. */
  at: number;
  when: 'before' | 'after' | 'told';
}

export const STAFF: Actor = { org: 'org-1' as OrgId, user: 'user-1' as UserId, name: '测试员' };

const SCRIPT: ((round: number) => string)[] = [
  (r) => `2022年末在职人员${21 + (r % 5)}人`,
  () => '是',
  () => '起草全文',
  (r) => `2022年收入预算总额${1300 + r}万元，2022年支出预算总额${1290 + r}万元`,
  () => '确认',
  () => '还缺什么',
  () => '起草1.2',
  () => '撤销',
  () => '跳过',
];

export const messageAt = (i: number): { id: string; text: string } => ({
  id: `turn-${String(i).padStart(6, '0')}`,
  text: SCRIPT[i % SCRIPT.length]!(Math.floor(i / SCRIPT.length)),
});
