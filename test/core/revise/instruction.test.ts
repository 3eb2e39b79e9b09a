import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, type Instruction, readInstruction } from '../../../src/core/revise/instruction.ts';
import { cpuTime } from '../../cpu-time.ts';

const tight: Change = { do: 'shorten', share: null, characters: null, optional: false };
const words = (w: string) => ({ is: 'words', words: w }) as const;
const paragraph = (n: number) => ({ is: 'paragraph', n }) as const;

describe('an instruction', () => {
  it.each<[string, Change[], Instruction['paragraphs']?]>([
    ['更简洁', [tight]],
    ['写得更简洁一些。', [tight]],
    ['请把第二段写得简洁一点', [tight], { from: 2, to: 2 }],
    ['精简', [tight]],
    ['压缩一下', [tight]],
    ['把第三段压缩一半', [{ ...tight, share: 50 }], { from: 3, to: 3 }],
    ['压缩到200字', [{ ...tight, characters: 200 }]],
    ['压缩到三百字以内', [{ ...tight, characters: 300 }]],
    ['控制在150字以内', [{ ...tight, characters: 150 }]],
    ['压缩三分之一', [{ ...tight, share: 67 }]],
    ['压缩20%', [{ ...tight, share: 80 }]],
    ['缩减到原来的60%', [{ ...tight, share: 60 }]],
    ['删去次要数据', [{ ...tight, optional: true }]],
    ['扩写', [{ do: 'expand' }]],
    ['写得更详细一些', [{ do: 'expand' }]],
    ['第一段扩写一下', [{ do: 'expand' }], { from: 1, to: 1 }],
    ['语气更正式', [{ do: 'formal' }]],
    ['更正式一点', [{ do: 'formal' }]],
    ['语言要规范', [{ do: 'formal' }]],
    ['改用书面语', [{ do: 'formal' }]],
    ['去掉套话', [{ do: 'plain' }]],
    ['删去空话套话', [{ do: 'plain' }]],
    ['合并第一段和第二段', [{ do: 'merge', from: 1, to: 2 }]],
    ['把第2段和第3段合并成一段', [{ do: 'merge', from: 2, to: 3 }]],
    ['第一、二段合并', [{ do: 'merge', from: 1, to: 2 }]],
    ['合并两段', [{ do: 'merge', from: 1, to: 2 }]],
    ['合并后两段', [{ do: 'merge', from: -2, to: -1 }]],
    ['拆成两段', [{ do: 'split', into: 2, at: null }]],
    ['把第一段拆分成三段', [{ do: 'split', into: 3, at: null }], { from: 1, to: 1 }],
    ['从第三句开始另起一段', [{ do: 'split', into: 2, at: { is: 'sentence', n: 3, paragraph: null } }]],
    ['补充原因', [{ do: 'cause' }]],
    ['补充执行率偏低的原因', [{ do: 'cause' }]],
    ['说明主要原因', [{ do: 'cause' }]],
    ['按先收入后支出的顺序', [{ do: 'order', topics: ['收入', '支出'] }]],
    ['按照收入、支出、结余的顺序重写', [{ do: 'order', topics: ['收入', '支出', '结余'] }]],
    ['删去“成效显著”', [{ do: 'delete', what: words('成效显著') }]],
    ['请删除成效显著。', [{ do: 'delete', what: words('成效显著') }]],
    ['删去“，执行情况良好”', [{ do: 'delete', what: words('，执行情况良好') }]],
    ['删去成效显著，改善明显', [{ do: 'delete', what: words('成效显著，改善明显') }]],
    ['删去第二段', [{ do: 'delete', what: paragraph(2) }]],
    ['删掉最后一段', [{ do: 'delete', what: paragraph(-1) }]],
    ['删去第一段的第二句', [{ do: 'delete', what: { is: 'sentence', n: 2, paragraph: 1 } }]],
    ['删去最后一句', [{ do: 'delete', what: { is: 'sentence', n: -1, paragraph: null } }]],
    ['删去这句话', [{ do: 'delete', what: { is: 'target' } }]],
    ['删去关于满意度的句子', [{ do: 'delete', what: { is: 'about', words: '满意度' } }]],
    ['把“本中心”改为“中心”', [{ do: 'replace', find: words('本中心'), put: '中心' }]],
    ['将本中心改成中心。', [{ do: 'replace', find: words('本中心'), put: '中心' }]],
    ['把这句改为“中心已完成任务。”', [{ do: 'replace', find: { is: 'target' }, put: '中心已完成任务。' }]],
    ['把第二段放到第一段前面', [{ do: 'move', what: paragraph(2), where: 'before', other: paragraph(1) }]],
    ['把第三段移到最前面', [{ do: 'move', what: paragraph(3), where: 'first', other: null }]],
    [
      '把关于满意度的句子移到最后',
      [{ do: 'move', what: { is: 'about', words: '满意度' }, where: 'last', other: null }],
    ],
    ['第一段和第三段对调', [{ do: 'swap', one: paragraph(1), other: paragraph(3) }]],
    ['改成分条', [{ do: 'list', mark: '（1）' }]],
    ['第二段改成分条', [{ do: 'list', mark: '（1）' }], { from: 2, to: 2 }],
    ['用一是、二是的形式列出', [{ do: 'list', mark: '一是' }]],
    ['改成一段', [{ do: 'prose' }]],
    ['加上资产总额的句子', [{ do: 'add-fact', name: '资产总额' }]],
    ['补一句公众满意度', [{ do: 'add-fact', name: '公众满意度' }]],
    ['恢复上一版', [{ do: 'restore', version: null }]],
    ['恢复到第3版', [{ do: 'restore', version: 3 }]],
    ['撤销', [{ do: 'undo' }]],
    ['重做', [{ do: 'redo' }]],
    ['合并第一段和第二段，并更简洁', [{ do: 'merge', from: 1, to: 2 }, tight]],
    ['删去“成效显著”，语气更正式', [{ do: 'delete', what: words('成效显著') }, { do: 'formal' }]],
    ['第二段语气更正式，再压缩一半', [{ do: 'formal' }, { ...tight, share: 50 }], { from: 2, to: 2 }],
    ['写得更生动一些', [{ do: 'free', words: '写得更生动一些' }]],
    ['调整语序', [{ do: 'free', words: '调整语序' }]],
  ])('%s', (instruction, changes, paragraphs = null) => {
    const read = readInstruction(instruction);
    expect({ paragraphs: read.paragraphs, changes: read.changes }).toEqual({ paragraphs, changes });
    expect(read.said.length).toBe(changes.length);
  });

  it('is never empty, whatever it says, and is read in no time', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('把', '第', '二', '段', '改', '为', '“', '”', '，', '删', '去', '1', '的', '和'),
          maxLength: 400,
        }),
        (s) => {
          const { changes } = readInstruction(`${s}a`);
          expect(changes.length).toBeGreaterThan(0);
        },
      ),
    );
    const long = `把${'第一段和'.repeat(450)}`;
    const before = cpuTime();
    readInstruction(long);
    expect(cpuTime() - before).toBeLessThan(1000);
  });
});
