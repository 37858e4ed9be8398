/** What a heading says beside the name of a field: unit, year, and of which member of the household it speaks. Pure. */
import { spelling } from '#core/catalogue/derive/text.ts'
import { isUnit } from '#core/catalogue/derive/units.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { candidatesOf, type Profile } from './targets.ts'

/** What a column says of one year, or of one of several members laid out across the row. */
export interface ColumnLabel {
  readonly year?: number
  readonly member?: number
}

/** Registers that speak of a person, of which a row may hold several. */
const OF_MEMBERS: ReadonlySet<string> = new Set(['person', 'membership', 'person_year'])
/** What begins with these is told apart by number (姓名1, 姓名2); 致贫原因1 and 联系电话2 are not. */
const NUMBERED: ReadonlySet<string> = new Set(['person.name', 'person.id_number', 'membership.relation', 'person.sex', 'person.birth_date'])
/** Facts of the household that are facts of each year, too. */
const OF_YEAR: Readonly<Record<string, string>> = {
  'household.attribute': 'household_year.attribute',
  'household.exit_status': 'household_year.exit_status',
  'household.main_cause': 'household_year.main_cause',
  'household.population': 'household_year.stated_population',
}

const CHINESE_NUMBERS = '一二三四五六七八九十'
const NUMBER = `([0-9]{1,2}|[${CHINESE_NUMBERS}])`
const MEMBER_FIRST = new RegExp(`^(?:家庭|家属)?(?:成员|家人|家属)\\(?${NUMBER}\\)?[.:、-]?(.+)$`)
const MEMBER_LAST = new RegExp(`^(?:家庭)?(?:成员)?(.+?)\\(?${NUMBER}\\)?$`)
const YEAR_FIRST = /^(20\d\d|[12]\d)年(?:度|底|末)?(.+)$/
const YEAR_LAST = /^(.+?)\(?(20\d\d)年?度?\)?(\([^()]*\))?$/

/** What a heading that nobody knows as it stands may mean once its year or the number of a member is taken off; undefined where nothing. */
export function labelledCandidates(profile: Profile, heading: string): { readonly label: ColumnLabel; readonly targets: readonly string[] } | undefined {
  if (candidatesOf(profile, heading) !== undefined) return undefined
  const plain = spelling(heading).replaceAll('/', '')
  return ofMember(profile, plain) ?? ofYear(profile, plain)
}

function ofMember(profile: Profile, plain: string): ReturnType<typeof labelledCandidates> {
  if (!profile.roster) return undefined
  const first = MEMBER_FIRST.exec(plain)
  if (first !== null) return found(profile, { member: numberOf(first[1]) }, first[2] ?? '', (target) => OF_MEMBERS.has(registerIn(target)))
  const last = MEMBER_LAST.exec(plain)
  return last === null ? undefined : found(profile, { member: numberOf(last[2]) }, last[1] ?? '', (target) => NUMBERED.has(target))
}

function ofYear(profile: Profile, plain: string): ReturnType<typeof labelledCandidates> {
  const first = YEAR_FIRST.exec(plain)
  const [year, rest] = first === null ? (YEAR_LAST.exec(plain)?.slice(1, 3).toReversed() ?? []) : first.slice(1)
  if (year === undefined || rest === undefined) return undefined
  return found(profile, { year: Number(year.length === 2 ? `20${year}` : year) }, rest, (target) => isYearly(profile, target))
}

function isYearly(profile: Profile, target: string): boolean {
  const register = registerIn(target)
  if (registerOf(register).yearly === undefined) return false
  return profile.roster || register === profile.register
}

function found(profile: Profile, label: ColumnLabel, rest: string, fits: (target: string) => boolean): ReturnType<typeof labelledCandidates> {
  const known = candidatesOf(profile, rest) ?? candidatesOf(profile, rest.replace(/\([^()]*\)$/, '')) ?? []
  const targets = [...new Set(known.map((target) => (label.year === undefined || !profile.roster ? target : (OF_YEAR[target] ?? target))))].filter(fits)
  return targets.length === 0 ? undefined : { label, targets }
}

function registerIn(target: string): string {
  return target.slice(0, target.indexOf('.'))
}

function numberOf(text: string | undefined): number {
  const place = CHINESE_NUMBERS.indexOf(text ?? '')
  return text !== undefined && text !== '' && place >= 0 ? place + 1 : Number(text)
}

/** The unit a heading names: 工资性收入（万元）, 工资性收入/万元, 面积:公顷. */
export function unitOfHeading(heading: string): string | undefined {
  const plain = spelling(heading)
  for (const [, inside = ''] of plain.matchAll(/\(([^()]*)\)/g)) {
    const unit = unitWord(inside)
    if (unit !== undefined) return unit
  }
  const last = /[/:,]([^/:,]+)$/.exec(plain)?.[1]
  return last === undefined ? undefined : unitWord(last)
}

/** The heading without a unit that stands behind a colon, a comma or a stroke. */
export function withoutUnit(heading: string): string {
  const [, before, last] = /^(.+)[/:,：，]([^/:,：，]+)$/.exec(heading) ?? []
  return before !== undefined && last !== undefined && unitWord(last) !== undefined ? before : heading
}

/** The word as a unit, with or without brackets and 单位: in front. */
export function unitWord(text: string): string | undefined {
  const plain = spelling(text)
    .replace(/^[([]|[)\]]$/g, '')
    .replace(/^单位:?/, '')
  return isUnit(plain) ? plain : undefined
}

const SHEET_UNIT = /(?<![\p{Script=Han}])(?:金额|计量|面积|数据|货币)?单位:([^()。]+)/u

/** Units that the lines above the headings give the whole sheet (单位：万元、亩). */
export function unitsAbove(above: ReadonlySet<string>): string[] {
  const units: string[] = []
  for (const text of above) {
    const said = SHEET_UNIT.exec(text)?.[1]?.split(/[、,;]/) ?? [text]
    units.push(...said.flatMap((word) => unitWord(word) ?? []))
  }
  return units
}
