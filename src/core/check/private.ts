// Rules about what must not be in such a text at all (C148 secrets, C149 personal data, C150 what is not disclosed): rows over text.
import { hitsOf, type TextHit, type TextRule, type TextScene } from './text-rule.ts';

/** Marks of classified papers. Words like 保密工作 and 商业秘密保护 are the office's ordinary work. */
const SECRET: readonly RegExp[] = [
  /(?:绝密|机密|秘密)[ 　]?[★☆*※]/g,
  /[★☆]\s?(?:绝密|机密|秘密)/g,
  /(?:密级|保密等级|秘密等级)[：:\s]{1,4}(?:绝密|机密|秘密|内部)/g,
  /(?<=^|\n)[ 　]{0,10}(?:绝密|机密|秘密)(?:[ 　]{0,4}(?:\d{1,2}年|长期))?[ 　]{0,10}(?=\n|$)/g,
  /(?:内部资料|内部文件)[，,、（( 　]{0,2}(?:注意保密|注意保存|严禁外传|请勿外传|不得外传|严禁扩散)/g,
  /(?<=^|\n)[ 　【[]{0,10}(?:内部资料|工作秘密)[】\] 　]{0,10}(?=\n|$)/g,
  /(?:属于?|定为|含有?|标注)(?:国家秘密|工作秘密)(?!的?(?:保护|管理|宣传|教育|培训|范围|定密|工作))/g,
];

const ID = /(?<![\dA-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: the last character is a check over the first seventeen digits. */
export function isCitizenId(s: string): boolean {
  const sum = WEIGHTS.reduce((n, w, i) => n + w * Number(s[i]), 0);
  return '10X98765432'[sum % 11] === s[17]!.toUpperCase();
}

const MOBILE = /(?<![\d.,-])1[3-9]\d(?:[ -]?\d{4}){2}(?![\d.,]?\d|万|元)/g;
const CARD = /(?<![\d.,])[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![\d]|\.\d|,\d|万|元)/g;

/** Luhn: what bank cards are numbered by. */
export function isCard(s: string): boolean {
  const digits = s.replace(/\D/g, '');
  if (digits.length < 15 || digits.length > 19) return false;
  let sum = 0;
  for (const [i, c] of [...digits].reverse().entries()) {
    const n = Number(c) * (i % 2 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  }
  return sum % 10 === 0;
}

/** 张某某5000元、李某某3000元: people by name with what they got. */
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤殷毕郝邬安常乐于傅皮齐康伍余元顾孟黄穆萧尹姚邵汪祁毛戴宋庞熊纪舒项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应丁邓洪包石崔龚程邢裴陆荣翁曲段侯全班秋仲伊宫宁仇甘厉武符刘景詹龙叶幸司黎白蒲赖卓蔺屠蒙池乔阴向古易廖终步都耿满弘匡国文寇广东欧';
const PAID = new RegExp(
  `(?:[${SURNAMES}][\\u4e00-\\u9fff]{1,2}[ 　（(：:]{0,2}\\d[\\d,.]{0,9}万?元[）)]?[、，,；;]){2,20}[${SURNAMES}][\\u4e00-\\u9fff]{1,2}[ 　（(：:]{0,2}\\d[\\d,.]{0,9}万?元`,
  'g',
);
/** 办公费3万元、印刷费2万元 begin with characters that are surnames too. */
const ITEM = /[费款金额税资补贴入出购品务用支本目程旅训议待行护]/;

const people = (scene: TextScene): TextHit[] =>
  hitsOf(scene.text, PAID).filter((h) => {
    const names = scene.text.slice(h.start, h.end).match(/[\u4e00-\u9fff]{2,3}(?=[ 　（(：:]{0,2}\d)/g) ?? [];
    return names.length >= 3 && !names.some((n) => ITEM.test(n));
  });

const valid = (hits: TextHit[], text: string, test: (s: string) => boolean): TextHit[] =>
  hits.filter((h) => test(text.slice(h.start, h.end)));

const masked = (s: string): string => {
  const flat = s.replace(/[ -]/g, '');
  return flat.length > 10 ? `${flat.slice(0, 3)}****${flat.slice(-2)}` : flat;
};

function personal(scene: TextScene): TextHit[] {
  const ids = valid(hitsOf(scene.text, ID), scene.text, isCitizenId);
  const cards = valid(hitsOf(scene.text, CARD), scene.text, isCard).filter(
    (c) => !ids.some((i) => c.start < i.end && i.start < c.end),
  );
  const phones = hitsOf(scene.text, MOBILE).filter(
    (p) => ![...ids, ...cards].some((o) => p.start < o.end && o.start < p.end),
  );
  const named = (hits: TextHit[], what: string): TextHit[] =>
    hits.map((h) => ({ ...h, say: { what, x: masked(scene.text.slice(h.start, h.end)) } }));
  return [
    ...named(ids, '身份证号码'),
    ...named(cards, '银行卡号'),
    ...named(phones, '手机号码'),
    ...people(scene).map((h) => ({ ...h, say: { what: '个人姓名及金额', x: '名单' } })),
  ].sort((a, b) => a.start - b.start);
}

/** Units whose staff and organs may be matters that are not disclosed. A profile may widen the list. */
const GUARDED = /公安|国家安全|政法委|纪委|纪检|监察委|监狱|戒毒|武警|国防|人民武装|保密局|机要/;
const INNER: ReadonlySet<string> = new Set(['organisation', 'staff', 'overview']);

export const PRIVATE: readonly TextRule[] = [
  {
    id: 'C148',
    severity: 'E',
    message: '检测到疑似涉密标识“{x}”，本系统不得处理涉密信息，请立即删除并按保密规定处置。',
    find: ({ text }) => {
      const hits = SECRET.flatMap((p) => hitsOf(text, p)).sort((a, b) => a.start - b.start || b.end - a.end);
      return hits.filter((h, i) => i === 0 || h.start >= hits[i - 1]!.end).map((h) => narrowed(text, h));
    },
  },
  {
    id: 'C149',
    severity: 'W',
    message: '检测到个人信息（{what}：{x}），报告一般不需要，请删除或脱敏。',
    find: personal,
  },
  {
    id: 'C150',
    severity: 'W',
    message: '该内容可能涉及不予公开事项，请确认公开口径：“{h}”。',
    applies: (scene) => unitGuarded(scene),
    find: (scene) => {
      if (!unitGuarded(scene)) return [];
      const part = scene.parts.find(
        (p) => p.kind !== null && INNER.has(p.kind) && /\d/.test(scene.text.slice(p.start, p.end)),
      );
      if (!part) return [];
      const { heading } = part;
      const lead = heading.text.length - heading.text.trimStart().length;
      return [
        {
          start: heading.start + lead,
          end: heading.start + heading.text.trimEnd().length,
          say: { h: part.title },
          ask: ['disclosure_exempt_reason'],
        },
      ];
    },
  },
];

/** Without the blanks and line ends around it. */
const narrowed = (text: string, h: TextHit): TextHit => {
  const s = text.slice(h.start, h.end);
  return { ...h, start: h.start + s.length - s.trimStart().length, end: h.start + s.trimEnd().length };
};

function unitGuarded(scene: TextScene): boolean {
  if (scene.book?.get('disclosure_exempt_reason')) return false;
  const name = scene.book?.get('unit_name')?.value ?? scene.lines.find((l) => l.text.trim())?.text ?? '';
  const more = scene.profile.guardedUnits ?? [];
  return GUARDED.test(name) || more.some((w) => name.includes(w));
}
