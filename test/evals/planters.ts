// What can go wrong in a report, as planters: each finds by form alone where a text offers its kind of error, and says what would stand
// there then. A planter knows no report and no rule's inside; `rules` names the rules that ought to object.
import type { Profile } from '../../src/core/profile.ts';

export interface Report {
  name: string;
  text: string;
  period: number;
  profile: Profile;
}

export interface Site {
  start: number;
  end: number;
  /** What stands there instead. */
  now: string;
}

export interface Planter {
  kind: string;
  /** Any of them is the right answer. */
  rules: readonly string[];
  /** So many in one report at most, evenly spread over its sites. */
  most: number;
  sites(report: Report): Site[];
}

interface Num {
  start: number;
  end: number;
  digits: string;
  unit: string;
  /** In hundredths. */
  value: number;
  lead: string;
}

const NUMBER = /(?<![\d.A-Za-z〔])(\d[\d,]*(?:\.\d+)?)(万元|亿元|元|%|个百分点|[\u4e00-\u9fff])?/g;

/** Numbers of a stretch with the words before each. */
function numbersIn(text: string, offset = 0): Num[] {
  let last = 0;
  return [...text.matchAll(NUMBER)].map((m) => {
    const lead = text.slice(last, m.index);
    last = m.index + m[0].length;
    const digits = m[1]!;
    return {
      start: offset + m.index,
      end: offset + m.index + digits.length,
      digits,
      unit: m[2] ?? '',
      value: Math.round(Number(digits.replaceAll(',', '')) * 100),
      lead,
    };
  });
}

interface Stretch {
  start: number;
  text: string;
}
const cut = (text: string, by: RegExp): Stretch[] =>
  [...text.matchAll(by)].map((m) => ({ start: m.index, text: m[0] }));
const sentences = (text: string): Stretch[] => cut(text, /[^。\n]+/g);
const lines = (text: string): Stretch[] => cut(text, /[^\n]+/g);

/** A middle digit becomes another one: 1238.60 -> 1268.60. The same site always slips the same way. */
function slipped(digits: string): string {
  const places = [...digits].flatMap((c, i) => (/\d/.test(c) ? [i] : []));
  const whole = places.filter((i) => !digits.slice(0, i).includes('.'));
  const at = whole[Math.min(1, whole.length - 1)]!;
  const to = (Number(digits[at]) + 3) % 10;
  // A leading zero is no number.
  return digits.slice(0, at) + (at === 0 && to === 0 ? 1 : to) + digits.slice(at + 1);
}

const slip = (n: Num): Site => ({ start: n.start, end: n.end, now: slipped(n.digits) });
const isMoney = (n: Num): boolean => /元$/.test(n.unit);
const ARITHMETIC = [
  ...['C001', 'C002', 'C003', 'C004', 'C005', 'C006', 'C007', 'C008', 'C009', 'C010', 'C012', 'C013', 'C014', 'C020'],
  ...[
    'C030',
    'C035',
    'C036',
    'C037',
    'C038',
    'C040',
    'C041',
    'C045',
    'C047',
    'C048',
    'C049',
    'C053',
    'C055',
    'C141',
    'C144',
  ],
];

/** Sums that a sentence states: a whole and, after 其中, a colon or a bracket, a run of parts that make it. */
function sumsOf(text: string): { whole: Num; parts: Num[] }[] {
  return sentences(text).flatMap((s) => {
    const money = numbersIn(s.text, s.start).filter(isMoney);
    return money.flatMap((whole, i) => {
      for (let k = i + 3; k <= Math.min(money.length, i + 7); k++) {
        const parts = money.slice(i + 1, k);
        if (parts.reduce((t, p) => t + p.value, 0) === whole.value)
          return /其中|[：:（]|分别|包括/.test(text.slice(whole.end, parts[0]!.start)) ? [{ whole, parts }] : [];
      }
      return [];
    });
  });
}

/** Rates that two numbers of the same sentence give. */
function ratesOf(text: string, wanted: (n: Num) => boolean, operands: (n: Num) => boolean) {
  return sentences(text).flatMap((s) => {
    const all = numbersIn(s.text, s.start);
    return all.flatMap((rate, i) => {
      if (rate.unit !== '%' || !wanted(rate)) return [];
      const before = all.slice(Math.max(0, i - 4), i).filter(operands);
      for (const a of before)
        for (const b of before)
          if (a !== b && a.value < b.value && Math.abs((a.value / b.value) * 100 - rate.value / 100) < 0.006)
            return [{ rate, top: a, base: b }];
      return [];
    });
  });
}

interface Grid {
  head: string[];
  rows: { cells: Stretch[] }[];
}
function gridsOf(text: string): Grid[] {
  const grids: Grid[] = [];
  let open: { cells: Stretch[] }[] = [];
  const close = (): void => {
    if (open.length > 2) grids.push({ head: open[0]!.cells.map((c) => c.text), rows: open.slice(1) });
    open = [];
  };
  for (const line of lines(text)) {
    if (!line.text.includes('\t')) close();
    else open.push({ cells: cut(line.text, /[^\t]+/g).map((c) => ({ start: c.start + line.start, text: c.text })) });
  }
  close();
  return grids;
}
const cellNumber = (c: Stretch | undefined): Num | null =>
  c && /^\d[\d,.]*%?$/.test(c.text)
    ? { ...numbersIn(c.text, c.start)[0]!, unit: c.text.endsWith('%') ? '%' : '' }
    : null;

const all = (text: string, by: RegExp, now: (m: RegExpExecArray) => string | null): Site[] =>
  [...text.matchAll(by)].flatMap((m) => {
    const to = now(m);
    return to === null || to === m[0] ? [] : [{ start: m.index, end: m.index + m[0].length, now: to }];
  });

/** The lines under headings whose words match, up to the next heading. */
const HEADING = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/;
function under(text: string, title: RegExp): { heading: Stretch; body: Stretch[] }[] {
  const rows = lines(text);
  return rows.flatMap((heading, i) => {
    if (!HEADING.test(heading.text) || !title.test(heading.text) || /。/.test(heading.text)) return [];
    const rest = rows.slice(i + 1);
    const end = rest.findIndex((r) => HEADING.test(r.text));
    return [{ heading, body: end < 0 ? rest : rest.slice(0, end) }];
  });
}
const swap = (s: Stretch, to: string): Site => ({ start: s.start, end: s.start + s.text.length, now: to });
/** After the first full stop of ordinary paragraphs. */
const afterSentence = (text: string, insert: string): Site[] =>
  lines(text)
    .filter((l) => l.text.length > 80 && l.text.includes('。') && !l.text.includes('\t'))
    .map((l) => {
      const at = l.start + l.text.indexOf('。') + 1;
      return { start: at, end: at, now: insert };
    });

const unitOf = ({ text, period }: Report): string =>
  /^(?:20\d\d年度?)?([\u4e00-\u9fff]+?)(?:20\d\d|部门)/.exec(text.split('\n')[0]!.replace(`${period}年度`, ''))?.[1] ??
  '';

/** Words often confused in official writing, right -> wrong: written down without a look at the program's own table. */
/** Words often confused or misread in official writing, right>wrong: written down without a look at the program's own table. */
const CONFUSED: readonly (readonly [string, string])[] =
  '绩效目标>续效目标 绩效自评>候效自评 平方米>平米 截至2>截止2 拨付>拔付 财政拨款>财政拔款 台账>台帐 账户>帐户 账实>帐实 记账>记帐 其他>其它 签订>签定 部署>布署 部分>部份 健全>建全 采购>采构 预算>予算 万元>万圆 安装>按装 妨碍>防碍 亟待>急待 覆盖>复盖 整体>整休 已完成>己完成 已支付>己支付 竣工>峻工 统筹>统畴 履职>屡职 作为202>做为202 年度>年渡 度过>渡过 凭证>凭正 辐射>幅射 分内>份内 松弛>松驰 竞争>竟争 决算>决祘 支出>支岀 贯彻>惯彻 核准>核淮 标准>标淮 批准>批淮 准确>淮确 坚持>坚特 维持>维特 干部>千部 职责>职贵 责任>贵任 负责>负贵 财务>财努 业务>业努 服务>服努 宣传>宜传 适宜>适宣 制度>制渡 建设>建没 设施>没施 档案>挡案 针对>真对 按照>安照 督促>督捉 筹备>畴备 精简>精减 辖区>瞎区 治理>冶理 拖欠>托欠 贯穿>惯穿 纪律>记律 纪要>记要 陈旧>阵旧 偏低>遍低 普遍>普偏 缓慢>暖慢 滞后>带后 延迟>廷迟 延长>廷长 抽样>抽祥 详细>祥细'
    .split(' ')
    .map((pair) => pair.split('>') as [string, string]);

export const PLANTERS: readonly Planter[] = [
  {
    kind: '合计中的分项错一位',
    rules: ARITHMETIC,
    most: 4,
    sites: ({ text }) => sumsOf(text).flatMap((s) => s.parts.map(slip)),
  },
  { kind: '合计数错一位', rules: ARITHMETIC, most: 2, sites: ({ text }) => sumsOf(text).map((s) => slip(s.whole)) },
  {
    kind: '分项单位错写',
    rules: [...ARITHMETIC, 'C017', 'C110'],
    most: 2,
    sites: ({ text }) =>
      sumsOf(text).map(({ parts: [p] }) => ({
        start: p!.end,
        end: p!.end + p!.unit.length,
        now: p!.unit === '元' ? '万元' : '元',
      })),
  },
  {
    kind: '表格数字错一位',
    rules: [...ARITHMETIC, 'C067', 'C069', 'C071', 'C068', 'C076'],
    most: 4,
    sites: ({ text }) =>
      gridsOf(text)
        .filter((g) => g.rows.some((r) => /^合计$/.test(r.cells[0]?.text ?? '')))
        .flatMap((g) =>
          g.rows.flatMap((r) =>
            r.cells
              .slice(1)
              .flatMap((c) => cellNumber(c) ?? [])
              .filter((n) => n.unit !== '%')
              .map(slip),
          ),
        ),
  },
  {
    kind: '表格执行率算错',
    rules: ['C030', 'C055'],
    most: 2,
    sites: ({ text }) =>
      gridsOf(text)
        .filter((g) => g.head.some((h) => /执行率/.test(h)))
        .flatMap((g) =>
          g.rows.flatMap((r) =>
            r.cells
              .flatMap((c) => cellNumber(c) ?? [])
              .filter((n) => n.unit === '%')
              .map(slip),
          ),
        ),
  },
  {
    kind: '执行率算错',
    rules: ['C030', 'C055', 'C032', 'C071', 'C141'],
    most: 3,
    sites: ({ text }) =>
      ratesOf(text, (r) => /执行率|控制率|利用率|预算数的$/.test(r.lead), isMoney).map((r) => slip(r.rate)),
  },
  {
    kind: '比率与数量不符',
    rules: ['C055'],
    most: 3,
    sites: ({ text }) =>
      ratesOf(
        text,
        (r) => /(?:整改|合格|结案|年检|完工|完成|办结|满意)(?:率|度)(?:为|达到)?$/.test(r.lead),
        (n) => !isMoney(n) && n.unit !== '%' && n.unit !== '',
      ).map((r) => slip(r.rate)),
  },
  {
    kind: '占比算错',
    rules: ['C055', 'C054'],
    most: 2,
    sites: ({ text }) =>
      sentences(text).flatMap((s) =>
        numbersIn(s.text, s.start)
          .filter(
            (n) =>
              n.unit === '%' &&
              /万?元，占[^，]{0,12}$/.test(text.slice(n.start - 20, n.start)) &&
              n.digits.includes('.'),
          )
          .map(slip),
      ),
  },
  {
    kind: '增减额与增减率不符',
    rules: ['C048', 'C049', 'C055', 'C040'],
    most: 2,
    sites: ({ text }) =>
      sentences(text).flatMap((s) => {
        const ns = numbersIn(s.text, s.start);
        return ns.flatMap((n, i) => {
          const change = ns[i - 1];
          return n.unit === '%' &&
            change &&
            isMoney(change) &&
            /(?:增长|下降)$/.test(n.lead) &&
            /(?:增加|减少)$/.test(change.lead)
            ? [slip(n)]
            : [];
        });
      }),
  },
  {
    kind: '升降方向写反',
    rules: ['C047', 'C048', 'C049'],
    most: 3,
    sites: ({ text }) =>
      all(text, /(?<=由[^，。]{0,16}?)(提高到|提升到|增加到|缩短到|下降到)(?=\d)/g, (m) =>
        /提高|提升|增加/.test(m[1]!) ? '下降到' : '提高到',
      ),
  },
  {
    kind: '百分点写成百分号',
    rules: ['C052'],
    most: 3,
    sites: ({ text }) => all(text, /(?<=(?:提高|提升|高于目标值?|下降)[\d.]+)个百分点/g, () => '%'),
  },
  {
    kind: '年份未更新',
    rules: ['C090'],
    most: 4,
    sites: ({ text, period }) =>
      all(
        text,
        new RegExp(`(?<=[\\n。])${period}年(?=[^0-9\\n。]{0,12}(?:，|预算|收入|年初|本年|总体|实施))`, 'g'),
        () => `${period - 1}年`,
      ),
  },
  {
    kind: '标题年份未更新',
    rules: ['C090'],
    most: 1,
    sites: ({ text, period }) => all(text.split('\n')[0]!, new RegExp(String(period), 'g'), () => String(period - 1)),
  },
  {
    kind: '年份不完整',
    rules: ['C092'],
    most: 2,
    sites: ({ text, period }) =>
      all(text, new RegExp(`(?<=[\\n。，])${period}年(?!度?[）〕])`, 'g'), () => `${String(period).slice(0, 3)}年`),
  },
  {
    kind: '把下年预期写成效果',
    rules: ['C091'],
    most: 2,
    sites: ({ text, period }) =>
      under(text, /效果|效益/).flatMap(({ body }) =>
        body
          .filter((l) => l.text.endsWith('。'))
          .map((l) => {
            const at = l.start + l.text.length;
            return { start: at, end: at, now: `预计${period + 1}年将新增服务对象3000人。` };
          }),
      ),
  },
  {
    kind: '模板域代码残留',
    rules: ['C096'],
    most: 2,
    sites: ({ text }) => afterSentence(text, `MERGEFIELD ${'$'}{page12.ds34_V_BGT_INCOME_ZJ}`),
  },
  {
    kind: '目录域残留',
    rules: ['C096'],
    most: 1,
    sites: ({ text }) => afterSentence(text, ' PAGEREF _Toc12345678 \\h '),
  },
  {
    kind: '占位未填',
    rules: ['C097'],
    most: 3,
    sites: ({ text }) =>
      sentences(text).flatMap((s) =>
        numbersIn(s.text, s.start)
          .filter((n) => /^(?:万元|家|场|人|份|次)$/.test(n.unit) && n.digits.length >= 2)
          .filter((_, i) => i === 1)
          .map((n, i) => ({ start: n.start, end: n.end, now: ['XX', '××', '____'][(n.start + i) % 3]! })),
      ),
  },
  {
    kind: '标题残留填写说明',
    rules: ['C098'],
    most: 3,
    sites: ({ text, profile }) =>
      lines(text)
        .filter((l) => HEADING.test(l.text) && l.text.length < 30)
        .map((l, i) => {
          const at = l.start + l.text.length;
          const hints = profile.formHints.filter((h) => h.length >= 8 && h.length <= 60);
          const own = hints.length ? hints[i % hints.length]! : '从数量、质量、时效等方面归纳反映年度任务完成情况';
          return { start: at, end: at, now: i % 2 ? `（请简要说明${l.text.replace(HEADING, '')}）` : `：${own}` };
        }),
  },
  {
    kind: '词语重复',
    rules: ['C099'],
    most: 3,
    sites: ({ text }) => all(text, /(?<=[，。；])[\u4e00-\u9fff]{4,9}(?=[\u4e00-\u9fff]{2})/g, (m) => m[0] + m[0]),
  },
  {
    kind: '易混字',
    rules: ['C100'],
    most: 12,
    sites: ({ text }) =>
      CONFUSED.flatMap(([right, wrong]) => all(text, new RegExp(right, 'g'), () => wrong).slice(0, 1)),
  },
  {
    kind: '概数词重复',
    rules: ['C101'],
    most: 3,
    sites: ({ text }) =>
      sentences(text).flatMap((s) =>
        numbersIn(s.text, s.start)
          .filter((n) => /^[家场人份次件处]$/.test(n.unit) && /^\d{3,4}$/.test(n.digits) && !/[约近余]$/.test(n.lead))
          .slice(0, 1)
          .map((n) => ({ start: n.start, end: n.end, now: n.start % 2 ? `约${n.digits}余` : `近${n.digits}多` })),
      ),
  },
  {
    kind: '半角或重复标点',
    rules: ['C102'],
    most: 3,
    sites: ({ text }) =>
      all(text, /(?<=[\u4e00-\u9fff])[，。；](?=[\u4e00-\u9fff])/g, (m) => {
        const way = m.index % 3;
        return m[0] === '，' ? (way ? ',' : '，，') : m[0] === '；' ? (way ? ';' : '；；') : '。。';
      }),
  },
  {
    kind: '第三方口吻',
    rules: ['C105'],
    most: 3,
    sites: ({ text }) => [
      ...afterSentence(text, '评价组认为该单位基本完成年度任务。').slice(0, 2),
      ...afterSentence(text, '提请单位按要求补充佐证资料。').slice(2, 4),
      ...afterSentence(text, '我公司接受委托后成立评价工作组。').slice(4, 6),
    ],
  },
  {
    kind: '单位名称不一致',
    rules: ['C103'],
    most: 2,
    sites: (report) => {
      const unit = unitOf(report);
      const at = [...report.text.matchAll(new RegExp(unit, 'g'))].slice(1);
      return unit.length < 8
        ? []
        : at.map((m) => {
            const k = unit.length - 3;
            return { start: m.index, end: m.index + unit.length, now: unit.slice(0, k) + unit.slice(k + 1) };
          });
    },
  },
  {
    kind: '标题序号错乱',
    rules: ['C106'],
    most: 3,
    sites: ({ text }) =>
      lines(text)
        .filter((l) => /^（[二三]）/.test(l.text) || /^[二三]、/.test(l.text))
        .map((l) => {
          const at = l.start + l.text.search(/[二三]/);
          return { start: at, end: at + 1, now: text[at] === '二' ? '四' : '五' };
        }),
  },
  {
    kind: '标题层级跳跃',
    rules: ['C106'],
    most: 1,
    sites: ({ text }) =>
      lines(text)
        .filter((l) => /^2\./.test(l.text))
        .map((l) => ({ start: l.start, end: l.start + 1, now: '4' })),
  },
  {
    kind: '必写章节没有内容',
    rules: ['C107', 'C060', 'C078', 'C120', 'C121', 'C124', 'C127', 'C128'],
    most: 3,
    sites: ({ text }) =>
      under(
        text,
        /职能|职责|目标|任务|应用|组织过程|自评工作|管理(?:工作)?(?:开展)?情况|总体绩效目标|产出|履职完成/,
      ).flatMap(({ body }) => {
        const [first, last] = [body[0], body.at(-1)];
        return first && last ? [{ start: first.start, end: last.start + last.text.length, now: '略。' }] : [];
      }),
  },
  {
    kind: '绩效目标写成自评目的',
    rules: ['C060', 'C061'],
    most: 1,
    sites: ({ text }) =>
      under(text, /绩效目标(?:的)?(?:设[立定]情况|情况)?$/).flatMap(({ body }) => {
        const [first, last] = [body[0], body.at(-1)];
        const now = '通过绩效自评，掌握部门全年资金管理使用情况，分析存在的问题及原因，总结经验，提高资金使用效益。';
        return first && last ? [{ start: first.start, end: last.start + last.text.length, now }] : [];
      }),
  },
  {
    kind: '满意度只有目标没有结果',
    rules: ['C078'],
    most: 1,
    sites: ({ text }) => {
      const said = all(
        text,
        /[^。\n：]*(?:问卷|访问)[^。\n]*满意度为[\d.]+%[^。\n]*。/g,
        () => '服务对象满意度95%以上。',
      );
      // A report that gives the result twice still has it.
      return [...text.matchAll(/满意度(?:为)?\d{2}\.\d+%|满意度\t[^\n]*\d%/g)].length === 1 ? said : [];
    },
  },
  {
    kind: '问题没有原因',
    rules: ['C121'],
    most: 3,
    sites: ({ text }) =>
      under(text, /问题/).flatMap(({ body }) =>
        body.flatMap((l) =>
          all(l.text, /，(?:主要)?原因(?:是|为)[^。；]*/g, () => '').map((s) => ({
            ...s,
            start: s.start + l.start,
            end: s.end + l.start,
          })),
        ),
      ),
  },
  {
    kind: '措施没有责任单位和时限',
    rules: ['C124'],
    most: 1,
    sites: ({ text }) =>
      under(text, /措施|建议/)
        .filter(({ heading }) => !/问题/.test(heading.text))
        .flatMap(({ body }) => {
          const [first, last] = [body[0], body.at(-1)];
          const now = '加强项目管理和预算管理，加快支付，完善制度，提高资金使用效益。';
          return first && last ? [{ start: first.start, end: last.start + last.text.length, now }] : [];
        }),
  },
  {
    kind: '分项得分与总分不符',
    rules: ['C069', 'C071', 'C144', 'C141'],
    most: 3,
    sites: ({ text }) =>
      sentences(text)
        .filter((s) => /得分|总分/.test(s.text) && (s.text.match(/\d分/g)?.length ?? 0) >= 3 && !/[（×]/.test(s.text))
        .flatMap((s) =>
          numbersIn(s.text, s.start)
            .filter((n) => n.unit === '分')
            .slice(1)
            .map(slip),
        ),
  },
  {
    kind: '等级与得分不符',
    rules: ['C070'],
    most: 1,
    sites: ({ text }) => all(text, /(?<=等级为“?)优/g, () => '良'),
  },
  {
    kind: '人数合计不符',
    rules: ['C018', 'C019', 'C141', 'C043'],
    most: 2,
    sites: ({ text }) =>
      sentences(text)
        .filter((s) => /年末实有\d+人/.test(s.text) && /聘用\w*|聘用人员/.test(s.text))
        .flatMap((s) =>
          numbersIn(s.text, s.start)
            .filter((n) => /年末实有$/.test(n.lead))
            .map(slip),
        ),
  },
  {
    kind: '人员分项不符',
    rules: ['C018', 'C019', 'C043'],
    most: 1,
    sites: ({ text }) =>
      sentences(text).flatMap((s) => {
        const ns = numbersIn(s.text, s.start).filter((n) => n.unit === '人');
        return ns.flatMap((whole, i) => {
          for (let k = i + 3; k <= ns.length; k++)
            if (
              ns.slice(i + 1, k).reduce((t, p) => t + p.value, 0) === whole.value &&
              /[（其]/.test(text.slice(whole.end, ns[i + 1]!.start))
            )
              return [slip(ns[i + 1]!)];
          return [];
        });
      }),
  },
  {
    kind: '在职人数超过编制',
    rules: ['C043', 'C018', 'C019'],
    most: 1,
    sites: ({ text }) =>
      all(text, /(?<=编制(?:数为|总数)?)\d{2,3}(?=名)/g, (m) => String(Math.floor(Number(m[0]) * 0.8))).slice(0, 1),
  },
  {
    kind: '项目状态合计不符',
    rules: ['C022', 'C055'],
    most: 2,
    sites: ({ text }) =>
      sentences(text)
        .filter((s) => /项目\d+个[^。]{0,6}其中/.test(s.text) || /安排项目\d+个/.test(s.text))
        .flatMap((s) =>
          numbersIn(s.text, s.start)
            .filter((n) => n.unit === '个')
            .slice(0, 4)
            .map(slip),
        ),
  },
  {
    kind: '列举个数不符',
    rules: ['C021'],
    most: 3,
    sites: ({ text }) =>
      all(
        text,
        /(?<=(?:内设(?:机构|科室|部门|股室)|下属事业单位|二级预算单位))\d(?=个[，：](?:分别为|[^，。；\n]{2,12}(?:科|室|股|部|馆|中心|站|队|所)、))/g,
        (m) => String(Number(m[0]) + 2),
      ),
  },
  {
    kind: '追加调整与全年预算不符',
    rules: ['C035', ...ARITHMETIC],
    most: 2,
    sites: ({ text }) =>
      sentences(text).flatMap((s) =>
        numbersIn(s.text, s.start)
          .filter((n) => isMoney(n) && /追加[^，。]{0,20}$/.test(n.lead) && /全年预算|调整后预算/.test(s.text))
          .map(slip),
      ),
  },
  {
    kind: '三公实际数超预算',
    rules: ['C041', 'C012', 'C049', 'C048'],
    most: 1,
    sites: ({ text }) =>
      all(text, /(?<=三公”?经费[^。]{0,60}?实际支出)\d[\d.]*(?=万?元)/g, (m) => (Number(m[0]) * 2).toFixed(2)).slice(
        0,
        1,
      ),
  },
  {
    kind: '手机号和身份证号',
    rules: ['C149'],
    most: 2,
    sites: ({ text }) => [
      ...afterSentence(text, '联系人张三，电话13812345678。').slice(1, 2),
      ...afterSentence(text, '经办人身份证号11010519491231002X。').slice(3, 4),
    ],
  },
  {
    kind: '涉密标识',
    rules: ['C148'],
    most: 1,
    sites: () => [{ start: 0, end: 0, now: '机密★5年\n' }],
  },
  {
    kind: '成效只有口号',
    rules: ['C108', 'C107', 'C060', 'C078', 'C080'],
    most: 2,
    sites: ({ text }) =>
      under(text, /效果|效益/).flatMap(({ body }) =>
        body
          .filter((l) => l.text.length > 40 && !l.text.includes('\t') && !/满意/.test(l.text))
          .map((l) =>
            swap(
              l,
              '社会效益：高度重视民生保障，扎实推进各项工作，服务水平显著提升，群众的获得感、幸福感、安全感持续增强，取得了良好成效。',
            ),
          ),
      ),
  },
  {
    kind: '表格填概数',
    rules: ['C111'],
    most: 1,
    sites: ({ text }) =>
      gridsOf(text)
        .filter((g) => g.head.some((h) => /完成值|实际值|实际完成/.test(h)))
        .flatMap((g) => g.rows.flatMap((r) => cellNumber(r.cells[2]) ?? []))
        .filter((n) => n.unit !== '%')
        .map((n) => ({ start: n.start, end: n.end, now: `${n.digits}余` })),
  },
  {
    kind: '没有公开渠道和时间',
    rules: ['C128', 'C107'],
    most: 1,
    sites: ({ text }) =>
      all(text, /[^。\n]*20\d\d年\d+月[^。\n]*公开[^。\n]*。/g, () => '自评结果按规定处理。').filter(
        (s) => !/网站|同步公开/.test(text.slice(0, s.start).split('\n').at(-1)!),
      ),
  },
  {
    kind: '小数位数不一致',
    rules: ['C109'],
    most: 1,
    sites: ({ text }) => all(text, /(?<=\d)\.00(?=万元)/g, () => '').slice(2, 3),
  },
  {
    kind: '执行率直接写100%',
    rules: ['C030', 'C031', 'C053', 'C055', 'C071', 'C144', 'C141'],
    most: 1,
    sites: ({ text }) =>
      all(text, /(?<=(?:全年预算数的|占调整后预算数的|预算执行率))\d{2}\.\d{2}(?=%)/g, () => '100').slice(0, 1),
  },
  {
    kind: '成效与数字重复一遍',
    rules: ['C099'],
    most: 1,
    sites: ({ text }) => all(text, /(?<=，)[\u4e00-\u9fff]{4,8}(?=\d+[个家场次])/g, (m) => m[0] + m[0]),
  },
];
