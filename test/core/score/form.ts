// A scoring form for tests: execution, cost, output, effect, satisfaction, with every limit in it.
import type { Scoring } from '../../../src/core/score/scoring.ts';

export const SCORING: Scoring = {
  sets: [
    { id: 'with', label: '有成本指标', when: 'with_cost' },
    { id: 'without', label: '无成本指标', when: 'always' },
  ],
  groups: [
    {
      name: '预算执行率',
      weights: { with: 10, without: 10 },
      level2: [],
      rows: [
        {
          name: '预算执行率',
          level2: '',
          weight: 10,
          figure: 'execution_rate_full_year',
          target: '100%',
          rule: { rule: 'capped_ratio', full: 100 },
          nature: 'quantitative',
        },
      ],
      own: false,
    },
    { name: '成本指标', weights: { with: 20, without: 0 }, level2: ['经济成本'], rows: [], own: true },
    { name: '产出指标', weights: { with: 40, without: 50 }, level2: ['数量指标', '质量指标'], rows: [], own: true },
    { name: '效益指标', weights: { with: 20, without: 30 }, level2: ['社会效益指标'], rows: [], own: true },
    { name: '满意度指标', weights: { with: 10, without: 10 }, level2: ['服务对象满意度'], rows: [], own: true },
  ],
  executionFigure: 'execution_rate_full_year',
  notApplicable: 'rescale',
  negative: 'linear',
  overTarget: { threshold: 1.3, penalty: 0 },
  bands: [
    { label: '达成年度指标', from: 80, to: 100 },
    { label: '部分达成年度指标并具有一定效果', from: 60, to: 80 },
    { label: '未达成年度指标且效果较差', from: 0, to: 60 },
  ],
  caps: [
    { below: 80, total: 89 },
    { below: 70, total: 79 },
    { below: 60, total: 69 },
    { below: 50, total: 59 },
  ],
  reasons: { lostPoints: true, overTarget: true, executionBelow: 90, targetAdjusted: true, longest: 200 },
};
