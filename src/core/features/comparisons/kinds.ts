/** Kinds of lists that come with the program; an office changes them and adds its own in the register of kinds. */
import type { Row } from '../../shapes.ts'
import type { ReadDatabase } from '../../store/index.ts'

const UNVERIFIED = '程序带的，待核'

/** A kind as a comparison goes by it. */
export interface Kind {
  /** Null of one that comes with the program and is not on file yet. */
  readonly id: string | null
  readonly code: string
  readonly name: string
  /** Codes of the list `identification_scope`. */
  readonly concerns: readonly string[]
  readonly suspicion: string
  readonly redLine: string | null
  /** What the column is called that tells one thing from another: 车牌号. */
  readonly item: string | null
  readonly department: string | null
}

const ON_FILE = ['1', '2']
const NOT_ON_FILE = ['3']

type BuiltIn = readonly [
  code: string,
  name: string,
  concerns: readonly string[],
  suspicion: string,
  redLine: string | null,
  item: string | null,
  department: string,
]

/** mechanisms.md M01 (反向), forms.md §13.7; departments as they usually are, 待核. What tells of illness says no more than that somebody is on a list. */
const BUILT_IN: readonly BuiltIn[] = [
  ['payroll', '财政供养', ON_FILE, '财政供养人员', '01', null, '财政局'],
  ['village_cadre', '村干部', ON_FILE, '任村“三委”干部', '02', null, '组织部'],
  ['car', '车辆', ON_FILE, '名下有机动车', '03', '车牌号', '公安局交警队'],
  ['house', '房产', ON_FILE, '城镇有房产', '04', '房产证号', '房管局'],
  ['business', '工商注册', ON_FILE, '工商注册企业或个体户', '05', '注册号', '工商局'],
  ['housing_fund', '公积金', ON_FILE, '缴存住房公积金', '01', null, '住房公积金管理中心'],
  ['farm_machine', '大型农机具', ON_FILE, '名下有大型农机具', '06', '牌证号', '农机局'],
  ['pension', '社保、养老金', ON_FILE, '领取职工养老金或参加职工社保', '01', null, '人社局'],
  ['deceased', '死亡、户籍注销', ON_FILE, '已死亡或户籍已注销', '09', null, '公安局、民政局'],
  ['allowance', '低保', NOT_ON_FILE, '在部门名单上而未在册，疑漏评', null, null, '民政局'],
  ['disabled', '残疾', NOT_ON_FILE, '在部门名单上而未在册，疑漏评', null, null, '残联'],
  ['illness', '大病', NOT_ON_FILE, '在部门名单上而未在册，疑漏评', null, null, '卫生局、合管局'],
  ['dangerous_house', '危房', NOT_ON_FILE, '在部门名单上而未在册，疑漏评', null, null, '住建局'],
  ['dropout', '失学', ['1', '2', '3'], '义务教育阶段失学', null, null, '教育局'],
]

/** As an office begins with them. */
export const builtInKinds: readonly Row[] = BUILT_IN.map(([code, name, concerns, suspicion, red_line, item, department]) => ({
  code,
  name,
  concerns: concerns.join(','),
  suspicion,
  red_line,
  item,
  department,
  remark: UNVERIFIED,
}))

const builtIn: readonly Kind[] = BUILT_IN.map(([code, name, concerns, suspicion, redLine, item, department]) => ({
  id: null,
  code,
  name,
  concerns,
  suspicion,
  redLine,
  item,
  department,
}))

interface KindRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly concerns: string
  readonly suspicion: string
  readonly red_line: string | null
  readonly item: string | null
  readonly department: string | null
}

/** Those that come with the program as the office has them by now, then its own. */
export function kindsOf(database: ReadDatabase): readonly Kind[] {
  const kept = database
    .all<KindRow>('SELECT id, code, name, concerns, suspicion, red_line, item, department FROM comparison_kind WHERE deleted = 0 ORDER BY code')
    .map(({ concerns, red_line: redLine, ...row }): Kind => ({ ...row, redLine, concerns: concerns.split(',') }))
  const byCode = new Map(kept.map((kind) => [kind.code, kind]))
  return [...builtIn.map((kind) => byCode.get(kind.code) ?? kind), ...kept.filter(({ code }) => !builtIn.some((kind) => kind.code === code))]
}

/** Whether somebody means this kind: by its code, or by its name. */
export function isKind({ code, name }: Kind, text: string): boolean {
  return code === text || name === text
}

/** What is written of a kind. */
export function kindValues({ code, name, concerns, suspicion, redLine, item, department }: Kind) {
  return { code, name, concerns: concerns.join(','), suspicion, red_line: redLine, item, department }
}
