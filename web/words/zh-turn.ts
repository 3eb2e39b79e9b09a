// Words for what a turn of the chat is doing. Apart from the others: the page's first load does without them.
export const turn = {
  stopped: '已停止。已完成的部分都已保存。',
  goOn: '继续',
  progress: '正在起草：已完成 {done} 节，共 {of} 节',
  queued: '排队中，第 {n} 位',
  thinking: '正在思考……',
  written: '已写 {n} 字，写完核对后显示',
  again: '这次没有写成，正在重试……',
  instead: '内置引擎代写：{why}',
  announceSection: '已起草 {done} 节，共 {of} 节。',
};
