// The words of `zhibi model probe`: what was found of the endpoint, line by line. It reads nothing and prints nothing.
import type { CallRecord, EndpointFindings } from '../ports.ts';

const JSON_WORDS: Record<EndpointFindings['json'], string> = {
  'schema-strict': '按结构严格输出（json_schema，strict）',
  schema: '按结构输出（json_schema）',
  object: '只保证是 JSON（json_object）',
  prompt: '只能在提示词里要求',
};

export interface ProbeShown {
  baseUrl: string;
  model: string;
  findings: EndpointFindings;
  calls: readonly CallRecord[];
}

export function probeLines({ baseUrl, model, findings: f, calls }: ProbeShown): string[] {
  const tokens = calls.reduce((n, c) => n + c.tokensIn + c.tokensOut, 0);
  return [
    `模型服务可用：${baseUrl}  ${model}`,
    `  实际应答的模型：${f.servedModel ?? '没有说明'}`,
    `  模型列表：${f.listed === null ? '没有提供' : f.listed ? '有这个模型' : '没有这个模型'}`,
    `  首字用时：${f.firstToken === null ? '没有测到' : `${f.firstToken} 毫秒`}`,
    `  结构化回答：${JSON_WORDS[f.json]}`,
    `  思考：${f.reasons ? '会自行思考' : '不思考'}${f.thinkingSwitch ? `，可用 ${f.thinkingSwitch} 开关` : ''}`,
    `  用量：${f.streamUsage ? '随回答给出' : '不给出，按字数估计'}`,
    `  一次能读的长度：${f.context === null ? '没有填写（ZHIBI_LLM_CONTEXT）' : `${f.context} token`}`,
    `  探测共调用 ${calls.length} 次，约 ${tokens} token。`,
    ...f.warnings.map((w) => `  注意：${w}`),
  ];
}
