// What passes for a reason: 偏差原因, 调整得分的理由, 不适用的说明. Judges the wording's substance only by what is typically empty.

/** Phrases that stand in the column and explain nothing (domain: 暂无, 无, 按计划完成 while points are lost). */
const EMPTY =
  /^(?:暂?无(?:偏差|原因|说明)?|没有(?:原因|偏差)?|不涉及|不适用|按(?:计划|要求|时|期)?(?:全部)?完成|(?:已|全部|均已?)完成|正常|同上|略|详见附件|见附件|其他|空|待定|待补|未完成|有偏差|客观原因|\/|n\/?a)$/i;

/** Says nothing: blank, a stock phrase, or fewer than four characters of substance. */
export function isWeakReason(text: string): boolean {
  const bare = text.replace(/[\s。.，,；;、:：—\-－/]/g, '');
  return [...bare].length < 4 || EMPTY.test(bare);
}

/** 原因 and 改进措施 as one cell of the form. */
export const reasonText = (row: { reason: string; improvement: string }): string =>
  [row.reason, row.improvement].filter((t) => t !== '').join('；');
