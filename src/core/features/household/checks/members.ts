/** Readings of one member that several rules need: age, document number, health, school, work. Unknown is `null`, never a guess. */
import { codeListOf } from '#core/catalogue/index.ts'
import { codeLabel } from '#core/catalogue/derive/codes.ts'
import { ageOn, isIsoDate } from '#core/rules/dates.ts'
import { readIdentity } from '#core/rules/identity.ts'
import type { Identity } from '#core/rules/identity.ts'
import { codesIn } from '#core/catalogue/partialRows.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { FieldPath, NumberRead } from './facts.ts'

/** One member with all rows present (a missing yearly record is an empty row). */
export interface MemberView {
  /** Position in the members given to the check. */
  readonly index: number
  readonly name: string
  readonly person: Row<'person'>
  readonly personYear: Row<'person_year'>
  /** Whether there is a yearly record at all. */
  readonly hasYear: boolean
  readonly membership: Row<'membership'>
  /** Records of the year before and of the one before that, where other years are looked at. */
  readonly earlier: () => readonly (Row<'person_year'> | null)[]
  /** Kinds of the papers on file of the person; null where they are not looked at. */
  readonly papers: readonly string[] | null
  readonly number: NumberRead
  /** The age that was asked for before: a dozen rules do, always for the same day. */
  readonly known: { age?: { readonly date: string; readonly age: number | null } }
}

/** Fields behind {@link ageOf} and {@link sexOf}. */
export const AGE_FIELDS = ['person.birth_date', 'person.id_number', 'person.id_type'] as const satisfies readonly FieldPath[]
export const SEX_FIELDS = ['person.sex', 'person.id_number', 'person.id_type'] as const satisfies readonly FieldPath[]
/** Fields behind {@link isStudent}, {@link stageOf}. */
export const STUDENT_FIELDS = ['person_year.student_status', 'person_year.education'] as const satisfies readonly FieldPath[]
/** Fields behind {@link worksAway}. */
export const WORK_FIELDS = ['person_year.work_place', 'person_year.work_months'] as const satisfies readonly FieldPath[]
/** Fields behind who counts as a member on a date. */
export const MEMBERSHIP_FIELDS = ['membership.status', 'membership.start_date', 'membership.end_date'] as const satisfies readonly FieldPath[]

/** Code of 证件类型 whose numbers follow another order (解放军军官证). */
const OFFICER_CARD = '03'

/**
 * Whether someone belongs to the household on a date: begun, not ended, and — where no end date tells when it changed —
 * with status 正常 (AAB015 = 1; nothing entered counts as 正常). Source: forms.md §13.6-54.
 */
export function isMemberOn(membership: Row<'membership'>, date: string): boolean {
  const { start_date: start, end_date: end, status } = membership
  if (start && start > date) return false
  return end ? end > date : (status ?? '1') === '1'
}

/** The document number read, or `null` when there is none or its kind follows other rules. */
export function identityOf({ person, number }: MemberView, today: string): Identity | null {
  const { id_number: text, id_type: type } = person
  return text && type !== OFFICER_CARD ? (number.identity ??= readIdentity(text, today)) : null
}

/** Birth date as entered, else from the document number. */
export function birthDateOf(member: MemberView, today: string): string | null {
  const { birth_date: birth } = member.person
  return birth && isIsoDate(birth) ? birth : (identityOf(member, today)?.birthDate ?? null)
}

/** Full years on the day for which the year is judged; `null` when the birth date is not known or lies after it. */
export function ageOf(member: MemberView, { date, today }: { readonly date: string; readonly today: string }): number | null {
  const { known } = member
  if (known.age?.date === date) return known.age.age
  const birth = birthDateOf(member, today)
  const age = birth === null ? null : ageOn(birth, date)
  known.age = { date, age }
  return age
}

/** 1 男, 2 女, as entered, else from the document number. */
export function sexOf(member: MemberView, today: string): '1' | '2' | null {
  const { sex } = member.person
  if (sex === '1' || sex === '2') return sex
  return sex ? null : (identityOf(member, today)?.sex ?? null)
}

/** Health codes; empty when not known. */
export function healthOf(member: MemberView): readonly string[] {
  return codesIn(member.personYear.health)
}

/** 健康 and nothing else. */
export function isHealthy(member: MemberView): boolean {
  const codes = healthOf(member)
  return codes.length === 1 && codes[0] === '01'
}

/** What the entered health means in words, in the spelling of the year. */
export function healthLabel(member: MemberView, year: number): string {
  return healthOf(member)
    .map((code) => codeLabel(codeListOf('health'), code, year))
    .join('、')
}

/** Label of a code for sentences. */
export function labelled(codeList: string, code: string | null | undefined, year: number): string {
  return code ? codeLabel(codeListOf(codeList), code, year) : '空'
}

/** 普通劳动力 or 技能劳动力. */
export function isLabourer(member: MemberView): boolean {
  const { labour } = member.personYear
  return labour === '01' || labour === '02'
}

/** 丧失劳动力 or 无劳动力. */
export function cannotWork(member: MemberView): boolean {
  const { labour } = member.personYear
  return labour === '03' || labour === '04'
}

/**
 * Whether the member works away: months above zero, or a place that is not 其他.
 * 其他 alone is how some rosters mark those who do not work. `null` when neither is entered.
 */
export function worksAway(member: MemberView): boolean | null {
  const { work_place: place, work_months: months } = member.personYear
  if ((months ?? 0) > 0 || isDefinitePlace(place)) return true
  return (place ?? null) === null && (months ?? null) === null ? null : false
}

/** A place of work that says where (not empty, not 其他). */
export function isDefinitePlace(place: string | null | undefined): boolean {
  return Boolean(place) && place !== '99'
}

/** Stages of school, in order. */
export type SchoolStage = 'none' | 'preschool' | 'primary' | 'junior' | 'senior' | 'college' | 'master'

const STAGE_OF_STATUS: Readonly<Record<string, SchoolStage>> = {
  '01': 'none',
  x1: 'none',
  '02': 'preschool',
  '03': 'primary',
  '04': 'junior',
  '05': 'junior',
  '06': 'junior',
  '07': 'senior',
  '08': 'senior',
  '09': 'senior',
  '10': 'senior',
  '11': 'senior',
  '12': 'senior',
  '13': 'college',
  '14': 'college',
  '15': 'college',
  '16': 'college',
  x2: 'college',
  x3: 'college',
  x4: 'college',
  x5: 'college',
  x6: 'college',
  x7: 'college',
  x8: 'college',
  x9: 'college',
  x10: 'college',
  x11: 'master',
}

/** From this year a person has either an education or a school status, and an empty status means “not in school”. */
export const EITHER_EDUCATION_OR_SCHOOL_SINCE = 2020

/**
 * The stage of school a member is in; `none` outside school, `null` when not known.
 * Until 2019 an empty school status is unknown; from 2020 it means 非在校生 once the education is filled in.
 */
export function stageOf(member: MemberView, year: number): SchoolStage | null {
  const { student_status: status, education } = member.personYear
  if (status) return STAGE_OF_STATUS[status] ?? null
  return year >= EITHER_EDUCATION_OR_SCHOOL_SINCE && education ? 'none' : null
}

/** Whether a member is in school (kindergarten included); `null` when not known. */
export function isStudent(member: MemberView, year: number): boolean | null {
  const stage = stageOf(member, year)
  return stage === null ? null : stage !== 'none'
}

/** Every code of the school status list has a stage here; checked by a test. */
export function knownStudentStatuses(): readonly string[] {
  return Object.keys(STAGE_OF_STATUS)
}
