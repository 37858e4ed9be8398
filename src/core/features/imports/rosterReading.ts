/** How rosters are read beyond their columns: of whom a column speaks, what stands for what, and who the row itself is. Pure. */
import type { FieldValue } from '#core/catalogue/types.ts'
import type { HeadingColumn } from '#core/excel/headings.ts'
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import { readIdentity } from '#core/rules/identity.ts'
import type { RosterReading, Slots } from './profileMaker.ts'
import { CHILD, DAUGHTER, HEAD, SON } from './rosterRelations.ts'

const NAME = 'person.name'
const NUMBER = 'person.id_number'
const RELATION = 'membership.relation'
const HEAD_NAME = 'household.head_name'
const HEAD_NUMBER = 'household.head_id_number'
const GROUP = 'household.group_id'
const VILLAGE = 'household.village'

/** Registers that speak of a person, of which a row may hold several. */
const OF_MEMBERS: ReadonlySet<string> = new Set(['person', 'membership', 'person_year'])
/** What begins with these is told apart by number (姓名1, 姓名2); 致贫原因1 and 联系电话2 are not. */
const NUMBERED: ReadonlySet<string> = new Set([NAME, NUMBER, RELATION, 'person.sex', 'person.birth_date'])
/** Facts of the household that are facts of each year, too. */
const OF_YEAR: Readonly<Record<string, string>> = {
  'household.attribute': 'household_year.attribute',
  'household.exit_status': 'household_year.exit_status',
  'household.main_cause': 'household_year.main_cause',
  'household.population': 'household_year.stated_population',
}

const isOfMember = (target: string): boolean => OF_MEMBERS.has(target.slice(0, target.indexOf('.')))

export const rosterReading: RosterReading = {
  telling: [NAME, NUMBER, 'person.person_no', 'household.household_no', 'household.local_no', HEAD_NAME, HEAD_NUMBER],
  tellingLabels: '姓名、证件号码、户编号',
  member: [NAME, NUMBER, RELATION],
  number: NUMBER,
  birth: 'person.birth_date',
  keys: ['household.household_no', 'household.local_no', HEAD_NUMBER, HEAD_NAME, VILLAGE, 'household_year.year'],
  isOfMember,
  isNumbered: (target) => NUMBERED.has(target),
  ofYear: (target) => OF_YEAR[target] ?? target,
  isWhere: (target) => target === VILLAGE || target === GROUP,
  isOfHeads: (targets) => targets.includes(HEAD_NAME) && !targets.includes(NAME) && !targets.includes(RELATION),
  candidates,
  repeatedMembers,
  fillMain,
  fillRelation,
}

function candidates(column: HeadingColumn, columns: readonly HeadingColumn[]): readonly string[] {
  const { targets } = column
  // 村组 is the village with its group, or the group alone where the village has a column of its own.
  if (targets[0] === VILLAGE && /组|社(?!区)/.test(column.heading)) return [...targets, GROUP]
  if (targets.includes(NUMBER) && followsHead(column, columns)) return [HEAD_NUMBER, ...targets]
  const remark = targets.includes('household.remark') && targets.includes('person.remark')
  // In a roster of people a remark is on the person.
  return remark && columns.some((other) => other.targets.includes(RELATION)) ? ['person.remark', 'household.remark'] : targets
}

/** 户主 | 身份证号 | … | 姓名 | 身份证号码: the number beside the head is the head's. */
function followsHead(column: HeadingColumn, columns: readonly HeadingColumn[]): boolean {
  const before = columns.find((other) => other.column === column.column - 1)
  const comesAfter = (target: string): boolean => columns.some((other) => other.column > column.column && other.targets[0] === target)
  return before?.targets[0] === HEAD_NAME && comesAfter(NAME) && comesAfter(NUMBER)
}

/**
 * 户主姓名 | 身份证号 | 姓名 | 关系 | 身份证号码 | 姓名 | 关系 | 身份证号码: where the headings of a person stand several times behind those of
 * the head, each time is another member, numbered from 1.
 */
function repeatedMembers(columns: readonly HeadingColumn[]): ReadonlyMap<HeadingColumn, number> {
  const people = columns.filter(({ targets }) => targets.some(isOfMember))
  const names = people.filter(({ targets }) => targets[0] === NAME)
  const isSame = (one: HeadingColumn, other: HeadingColumn): boolean => headingSpelling(one.heading) === headingSpelling(other.heading)
  const standsAgain = (column: HeadingColumn): boolean => people.filter((other) => isSame(other, column)).length === names.length
  if (names.length < 2 || !names.every(standsAgain) || !columns.some(({ targets }) => targets[0] === HEAD_NAME)) return new Map()
  const opening = people.find(standsAgain)
  const starts = opening === undefined ? [] : people.filter((column) => isSame(column, opening))
  return new Map(
    people.flatMap((column) => {
      const number = starts.filter((start) => start.column <= column.column).length
      return number === 0 ? [] : [[column, number] as const]
    }),
  )
}

/** Where members are laid out across the row, the row itself is that of the head. */
function fillMain(layout: Slots, values: FieldValue[]): void {
  const fill = (target: string, value: FieldValue): void => {
    const slot = layout.slot(target)
    if (slot !== undefined) values[slot] ??= value
  }
  const of = (target: string): FieldValue => values[layout.slot(target) ?? -1] ?? null
  fill(NAME, of(HEAD_NAME))
  fill(NUMBER, of(HEAD_NUMBER))
  fill(RELATION, HEAD)
}

/** The relation that the headings give a member; a child is a son or a daughter by the document number. */
function fillRelation(layout: Slots, values: FieldValue[], relation: string): void {
  const slot = layout.slot(RELATION)
  if (slot === undefined || (values[slot] ?? null) !== null) return
  const { sex } = readIdentity(String(values[layout.slot(NUMBER) ?? -1] ?? ''))
  if (relation !== CHILD) values[slot] = relation
  else if (sex !== null) values[slot] = sex === '1' ? SON : DAUGHTER
}
