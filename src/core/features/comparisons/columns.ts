/** What the columns of a department's list mean. Pure. */
import { headingSpelling } from '../../catalogue/derive/headings.ts'
import { fieldOf } from '../../catalogue/index.ts'
import type { FoundHeadings, HeadingColumn, KnownHeadings } from '../../excel/headings.ts'
import type { ColumnRole, ListMapping } from './contract.ts'

const headingsOf = (register: string, key: string): readonly string[] => {
  const { label, headings = [] } = fieldOf(register, key)
  return [label, ...headings]
}

/** Headings as they are met, by what they mean; the first meaning that knows a heading is taken. */
const HEADINGS: Readonly<Record<Exclude<ColumnRole, 'evidence'>, readonly string[]>> = {
  number: [
    ...headingsOf('person', 'id_number'),
    '残疾证号',
    '残疾人证号',
    '残疾证号码',
    '证号',
    '证照号码',
    '身份证明号码',
    '法定代表人证件号码',
    '法人身份证号',
    '车主身份证号',
  ],
  name: [
    ...headingsOf('person', 'name'),
    '户主',
    '户主姓名',
    '车主',
    '车主姓名',
    '机动车所有人',
    '所有人',
    '所有权人',
    '权利人',
    '产权人',
    '房主',
    '法定代表人',
    '法人代表',
    '法人',
    '经营者',
    '经营者姓名',
    '机主',
    '死者姓名',
    '死亡人员姓名',
    '学生姓名',
    '患者姓名',
    '领取人',
    '人员姓名',
    '职工姓名',
  ],
  township: ['乡镇', '乡镇名称', '所属乡镇', '所在乡镇', '乡（镇）', '乡', '镇', '街道'],
  village: [
    ...headingsOf('unlisted_household', 'village'),
    '村委会名称',
    '户籍村',
    '地址',
    '住址',
    '户籍地址',
    '户籍所在地',
    '户口所在地',
    '家庭地址',
    '家庭住址',
    '详细地址',
    '联系地址',
    '现住址',
  ],
  item: [
    '车牌号',
    '车牌号码',
    '号牌号码',
    '车牌',
    '号牌',
    '房产证号',
    '房屋所有权证号',
    '产权证号',
    '不动产权证号',
    '注册号',
    '统一社会信用代码',
    '工商注册号',
    '营业执照号',
    '登记号',
    '牌证号',
    '牌证号码',
    '农机号牌',
  ],
}

const MEANINGS: ReadonlyMap<string, ColumnRole> = new Map(
  (Object.entries(HEADINGS) as [ColumnRole, readonly string[]][])
    .toReversed()
    .flatMap(([role, headings]) => headings.map((heading) => [headingSpelling(heading), role] as const)),
)

/** What headings are known for, that chosen by hand included, so that sheets of wholly foreign headings are found, too. */
export function knownTo(item: string | null, mapping: ListMapping | undefined): KnownHeadings {
  const byHand = new Map(Object.entries(mapping ?? {}).map(([heading, role]) => [headingSpelling(heading), role]))
  return (heading) => {
    const spelled = headingSpelling(heading)
    const role = byHand.get(spelled) ?? (item !== null && spelled === headingSpelling(item) ? 'item' : MEANINGS.get(spelled))
    return role === undefined ? undefined : [role]
  }
}

export interface ListColumn {
  readonly column: HeadingColumn
  readonly role: ColumnRole | null
}

/** Each column with what it means: as chosen by hand, else by its heading; a second of one meaning is evidence, as is whatever nobody knows. */
export function columnsOf(found: FoundHeadings, mapping: ListMapping | undefined): readonly ListColumn[] {
  const taken = new Set<string>()
  return found.columns
    .filter(({ ignored }) => !ignored)
    .map((column) => {
      const chosen = mapping?.[column.heading]
      const role = chosen === undefined ? ((column.targets[0] as ColumnRole | undefined) ?? 'evidence') : chosen
      if (role === null || role === 'evidence') return { column, role }
      if (taken.has(role)) return { column, role: 'evidence' as const }
      taken.add(role)
      return { column, role }
    })
}

/** Key under which the mapping of such a sheet is remembered. */
export function headingsKey(found: FoundHeadings): string {
  return found.columns
    .filter(({ ignored }) => !ignored)
    .map(({ heading }) => headingSpelling(heading))
    .join('\n')
}
