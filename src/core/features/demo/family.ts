/** Makes up families whose ages, sexes, names and relations fit together. */
import type { HouseholdPlan } from './plan.ts'
import { drawName, drawSurname } from './naming.ts'
import type { Random } from './random.ts'

export type Sex = '1' | '2'

/** Codes of 与户主关系 that the demo uses. */
export type Relation = '01' | '02' | '03' | '04' | '05' | '07' | '08' | '11' | '12' | '99'

export interface Member {
  readonly relation: Relation
  readonly sex: Sex
  readonly name: string
  /** `YYYY-MM-DD` */
  readonly birth: string
  readonly birthYear: number
  /** When and why the person came; null for those found at the first registration. */
  readonly joined: { readonly date: string; readonly reason: '05' | '06' | '07' } | null
  /** When and why the person left: 死亡 01, 嫁出 02, 其他转出 08. */
  readonly left: { readonly date: string; readonly reason: '01' | '02' | '08' } | null
}

/** The year at whose end the family has the planned size. */
export const BASE_YEAR = 2014
const OLDEST = 88

/** A family being put together. */
class FamilyDraft {
  readonly members: Member[] = []
  readonly #names = new Set<string>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** @param surname null for somebody from another family */
  add(relation: Relation, sex: Sex, birthYear: number, surname: string | null, change: Partial<Pick<Member, 'joined' | 'left'>> = {}): Member {
    const random = this.#random
    const joining = change.joined ?? null
    const year = Math.max(BASE_YEAR - OLDEST, Math.min(birthYear, joining?.reason === '06' ? BASE_YEAR + 1 : BASE_YEAR))
    const birth = `${year}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
    const name = drawName(random, surname ?? drawSurname(random), sex, year, this.#names)
    this.#names.add(name)
    // Whoever was born in the base year came by birth, whatever else was planned.
    const born = joining?.reason === '06' || year === BASE_YEAR
    const joined = born ? { date: birth, reason: '06' as const } : joining
    const member: Member = { relation, sex, name, birth, birthYear: year, joined, left: change.left ?? null }
    this.members.push(member)
    return member
  }

  replace(member: Member, left: Member['left']): void {
    this.members[this.members.indexOf(member)] = { ...member, left }
  }
}

/** The members of a household: `plan.size` of them at the end of 2014, the head first, and those who came or left around that time. */
export function drawFamily(plan: HouseholdPlan, random: Random): Member[] {
  const draft = new FamilyDraft(random)
  if (plan.size === 1) addLonely(draft, random)
  else if (plan.size === 2) addTwo(draft, random)
  else if (plan.flaw === 'no pension' || plan.fate === 'splits' || (random.chance(0.33) && !plan.gains2015)) addOldFamily(draft, random, plan.size)
  else addYoungFamily(draft, random, plan.size)
  if (plan.lost2014) loseIn2014(draft, random)
  if (plan.gains2015) gainIn2015(draft, random)
  if (plan.loses2015) loseIn2015(draft, random)
  if (plan.fate === 'closes') loseAll(draft, random)
  return draft.members
}

function addLonely(draft: FamilyDraft, random: Random): void {
  const old = random.chance(0.75)
  draft.add('01', random.chance(0.7) ? '1' : '2', old ? random.int(1930, 1952) : random.int(1955, 1985), drawSurname(random))
}

function addTwo(draft: FamilyDraft, random: Random): void {
  const surname = drawSurname(random)
  const kind = random.weighted([
    ['couple', 6],
    ['with child', 2],
    ['with parent', 2],
  ] as const)
  if (kind === 'couple') {
    const birth = random.int(1936, 1965)
    draft.add('01', '1', birth, surname)
    draft.add('02', '2', birth + random.int(-2, 4), null)
  } else if (kind === 'with child') {
    const sex = random.chance(0.5) ? '1' : '2'
    const birth = random.int(1962, 1982)
    draft.add('01', sex, birth, surname)
    const child = random.chance(0.5) ? '1' : '2'
    draft.add(child === '1' ? '03' : '04', child, birth + random.int(21, 31), sex === '1' ? surname : null)
  } else {
    const birth = random.int(1960, 1982)
    draft.add('01', '1', birth, surname)
    addParent(draft, random, birth, '12', surname)
  }
}

/** A couple with children, and parents where there is room. */
function addYoungFamily(draft: FamilyDraft, random: Random, size: number): void {
  const surname = drawSurname(random)
  const birth = random.int(1960, 1984)
  draft.add('01', '1', birth, surname)
  const wife = draft.add('02', '2', birth + random.int(-2, 5), null)
  const possible = childBirths(random, wife.birthYear, size - 2)
  const parents = Math.min(
    size - 2,
    random.weighted([
      [0, 5],
      [1, 4],
      [2, birth > 1966 ? 3 : 0],
    ]),
  )
  const children = possible.slice(0, size - 2 - parents)
  for (const year of children) addChild(draft, random, year, surname)
  const rest = size - 2 - children.length
  if (rest >= 1) addParent(draft, random, birth, '12', surname)
  if (rest >= 2) addParent(draft, random, birth, '11', surname)
  for (let more = 2; more < rest; more += 1) addOther(draft, random, birth)
}

/** An elderly couple with a grown-up son, his wife and their children. */
function addOldFamily(draft: FamilyDraft, random: Random, size: number): void {
  const surname = drawSurname(random)
  const birth = random.int(1942, 1955)
  draft.add('01', '1', birth, surname)
  draft.add('02', '2', birth + random.int(0, 4), null)
  const sonBirth = Math.min(1992, birth + random.int(23, 29))
  draft.add('03', '1', sonBirth, surname)
  if (size === 3) return
  const wife = draft.add('05', '2', Math.min(1992, sonBirth + random.int(0, 4)), null)
  const births = childBirths(random, wife.birthYear, size - 4)
  for (const year of births) {
    const sex = random.chance(0.52) ? '1' : '2'
    draft.add(sex === '1' ? '07' : '08', sex, year, surname)
  }
  for (let rest = size - 4 - births.length; rest > 0; rest -= 1) {
    if (rest === 1 && birth >= 1948) addParent(draft, random, birth, '12', surname)
    else addOther(draft, random, birth)
  }
}

/** Birth years of up to `count` children, from when the mother was 20, two to four years apart. */
function childBirths(random: Random, mother: number, count: number): number[] {
  const births: number[] = []
  let year = mother + random.int(20, 25)
  while (births.length < count && year <= Math.min(BASE_YEAR, mother + 42)) {
    births.push(year)
    year += random.int(2, 4)
  }
  return births
}

function addChild(draft: FamilyDraft, random: Random, birthYear: number, surname: string, change: Partial<Pick<Member, 'joined' | 'left'>> = {}): void {
  const sex = random.chance(0.52) ? '1' : '2'
  draft.add(sex === '1' ? '03' : '04', sex, birthYear, surname, change)
}

function addParent(
  draft: FamilyDraft,
  random: Random,
  child: number,
  relation: '11' | '12',
  surname: string,
  change: Partial<Pick<Member, 'joined' | 'left'>> = {},
): void {
  const sex = relation === '11' ? '1' : '2'
  const birth = Math.max(BASE_YEAR - OLDEST, child - random.int(20, 27))
  draft.add(relation, sex, Math.min(birth, child - 18), relation === '11' ? surname : null, change)
}

/** A grown-up relative who is none of the other relations (a brother or sister of the head). */
function addOther(draft: FamilyDraft, random: Random, head: number, change: Partial<Pick<Member, 'joined' | 'left'>> = {}): void {
  draft.add('99', random.chance(0.5) ? '1' : '2', Math.min(1990, head + random.int(-3, 8)), null, change)
}

/** A parent who died, or a daughter who married out, in the year the base size was counted. */
function loseIn2014(draft: FamilyDraft, random: Random): void {
  const head = draft.members[0]
  if (head === undefined) return
  const date = `${BASE_YEAR}-${two(random.int(2, 11))}-${two(random.int(1, 28))}`
  const has = (relation: Relation): boolean => draft.members.some((member) => member.relation === relation)
  const surname = head.name.slice(0, 1)
  const left = { date, reason: '01' } as const
  if (!has('11') && head.birthYear >= 1948) addParent(draft, random, head.birthYear, '11', surname, { left })
  else if (!has('12') && head.birthYear >= 1948) addParent(draft, random, head.birthYear, '12', surname, { left })
  else addOther(draft, random, head.birthYear, { left: { date, reason: '08' } })
}

/** A child born, a daughter-in-law come, or a relative moved in. */
function gainIn2015(draft: FamilyDraft, random: Random): void {
  const [head] = draft.members
  if (head === undefined) return
  const surname = head.name.slice(0, 1)
  const wife = draft.members.find(({ relation, birthYear }) => relation === '02' && birthYear >= BASE_YEAR + 1 - 42)
  const youngest = Math.max(...draft.members.map(({ birthYear }) => birthYear))
  const son = draft.members.find(({ relation, birthYear }) => relation === '03' && birthYear <= BASE_YEAR - 22)
  const date = `${BASE_YEAR + 1}-${two(random.int(1, 9))}-${two(random.int(1, 28))}`
  if (wife !== undefined && youngest <= BASE_YEAR - 2) addChild(draft, random, BASE_YEAR + 1, surname, { joined: { date, reason: '06' } })
  else if (son !== undefined) draft.add('05', '2', Math.min(BASE_YEAR - 20, son.birthYear + random.int(0, 3)), null, { joined: { date, reason: '05' } })
  else addOther(draft, random, head.birthYear, { joined: { date, reason: '07' } })
}

/** The oldest died, a daughter married out, or somebody moved away; never the head. */
function loseIn2015(draft: FamilyDraft, random: Random): void {
  const date = `${BASE_YEAR + 1}-${two(random.int(1, 9))}-${two(random.int(1, 28))}`
  const others = draft.members.filter(({ relation, left }) => relation !== '01' && left === null)
  const oldest = others.reduce<Member | undefined>((one, other) => (one === undefined || other.birthYear < one.birthYear ? other : one), undefined)
  const bride = others.find(({ relation, birthYear }) => relation === '04' && birthYear <= BASE_YEAR - 20)
  if (oldest !== undefined && oldest.birthYear <= BASE_YEAR - 62) draft.replace(oldest, { date, reason: '01' })
  else if (bride !== undefined) draft.replace(bride, { date, reason: '02' })
  else if (oldest !== undefined) draft.replace(oldest, { date, reason: '08' })
}

/** Everybody died on one day of 2015. */
function loseAll(draft: FamilyDraft, random: Random): void {
  const date = `${BASE_YEAR + 1}-0${random.int(2, 8)}-${two(random.int(1, 28))}`
  for (const member of [...draft.members]) draft.replace(member, { date, reason: '01' })
}

/** Whether somebody belonged to the household at the end of a year. */
export function presentAtEnd(member: Member, year: number): boolean {
  const end = `${year}-12-31`
  return (member.joined === null || member.joined.date <= end) && (member.left === null || member.left.date > end)
}

export function two(number: number): string {
  return String(number).padStart(2, '0')
}
