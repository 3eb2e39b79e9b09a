// Which facts a topic holds: those of one colleague, of one theme, or one fact.
import { THEMES } from '../catalogue/catalogue.ts';
import type { Supplier } from '../catalogue/definition.ts';
import type { Topic } from './intent.ts';

export const inTopic = (topic: Topic, key: string, supplier: Supplier): boolean =>
  'key' in topic
    ? topic.key === key
    : 'supplier' in topic
      ? topic.supplier === supplier
      : THEMES[topic.theme].some((d) => d.key === key);

const THEME_WORDS: Readonly<Record<keyof typeof THEMES, string>> = {
  unit: '单位基本情况',
  staff: '人员',
  assets: '资产',
  budget: '预算',
  final: '决算',
  three_public: '“三公”经费和采购',
  goals: '目标和任务',
  indicators: '绩效指标',
  results: '履职成果和满意度',
  management: '绩效管理和结果应用',
};

export const topicWords = (topic: Topic, label: (key: string) => string): string =>
  'key' in topic ? label(topic.key) : 'supplier' in topic ? `由${topic.supplier}提供的数据` : THEME_WORDS[topic.theme];
