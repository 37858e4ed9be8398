/** What a heading says beside the name of a field: unit, year, and of which member of the household it speaks. Pure. */
import { spelling, toHalfWidth } from '#core/catalogue/derive/text.ts'
import { isUnit } from '#core/catalogue/derive/units.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { CHILD } from './rosterRelations.ts'
import { candidatesOf, type Profile } from './targets.ts'

/** What a column says of one year, or of one of several members laid out across the row. */
export interface ColumnLabel {
  readonly year?: number
  readonly member?: number
  /** How that member is related to the head, where the heading says it (配偶姓名); {@link CHILD} where it leaves son and daughter open. */
  readonly relation?: string
}

const CHINESE_NUMBERS = '一二三四五六七八九十'
const NUMBER = `([0-9]{1,2}|[${CHINESE_NUMBERS}])`
const MEMBER_FIRST = new RegExp(`^(?:(?:家庭|家属)?(?:成员|家人|家属)\\(?${NUMBER}\\)?(?:情况|信息)?|第${NUMBER}(?:个|名|位)?(?:家庭)?成员)[.:、-]?(.+)$`)
const MEMBER_LAST = new RegExp(`^(?:家庭)?(?:成员)?(.+?)\\(?${NUMBER}\\)?$`)
const YEAR_FIRST = /^(20\d\d|[12]\d)年(?:度|底|末)?(.+)$/
const YEAR_LAST = /^(.+?)\(?(20\d\d)年?度?\)?(\([^()]*\))?$/
/** Words for members that say how they are related to the head, each with the code of its relation. */
const RELATIVES: readonly (readonly [words: readonly string[], relation: string])[] = [
  [['配偶', '妻子', '丈夫', '爱人'], '02'],
  [['子女', '孩子'], CHILD],
  [['儿子', '长子', '次子', '三子', '大儿子', '二儿子'], '03'],
  [['女儿', '长女', '次女', '三女', '大女儿', '二女儿'], '04'],
  [['儿媳'], '05'],
  [['孙子'], '07'],
  [['孙女'], '08'],
  [['父亲'], '11'],
  [['母亲'], '12'],
]
const RELATIVE_WORDS = RELATIVES.flatMap(([words, relation]) => words.map((word) => ({ word, relation }))).toSorted(
  (one, other) => other.word.length - one.word.length,
)
const RELATIVE = new RegExp(`^(${RELATIVE_WORDS.map(({ word }) => word).join('|')})\\(?${NUMBER}?\\)?[.:、-]?的?(.+)$`)
/** Members with a number of their own come first. */
const FIRST_RELATIVE = 100

/** What a heading that nobody knows as it stands may mean once its year or the number of a member is taken off; undefined where nothing. */
export function labelledCandidates(profile: Profile, heading: string): { readonly label: ColumnLabel; readonly targets: readonly string[] } | undefined {
  if (candidatesOf(profile, heading) !== undefined) return undefined
  const lines = withArabicYear(spelling(heading)).split('/')
  // 家庭成员情况 over 成员一 over 姓名: what stands above says nothing more.
  for (let from = 0; from < lines.length; from += 1) {
    const plain = lines.slice(from).join('')
    const label = ofMember(profile, plain) ?? ofYear(profile, plain)
    if (label !== undefined) return label
  }
  return undefined
}

const YEAR_IN_WORDS = /[二2][〇○零0][〇○零0一二三四五六七八九1-9]{2}(?=年)/g
const DIGITS = '〇一二三四五六七八九'

/** 二〇一四年 as 2014年. */
export function withArabicYear(text: string): string {
  return text.replace(YEAR_IN_WORDS, (year) =>
    [...year.replace(/[○零]/g, '〇')].map((digit) => (DIGITS.includes(digit) ? String(DIGITS.indexOf(digit)) : digit)).join(''),
  )
}

function ofMember(profile: Profile, plain: string): ReturnType<typeof labelledCandidates> {
  const { roster } = profile
  if (roster === null) return undefined
  const first = MEMBER_FIRST.exec(plain)
  if (first !== null) return found(profile, { member: numberOf(first[1] ?? first[2]) }, first[3] ?? '', (target) => roster.isOfMember(target))
  const relative = RELATIVE.exec(plain)
  const at = RELATIVE_WORDS.findIndex(({ word }) => word === relative?.[1])
  const relation = RELATIVE_WORDS[at]?.relation
  if (relative !== null && relation !== undefined) {
    const member = FIRST_RELATIVE + at * 20 + (relative[2] === undefined ? 0 : numberOf(relative[2]))
    const named = found(profile, { member, relation }, relative[3] ?? '', (target) => roster.isOfMember(target))
    if (named !== undefined) return named
  }
  const last = MEMBER_LAST.exec(plain)
  return last === null ? undefined : found(profile, { member: numberOf(last[2]) }, last[1] ?? '', (target) => roster.isNumbered(target))
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
  return profile.roster !== null || register === profile.register
}

function found(profile: Profile, label: ColumnLabel, rest: string, fits: (target: string) => boolean): ReturnType<typeof labelledCandidates> {
  const known = candidatesOf(profile, rest) ?? candidatesOf(profile, rest.replace(/\([^()]*\)$/, '')) ?? []
  const targets = [...new Set(known.map((target) => (label.year === undefined ? target : (profile.roster?.ofYear(target) ?? target))))].filter(fits)
  return targets.length === 0 ? undefined : { label, targets }
}

function registerIn(target: string): string {
  return target.slice(0, target.indexOf('.'))
}

function numberOf(text: string | undefined): number {
  const place = CHINESE_NUMBERS.indexOf(text ?? '')
  return text !== undefined && text !== '' && place >= 0 ? place + 1 : Number(text)
}

/** The unit a heading names: 工资性收入（万元）, 工资性收入/万元, 面积:公顷, 收入（单位：万元） over 工资性收入. The lowest line that names one holds. */
export function unitOfHeading(heading: string): string | undefined {
  const plain = spelling(heading)
  const inBrackets = [...plain.matchAll(/\(([^()]*)\)/g)].map(([, inside = '']) => unitWord(inside))
  const bracketed = inBrackets.findLast((unit) => unit !== undefined)
  if (bracketed !== undefined) return bracketed
  for (const line of plain.split('/').toReversed()) {
    const said = /(?:[:,]|单位:?)([^:,]+)$/.exec(line)?.[1] ?? (line === plain ? undefined : line)
    const unit = said === undefined ? undefined : unitWord(said)
    if (unit !== undefined) return unit
  }
  return undefined
}

/** The heading without a unit that stands behind a colon, a comma or a stroke. */
export function withoutUnit(heading: string): string {
  const [, before, last] = /^(.+)[/:,：，]([^/:,：，]+)$/.exec(heading) ?? []
  return before !== undefined && last !== undefined && unitWord(last) !== undefined ? before : heading
}

/** The unit at the end of a heading that is known without it: 工资性收入 万元. */
export function unitBehind(profile: Profile, heading: string): { readonly unit: string; readonly targets: readonly string[] } | undefined {
  if (candidatesOf(profile, heading) !== undefined) return undefined
  const plain = spelling(heading)
  for (let at = 2; at < plain.length; at += 1) {
    const unit = plain.slice(at)
    const targets = isUnit(unit) ? candidatesOf(profile, plain.slice(0, at))?.filter((target) => profile.targets.get(target)?.field.unit !== undefined) : []
    if (targets !== undefined && targets.length > 0) return { unit, targets }
  }
  return undefined
}

/** The word as a unit, with or without brackets and 单位: in front. */
export function unitWord(text: string): string | undefined {
  const plain = spelling(text)
    .replace(/^[([]|[)\]]$/g, '')
    .replace(/^单位:?/, '')
  return isUnit(plain) ? plain : undefined
}

/** 单位 of an office, not of figures. */
const OFFICE = '填报|填表|报送|上报|呈报|编报|编制|制表|填写|帮扶|责任|主管|工作|所在|牵头|统计|申报|实施|建设|包抓|联系'
const SHEET_UNIT = new RegExp(`(?<!${OFFICE})单位\\s*:?\\s*(.*)`, 's')
/** 金额以万元为单位, 以万元计. */
const IN_UNITS = /以\s*([^\s以,、;.。:]{1,4}?)\s*(?:为单位|计算?)/g
const BETWEEN_UNITS = /[\s、,;/()[\]。]+|和|及/

/** Units that the lines above the headings give the whole sheet (单位：万元、亩; （万元）; 金额以万元为单位). */
export function unitsAbove(texts: readonly string[]): string[] {
  return [
    ...new Set(
      texts.map(toHalfWidth).flatMap((text) => [...unitsSaid(text), ...[...text.matchAll(IN_UNITS)].flatMap(([, word = '']) => unitWord(word) ?? [])]),
    ),
  ]
}

function unitsSaid(text: string): string[] {
  const after = SHEET_UNIT.exec(text)?.[1]
  if (after !== undefined) return leadingUnits(after)
  const alone = /\(([^()]*)\)\s*$/.exec(text)?.[1] ?? text
  const words = alone.split(BETWEEN_UNITS).filter((word) => word !== '')
  return words.every((word) => unitWord(word) !== undefined) ? words.map(spelling) : []
}

/** The units at the beginning of a text, each perhaps with what it is the unit of: 万元、面积单位：公顷 制表人：… */
function leadingUnits(text: string): string[] {
  const units: string[] = []
  for (const word of text.split(BETWEEN_UNITS).filter((one) => one !== '')) {
    const unit = unitWord(word.replace(/^[\p{Script=Han}]*(?:单位)?\s*:/u, ''))
    if (unit === undefined) break
    units.push(unit)
  }
  return units
}
