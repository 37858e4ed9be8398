/** Template workbooks for every register, derived from the catalogue: drop-downs, notes and a filled example. */
import { codeListOf, isTyped, registerOf } from '#core/catalogue/index.ts'
import { pickableItems } from '#core/catalogue/derive/codes.ts'
import { PERIOD_EXAMPLES, scaleOf } from '#core/catalogue/derive/check.ts'
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import { referenceKeys, type ReferenceKey } from '#core/catalogue/derive/telling.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { writeTemplate, type TemplateColumn } from '#core/excel/template.ts'
import { checkCharacter } from '#core/rules/identity.ts'
import type { Office } from '#core/runtime.ts'
import { ROSTER_COLUMNS } from './rosterHeadings.ts'
import { profileOf, ROSTERS, type Target } from './targets.ts'

type OfficeDivision = NonNullable<ReturnType<Office['divisions']['get']>>

/** What the examples say; one synthetic man and his household. */
const FIRST_17 = '62112519750312001'
const EXAMPLE_ID = `${FIRST_17}${checkCharacter(FIRST_17) ?? ''}`
const EXAMPLES: Readonly<Record<string, string>> = {
  'person.name': '张三',
  'person.id_number': EXAMPLE_ID,
  'person.sex': '男',
  'person.birth_date': '1975-03-12',
  'person.phone': '13900000000',
  'household.household_no': '6211250000001',
  'household.local_no': '001',
  'household.group_id': '一社',
  'household.phone': '13900000000',
  'household.address': '一社 12 号',
  'person.person_no': '62112500000010',
  'helper.name': '李四',
  'helper.phone': '13900000000',
  'organization.name': '县农业农村局',
  'helper.organization_id': '县农业农村局',
  'village_group.name': '一社',
  'pairing.helper_id': '李四',
  'pairing.household_id': '6211250000001',
  'membership.household_id': '6211250000001',
  'membership.person_id': '62112500000010',
  'person_year.person_id': '62112500000010',
  'household_year.household_id': '6211250000001',
  'household.head_name': '张三',
  'household.bank_name': '农村信用社',
  'household.bank_account': '6210000000000000',
  'parameter.key': 'poverty_line_national',
  'parameter.label': '国家扶贫标准',
  'parameter.value': '2800',
  'parameter.unit': '元',
  'division.code': '621125105207',
  'division.name': '某某村委会',
  'division.parent_code': '621125105000',
}

/** The roster of forms.md §6.1 first, in its order; what else can be told of people and households follows in catalogue order. */
const ROSTER_ORDER: readonly string[] = [
  'division.township',
  'household.village',
  'household.group_id',
  'household.household_no',
  'household.local_no',
  'person.person_no',
  'person.name',
  'person.id_number',
  'membership.relation',
  'household_year.year',
  'person.sex',
  'person.birth_date',
  'person.id_type',
  'person.ethnicity',
  'person_year.education',
  'person_year.student_status',
  'person_year.health',
  'person_year.labour',
  'person_year.work_place',
  'person_year.work_months',
  'person_year.critical_illness_insurance',
  'household.exit_status',
  'household.exit_year',
  'household.attribute',
  'household.main_cause',
  'household_year.dangerous_house',
  'household_year.water_safe',
  'household_year.water_difficult',
  'household_year.water_resolved',
  'household.phone',
]

const REQUIRED_IN_ROSTER: ReadonlySet<string> = new Set(['household.village', 'person.name', 'person.id_number', 'membership.relation'])
/** A remark in a roster is on the person; snapshots of the year are taken from the household's own columns. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...ROSTER_COLUMNS.map(({ target }) => target),
  'household_year.stated_population',
  'household_year.attribute',
  'household_year.exit_status',
  'household_year.main_cause',
  'household.other_mark',
  'household_year.stated_income_per_person',
  'household.remark',
  'household_year.remark',
  'person_year.remark',
])

/** Writes the template of a register; `divisions` are those of the office. Throws FILE_LOCKED, DISK_FULL. */
export async function writeRegisterTemplate(
  path: string,
  register: string,
  divisions: readonly OfficeDivision[],
  nameOf: (code: string) => string,
): Promise<void> {
  const { label } = registerOf(register)
  const roster = ROSTERS.includes(register)
  const title = roster ? '贫困户和家庭成员导入模板（一人一行）' : `${label}导入模板`
  await writeTemplate(path, { title, columns: columnsOf(register, roster, divisions, nameOf) })
}

function columnsOf(register: string, roster: boolean, divisions: readonly OfficeDivision[], nameOf: (code: string) => string): TemplateColumn[] {
  const profile = profileOf(register)
  const written = [...profile.targets.values()].filter(
    ({ field, target }) => isTyped(field) && !(roster && LEFT_OUT.has(target)) && !/^division\.(province|city|county)$/.test(target),
  )
  const chosen = roster ? orderRoster(written) : orderRegister(registerColumns(registerOf(register), [...profile.targets.values()]), register)
  const headings = new Map<string, number>()
  for (const { label } of chosen.map(headed)) headings.set(label, (headings.get(label) ?? 0) + 1)
  const example = exampleVillage(divisions)
  return chosen.map((one) => {
    const { target, register: of, required } = one
    const field = headed(one)
    const repeated = (headings.get(field.label) ?? 0) > 1
    const heading = repeated ? distinctHeading(profile, target, field) : field.label
    return {
      ...columnOf(field, heading),
      ...(roster ? (REQUIRED_IN_ROSTER.has(target) ? { required: true } : {}) : required && of === register ? { required: true } : {}),
      ...divisionChoices(target, field, divisions, nameOf, example),
      ...(EXAMPLES[target] === undefined ? {} : { example: EXAMPLES[target] }),
    }
  })
}

/** A column that tells a reference goes by what it tells of which. */
function headed({ field, key }: Written): FieldDefinition {
  return key === undefined ? field : { ...field, label: key.heading }
}

/**
 * A register's own columns, and for each reference those that tell it. The reference's own column is one of these where its headings say so
 * (户编号); what is made where it is missing needs no other column than its own.
 */
function registerColumns(register: RegisterDefinition, targets: readonly Written[]): Written[] {
  const keys = referenceKeys(register).filter(({ reference }) => reference.createMissing !== true)
  const mainOf = new Map(
    keys.map(({ reference }) => [
      reference.key,
      keys.find(
        (key) => key.reference === reference && (reference.headings ?? []).some((heading) => headingSpelling(heading) === headingSpelling(key.heading)),
      ),
    ]),
  )
  return targets.flatMap((one): Written[] => {
    const { field, key, target } = one
    if (key !== undefined) return keys.includes(key) && mainOf.get(key.reference.key) !== key && !isTitleOf(key, mainOf.get(key.reference.key)) ? [one] : []
    if (!isTyped(field) || /^division\.(province|city|county)$/.test(target)) return []
    const main = mainOf.get(field.key)
    return [main === undefined || field.type !== 'reference' ? one : { ...one, field: { ...field, label: main.heading } }]
  })
}

/** Without a column that goes by one of its keys, a reference's own column is for the title. */
function isTitleOf({ path, field, register }: ReferenceKey, main: ReferenceKey | undefined): boolean {
  return main === undefined && path.length === 1 && registerOf(register).title === field.key
}

type Written = Target

function orderRoster(targets: readonly Written[]): Written[] {
  const byTarget = new Map(targets.map((target) => [target.target, target]))
  const first = ROSTER_ORDER.flatMap((target) => byTarget.get(target) ?? [])
  return [...first, ...targets.filter((target) => !first.includes(target))]
}

/** Where the record lies and what it refers to, then its own fields. */
function orderRegister(targets: readonly Written[], register: string): Written[] {
  const isOwn = (one: Written): boolean => one.register === register
  const outer = targets.filter((one) => !isOwn(one))
  const own = targets.filter(isOwn)
  const [first, ...rest] = own
  // The first column holds the mark of the example row and must be one of the record's own.
  return first === undefined ? outer : [first, ...outer, ...rest]
}

/** A heading that means this target and no other of the sheet. */
function distinctHeading(profile: ReturnType<typeof profileOf>, target: string, field: FieldDefinition): string {
  const candidates = [field.label, ...(field.headings ?? [])]
  const own = candidates.find((heading) =>
    [...profile.headings].some(([, targets]) => targets.length === 1 && targets[0] === target && profile.headings.get(heading)?.[0] === target),
  )
  return own ?? field.label
}

function columnOf(field: FieldDefinition, heading: string): TemplateColumn {
  const choices = choicesOf(field)
  const scale = scaleOf(field)
  const kind = choices.length > 0 ? 'text' : field.type === 'date' ? 'date' : scale !== null && field.type !== 'year' ? 'number' : 'text'
  const note = noteOf(field)
  return {
    heading,
    kind,
    ...(note === '' ? {} : { note }),
    ...(choices.length > 0 ? { choices } : {}),
    ...(field.type === 'codes' ? { multiple: true } : {}),
    ...(kind === 'number' && scale !== null ? { scale } : {}),
    ...(kind === 'number' && scale !== null && field.minimum !== undefined && field.maximum !== undefined
      ? { minimum: field.minimum / 10 ** scale, maximum: field.maximum / 10 ** scale }
      : {}),
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    example: exampleOf(field, choices),
    width: Math.min(24, Math.max(10, heading.length * 2 + 2)),
  }
}

function choicesOf(field: FieldDefinition): string[] {
  if (field.type === 'boolean') return ['是', '否']
  return field.type === 'code' || field.type === 'codes' ? pickableItems(codeListOf(field.codeList ?? '')).map(({ label }) => label) : []
}

function noteOf(field: FieldDefinition): string {
  const years =
    field.since === undefined && field.until === undefined
      ? ''
      : `${field.since === undefined ? '' : `${field.since} 年起`}${field.until === undefined ? '' : `到 ${field.until} 年为止`}填写。`
  const reference = field.type !== 'reference' ? '' : field.createMissing === true ? '没有登记过的会自动新建。' : '填编号或名称，须已登记。'
  const number = field.type === 'idNumber' || field.search === 'number' ? '请按文本填写，不要让 Excel 变成科学记数。' : ''
  const precision =
    field.type === 'partialDate'
      ? '不知道哪一天的，填到年月（2014-06）或年（2014）。'
      : field.type === 'period'
        ? `写成${PERIOD_EXAMPLES[field.period ?? 'month']}这样。`
        : ''
  return [field.hint ?? '', reference, number, precision, years].join('')
}

/** Something that reads back as a good value of the field; fields of which most people have nothing stay empty. */
function exampleOf(field: FieldDefinition, choices: readonly string[]): string {
  switch (field.type) {
    case 'boolean':
      return '否'
    case 'code':
      return field.required === true || field.listed === true ? (choices[0] ?? '') : ''
    case 'codes':
      return field.listed === true ? (choices[0] ?? '') : ''
    case 'year':
      return field.required === true ? '2015' : ''
    case 'integer':
    case 'money':
    case 'area':
    case 'decimal':
    case 'rate':
      return field.listed === true ? String((field.minimum ?? 0) > 0 ? (field.minimum ?? 0) / 10 ** (scaleOf(field) ?? 0) : 0) : ''
    default:
      return ''
  }
}

function exampleVillage(divisions: readonly OfficeDivision[]): OfficeDivision | undefined {
  return divisions.find(({ level }) => level === 'village')
}

function divisionChoices(
  target: string,
  field: FieldDefinition,
  divisions: readonly OfficeDivision[],
  nameOf: (code: string) => string,
  example: OfficeDivision | undefined,
): Partial<TemplateColumn> {
  if (target === 'division.township') {
    const choices = divisions.filter(({ level }) => level === 'township').map(({ name }) => name)
    return {
      heading: '乡镇',
      choices,
      note: '两个乡镇有同名的村时必须填写。',
      example: example?.parent_code === undefined || example.parent_code === null ? '' : nameOf(example.parent_code),
    }
  }
  const isVillage = field.level === 'village' || (field.type === 'reference' && field.register === 'village')
  if (!isVillage) return {}
  const choices = [...new Set(divisions.filter(({ level }) => level === 'village').map(({ name }) => name))]
  return { ...(choices.length > 0 ? { choices } : {}), note: '填行政村名称或 12 位区划代码。', example: example?.name ?? '' }
}
