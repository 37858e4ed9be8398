/**
 * One word for one thing: what the program says to people, reviewed. On the left the word that is not used, on the right the one that is.
 * What offices write in their own sheets is read as they write it (headings, spellings of codes): that is not what the program says.
 */
export const NOT_SAID: readonly (readonly [unwanted: RegExp, instead: string])[] = [
  [/变更记录|修改历史记录/, '历史（一条记录的）'],
  [/操作历史|操作日志/, '操作记录'],
  [/疑似重复/, '重复记录'],
  [/数据指纹|核实码/, '核对码'],
  [/核验/, '核对'],
  [/收件人|接收方|接收单位/, '收件单位'],
  [/文件包|交换包/, '数据包'],
  [/移除/, '删除'],
  [/搜索|检索/, '查找'],
  [/过滤/, '筛选'],
  [/帮扶人(?!员|数)|帮扶干部|结对干部|包户干部|结对责任人/, '帮扶责任人'],
  [/(?<!标准|劳务|数据)输出/, '导出'],
  [/校验(?:规则|阈值)/, '核查规则、核查阈值'],
  [/存盘/, '保存'],
  [/警告/, '疑点'],
  [/帐号|帐户/, '账号'],
  [/样表/, '表样'],
  [/电子档案|影像资料/, '附件'],
  [/报送/, '上报'],
  [/裁定冲突|冲突裁定/, '决定（冲突）'],
]

/** Files that hold what offices write, not what the program says. */
export const READ_ONLY =
  /\/(?:codes|testing|gallery|fuzz)\/|\.(?:test|fuzz)\.tsx?$|rosterHeadings|headingParts|nationalLayouts|foreignTemplate|excel\/(?:rowSorter|headings)|released|upcasters/

/** What is said in a source file, line by line: without comments and without the headings under which a field is met in sheets. */
export function saidIn(source: string): { readonly line: number; readonly text: string }[] {
  const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, blank)
    .replaceAll(/headings: \[[^\]]*\]/g, blank)
    .split('\n')
    .flatMap((text, index) => (/^\s*\/\//.test(text) || !/\p{Script=Han}/u.test(text) ? [] : [{ line: index + 1, text: text.replace(/ \/\/ .*$/, '') }]))
}
