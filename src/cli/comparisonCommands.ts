/** Commands that compare lists of other departments with the people on file. */
import type { Command } from './command.ts'

export const comparisonCommands: readonly Command[] = [
  {
    name: 'compare kinds',
    summary: '列出比对种类：哪种名单、什么疑点、凭哪一栏认出同一件事',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/comparisons.ts')).kinds,
  },
  {
    name: 'compare',
    summary: '用部门名单（车辆、房产、低保……）比对在册、脱贫和未建档的人，存下疑点；不改动任何户',
    arguments: [{ name: '文件', help: '.xlsx、.xlsm、.xls、.et 或 .csv 文件' }],
    options: [
      { name: 'kind', kind: 'text', value: '代号', help: '哪种名单，代号或名称，见命令 compare kinds', required: true },
      { name: 'dry-run', kind: 'flag', help: '只看结果，不写入' },
      { name: 'save', kind: 'flag', help: '存入' },
      { name: 'as-of', kind: 'text', value: '日期', help: '名单的截止日期，默认今天' },
      { name: 'department', kind: 'text', value: '部门', help: '提供名单的部门' },
      { name: 'place', kind: 'text', value: '区划代码', help: '只比对这个区划的人，默认是负责的全部' },
      { name: 'sheet', kind: 'text', value: '工作表', help: '工作表的名字，默认自动识别' },
      { name: 'map', kind: 'text', value: 'M.json', help: '列对应关系：{"表头":"证件号码、姓名、乡镇、村、登记号或证据"}，不用的列写 null' },
      { name: 'enter', kind: 'flag', help: '没对上而写明姓名、号码和村的，登记为未建档户' },
    ],
    examples: ['compare 车辆.xlsx --kind car --as-of 2015-09-30 --dry-run', 'compare 低保.xlsx --kind allowance --save --enter --json'],
    load: async () => (await import('./commands/comparisons.ts')).compare,
  },
]
