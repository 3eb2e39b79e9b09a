// A request's parts read with their zod shapes. What does not fit is answered in Chinese, naming the field.
import { z } from 'zod';
import { fail, ok, type Result } from '../core/problem.ts';

const chinese = z.locales.zhCN().localeError;

const NAMES: Record<string, string> = { body: '请求内容', query: '查询参数', path: '路径' };

export function readShape<S extends z.ZodType>(
  shape: S,
  value: unknown,
  where: 'body' | 'query' | 'path',
): Result<z.output<S>> {
  const read = shape.safeParse(value, { error: chinese });
  if (read.success) return ok(read.data);
  const faults = read.error.issues.slice(0, 20).map((i) => {
    const keys = i.code === 'unrecognized_keys' ? i.keys : [];
    const field = [...i.path, ...(keys.length === 1 ? keys : [])].join('.');
    return { field, message: i.message };
  });
  const words = faults.slice(0, 3).map((f) => `${f.field ? `“${f.field}”` : NAMES[where]}：${f.message}`);
  return fail(
    'bad-input',
    where === 'query' ? 'bad_query' : 'bad_body',
    `${NAMES[where]}不符合要求：${words.join('；')}。请改正后重试。`,
    { field: faults[0]?.field ?? '', faults },
  );
}

/** Empty text is an empty object: several routes need no body at all. */
export function readJson(text: string): Result<unknown> {
  if (text.trim() === '') return ok({});
  try {
    return ok(JSON.parse(text));
  } catch (cause) {
    return fail('bad-input', 'not_json', '请求内容不是有效的 JSON，请检查引号、逗号和括号。', {
      field: '',
      at: (cause as Error).message,
    });
  }
}
