/** Template workbooks for every register, derived from the catalogue: drop-downs, notes and a filled example. */
import { LOWEST_LEVEL } from '#core/rules/levels.ts'
import { isToldByPlace } from '#core/catalogue/derive/telling.ts'
import { codeListOf, fieldOf, isTyped, registerOf } from '#core/catalogue/index.ts'
import { pickableItems } from '#core/catalogue/derive/codes.ts'
import { PERIOD_EXAMPLES, scaleOf } from '#core/catalogue/derive/check.ts'
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import { referenceKeys, type ReferenceKey } from '#core/catalogue/derive/telling.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { writeTemplate, type TemplateColumn } from '#core/excel/template.ts'
import type { Office } from '#core/runtime.ts'
import { continuedBy } from './continuedFields.ts'
import { PLACE } from './registerProfile.ts'
import { ROSTERS } from './rosterProfile.ts'
import { LEFT_OUT, orderRoster, REQUIRED_IN_ROSTER, ROSTER_TITLE } from './rosterTemplate.ts'
import { profileOf, type Target } from './targets.ts'

type OfficeDivision = NonNullable<ReturnType<Office['divisions']['get']>>

/** Writes the template of a register; `divisions` are those of the office. Throws FILE_LOCKED, DISK_FULL. */
export async function writeRegisterTemplate(
  path: string,
  register: string,
  divisions: readonly OfficeDivision[],
  nameOf: (code: string) => string,
): Promise<void> {
  const { label } = registerOf(register)
  const roster = ROSTERS.includes(register)
  const title = roster ? ROSTER_TITLE : `${label}导入模板`
  await writeTemplate(path, { title, columns: columnsOf(register, roster, divisions, nameOf) })
}

function columnsOf(register: string, roster: boolean, divisions: readonly OfficeDivision[], nameOf: (code: string) => string): TemplateColumn[] {
  const profile = profileOf(register)
  const written = [...profile.targets.values()].filter(
    ({ field, target }) => isTyped(field) && !(roster && LEFT_OUT.has(target)) && !/^division\.(province|city|county)$/.test(target),
  )
  // What stands whatever the year has a template of its own.
  const continued = continuedBy(registerOf(register))?.name
  const targets = [...profile.targets.values()].filter((one) => one.register !== continued)
  const chosen = roster ? orderRoster(written) : orderRegister(registerColumns(registerOf(register), targets), register)
  const headings = new Map<string, number>()
  for (const { label } of chosen.map(headed)) headings.set(label, (headings.get(label) ?? 0) + 1)
  const example = examplePlace(divisions)
  return chosen.map((one) => {
    const { target, register: of, required } = one
    const field = headed(one)
    const repeated = (headings.get(field.label) ?? 0) > 1
    const heading = repeated ? distinctHeading(profile, target, field) : field.label
    return {
      ...columnOf(field, heading),
      ...(roster ? (REQUIRED_IN_ROSTER.has(target) ? { required: true } : {}) : required && of === register ? { required: true } : {}),
      ...divisionChoices(target, field, divisions, nameOf, example),
      ...exampleFor(field),
    }
  })
}

/** What the catalogue gives as an example; of a record referred to its title's. */
function exampleFor(field: FieldDefinition): { readonly example?: string } {
  const referred = field.register === undefined ? undefined : registerOf(field.register)
  const example = field.example ?? (referred === undefined ? undefined : fieldOf(referred, referred.title).example)
  return example === undefined ? {} : { example }
}

/** The township of where the row lies, beside the fields of the register. */
const TOWNSHIP_TARGET = 'division.township'

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
  const place = targets.find(({ target }) => target === PLACE)
  // A place that the register names itself is asked for once.
  const isNamed = place !== undefined && targets.some((one) => one !== place && one.key === undefined && one.field.label === place.field.label)
  return targets.flatMap((one): Written[] => {
    const { field, key, target } = one
    if (isNamed && (target === PLACE || target === TOWNSHIP_TARGET)) return []
    if (key !== undefined) return keys.includes(key) && mainOf.get(key.reference.key) !== key && !isTitleOf(key, mainOf.get(key.reference.key)) ? [one] : []
    if (!isTyped(field) || /^division\.(province|city|county)$/.test(target)) return []
    const main = mainOf.get(field.key)
    return [
      main === undefined || field.type !== 'reference'
        ? one
        : { ...one, field: { ...field, label: main.heading, ...(main.field.example === undefined ? {} : { example: main.field.example }) } },
    ]
  })
}

/** Without a column that goes by one of its keys, a reference's own column is for the title. */
function isTitleOf({ path, field, register }: ReferenceKey, main: ReferenceKey | undefined): boolean {
  return main === undefined && path.length === 1 && registerOf(register).title === field.key
}

type Written = Target

/** Where the record lies and what it refers to, then its own fields. */
function orderRegister(targets: readonly Written[], register: string): Written[] {
  const isOwn = (one: Written): boolean => one.register === register || one.register.startsWith(`${register}/`)
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
        ? `写成“${PERIOD_EXAMPLES[field.period ?? 'month']}”这样。`
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

function examplePlace(divisions: readonly OfficeDivision[]): OfficeDivision | undefined {
  return divisions.find(({ level }) => level === LOWEST_LEVEL)
}

function divisionChoices(
  target: string,
  field: FieldDefinition,
  divisions: readonly OfficeDivision[],
  nameOf: (code: string) => string,
  example: OfficeDivision | undefined,
): Partial<TemplateColumn> {
  if (target === TOWNSHIP_TARGET) {
    const choices = divisions.filter(({ level }) => level === 'township').map(({ name }) => name)
    return {
      heading: '乡镇',
      choices,
      note: '两个乡镇有同名的村时必须填写。',
      example: example?.parent_code === undefined || example.parent_code === null ? '' : nameOf(example.parent_code),
    }
  }
  const isPlace = field.level === LOWEST_LEVEL || (field.type === 'reference' && isToldByPlace(registerOf(field.register ?? '')))
  if (!isPlace) return {}
  const choices = [...new Set(divisions.filter(({ level }) => level === LOWEST_LEVEL).map(({ name }) => name))]
  return { ...(choices.length > 0 ? { choices } : {}), note: '填行政村名称或 12 位区划代码。', example: example?.name ?? '' }
}
