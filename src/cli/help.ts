// The text of --help.
export const HELP = `执笔 zhibi：起草部门整体支出绩效自评报告，每个数字由程序计算并可追溯。

用法
  zhibi serve                                       启动网页和接口（默认 http://127.0.0.1:8787）
  zhibi extract 文件… [--period 年] [--json] [--text]   提取事实，每项带原文和位置
  zhibi report --prior 文件… [--material 文件…] [--answers 文件] [--period 年]
               [--profile 格式] --out 文件夹 [--json]     写出整份报告（Markdown、DOCX、评分表和数据文件）
  zhibi check 文件 [--profile 格式] [--period 年] [--json]  像财政部门一样审核一份报告
  zhibi verify 草稿 --facts facts.json [--json]         核对草稿里的每个数字
  zhibi ask --facts facts.json --period 年 [--profile 格式] [--json]
                                                    下一个要问的问题和还缺的资料
  zhibi ask --facts facts.json --period 年 [--supplier 财务] [--out 清单.docx]
                                                    发给同事填写的资料清单（.docx 或 .md；不写 --out 时输出 Markdown）
  zhibi profile list [--json]                       报告格式一览
  zhibi profile show 格式 [--json]                  一种格式的提纲、分值、提示线和待核对事项
  zhibi profile check 文件 [--json]                 检查一个格式文件，列出全部错误
  zhibi profile copy 编号 --as 新编号 --out 文件 [--city-caps]
                                                    复制一种格式供修改（--city-caps 带入按执行率限制总分的办法）
  zhibi model probe [--json]                        试用设置的模型服务，列出它接受什么、要注意什么

说明
  “格式”是编号（见 profile list，不写时为 jiangxi-2022）或格式文件的路径（.json）。
  “-” 表示标准输入。文件可为 .txt、.md、.html、.csv（UTF-8、UTF-16 或 GB18030）、.docx、.xlsx 和有文字层的 .pdf，按内容识别。
  extract 加 --text 只输出提取出的文字（与 --json 同用则附在结果里）；没有读取的内容在标准错误中说明。
  没有 --answers 和 --material 时，report 用上年报告自己的事实重写该年度的报告。
  --json 时标准输出只有一个 JSON 值。extract 的 JSON 里，conflicts 是同一份材料前后不一的数，
  uncovered 是没有对应事实的数字（带位置、上下文和建议的数据项）。
  设置了 ZHIBI_LLM_BASE_URL 和 ZHIBI_LLM_MODEL（环境变量或 .env 文件）时，extract 和 report 会用这个模型服务；
  它出错或写得不合要求的地方由内置引擎完成，写成的每个数字照样逐一核对。

退出状态
  0 完成；1 发现必须处理的问题（check、verify）；2 用法不对、输入不能读取或格式文件有错（标准错误有一行说明）
`;
