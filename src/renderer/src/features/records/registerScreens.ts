/** How each register is called on its screens, and which columns its list begins with. */
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { RegisterName } from '#core/catalogue/index.ts'

export interface RegisterScreen {
  readonly register: RegisterName
  /** Title of the list. */
  readonly title: string
  /** Counter word: 户, 人, 条. */
  readonly unit: string
  readonly searchPlaceholder: string
  /** Columns that come first, in this order. */
  readonly first: readonly string[]
  /** Columns shown unless the user chooses otherwise; the catalogue's choice when left out. */
  readonly listed?: readonly string[]
  /** Only administrators may change it. */
  readonly administrators?: boolean
}

const special: Readonly<Partial<Record<RegisterName, Partial<RegisterScreen>>>> = {
  household: {
    title: '贫困户',
    unit: '户',
    searchPlaceholder: '姓名、首字母、证号、户编号',
    first: ['head_name', 'household_no', 'village', 'group_id', 'population', 'attribute', 'exit_status', 'exit_year', 'main_cause', 'phone', 'head_id_number'],
    listed: [
      'head_name',
      'household_no',
      'village',
      'group_id',
      'population',
      'attribute',
      'exit_status',
      'exit_year',
      'main_cause',
      'phone',
      'head_id_number',
    ],
  },
  person: {
    title: '人员',
    unit: '人',
    searchPlaceholder: '姓名、首字母、证号、电话',
    first: ['name', 'sex', 'id_number', 'birth_date', 'relation', 'household_id', 'village'],
  },
  village: {
    title: '行政村',
    unit: '个村',
    searchPlaceholder: '村名、首字母',
    first: ['village'],
    listed: ['village', 'village_attribute', 'planned_exit_year', 'leader'],
  },
  village_year: { title: '行政村年度信息', searchPlaceholder: '村名、首字母', first: ['village_id', 'year'] },
  village_group: { title: '社（村民小组）', unit: '个社', searchPlaceholder: '社名、村名、首字母', first: ['name', 'village'] },
  organization: { title: '帮扶单位', unit: '个单位', searchPlaceholder: '单位名称、首字母、代码', first: ['name'] },
  helper: { title: '帮扶责任人', unit: '人', searchPlaceholder: '姓名、首字母、电话、单位', first: ['name', 'organization_id', 'position', 'phone'] },
  pairing: { title: '结对帮扶', unit: '对', searchPlaceholder: '户主、责任人、首字母', first: ['household_id', 'helper_id', 'village'] },
  household_year: { title: '户年度记录', searchPlaceholder: '户主、首字母、户编号', first: ['household_id', 'year', 'counted_village'] },
  person_year: { title: '人年度记录', searchPlaceholder: '姓名、首字母、证号', first: ['person_id', 'year', 'counted_household_id'] },
  membership: { title: '家庭成员关系', searchPlaceholder: '姓名、户主、首字母', first: ['person_id', 'household_id', 'relation'] },
  parameter: { title: '参数', searchPlaceholder: '参数名称', first: ['label', 'year', 'value', 'unit'], administrators: true },
  division: { title: '区划', searchPlaceholder: '名称、首字母、代码', first: ['name', 'code'], administrators: true },
}

/** The screen of a register; null for an unknown name. */
export function registerScreen(name: string): RegisterScreen | null {
  if (!isRegisterName(name)) return null
  const register = registerOf(name)
  return { register: name, title: register.label, unit: '条', searchPlaceholder: '名称、首字母、编号', first: [register.title], ...special[name] }
}

/** Path of the list of a register. */
export function listPath(register: string): string {
  const folders: Readonly<Record<string, string>> = {
    household: '/households',
    person: '/people',
    village: '/villages',
    village_group: '/groups',
    organization: '/organizations',
    helper: '/helpers',
    pairing: '/pairings',
  }
  return folders[register] ?? `/records/${register}`
}
