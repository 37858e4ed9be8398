/**
 * How households of the demo leave poverty: those of 2014 as they were taken over from paper, those of 2015 step by step with meeting, notices and what
 * was judged; and how far their villages have come (18 are to leave in 2015, mechanisms.md §0.1).
 */
import type { DemoHousehold } from '../household.ts'
import type { VillagePlan } from '../plan.ts'
import type { Random } from '../random.ts'
import { two } from '../family.ts'
import { LINES } from '../livelihood.ts'
import type { DemoRecord, Sources } from '../records.ts'
import { after, holdMeeting, lineRecord, putUp, stepRecords, type Act, type Held } from './steps.ts'

const HOUSEHOLD_EXIT = 'household_exit'
/** County-wide days of 2015: announced for five working days (Mon to Fri), then struck off. */
const ANNOUNCED = ['2015-11-09', '2015-11-13'] as const
const STRUCK_OFF = '2015-11-16'
const NOTICE_DAYS = 7

/** What the households of a village that leaves have in common in autumn 2015. */
export interface VillageExit {
  readonly meeting: Held
  readonly notice: Held
  readonly announcement: Held
  readonly on: string
}

/** The acts of a village whose households leave in 2015. */
export function villageExit({ code, name }: VillagePlan, random: Random, sources: Sources): VillageExit {
  const on = `2015-10-${two(random.int(8, 13))}`
  const posted = after(on, 6)
  const matter = `${name}2015年拟退出户民主评议结果`
  const meeting = holdMeeting({ name: `${name}2015年脱贫退出评议会`, division: code, on, matter: '评议2015年拟退出户' }, random, sources)
  const notice = putUp({ name: `${name}2015年拟退出户公示`, division: code, on: posted, matter }, after(posted, NOTICE_DAYS - 1), sources)
  const announced = { name: `${name}2015年贫困户退出公告`, division: `${code.slice(0, 6)}000000`, on: ANNOUNCED[0], matter: '2015年贫困户退出' }
  return { meeting, notice, announcement: putUp(announced, ANNOUNCED[1], sources), on }
}

/** Who left in 2014, before this program: announced in autumn, struck off when nobody came or went any more in that year. */
export function* leftIn2014(household: DemoHousehold, householdId: string, random: Random, sources: Sources): Generator<DemoRecord> {
  const changed = household.persons.flatMap(({ member: { joined, left } }) => [joined?.date, left?.date].filter((day) => day?.startsWith('2014') === true))
  const usual = `2014-11-${two(random.int(20, 28))}`
  const announced = `2014-11-${two(random.int(3, 14))}`
  const basis = '2014年县公告（演示）'
  const steps = [
    { key: 'open:announced', level: 'village', on: announced, by: '演示数据', basis },
    { key: 'delist', level: 'county', on: changed.some((day) => (day ?? '') >= usual) ? '2014-12-30' : usual, by: '县扶贫办（演示）' },
  ] as const
  yield* stepRecords(yearOf(householdId, 2014, sources), HOUSEHOLD_EXIT, steps, sources)
}

/** One household through all steps of 2015. */
export function* leavesIn2015(
  {
    village,
    exit,
    household,
    householdId,
  }: { readonly village: VillagePlan; readonly exit: VillageExit; readonly household: DemoHousehold; readonly householdId: string },
  random: Random,
  sources: Sources,
): Generator<DemoRecord> {
  const subject = yearOf(householdId, 2015, sources)
  const { on } = exit
  const head = household.persons[0]?.member.name ?? '户主'
  const clerk = `${village.name}文书（演示）`
  for (const { act } of [exit.meeting, exit.notice, exit.announcement]) yield lineRecord(act, subject, random, sources)
  const income = household.years.find(({ year }) => year === 2015)
  const judged = sources.ids.next('exit_judgement', { subject, item: 'h_income' })
  const perPerson = income === undefined ? 0 : Math.round((netOf(income.income) * 100) / income.people)
  yield {
    register: 'exit_judgement',
    id: judged,
    values: {
      subject,
      village: village.code,
      item: 'h_income',
      value: `${(perPerson / 100).toFixed(2)} 元（国家扶贫标准 ${LINES[2015]} 元）`,
      met: true,
      checked_on: after(on, 3),
      evidence: '1',
      evidence_note: '收入核算表（演示）',
      reported_by: clerk,
      checked_by: '工作队员（演示）',
    },
  }
  const steps = [
    { key: 'propose', level: 'village', on, by: clerk, act: exit.meeting.act.id },
    {
      key: 'verify',
      level: 'village',
      on: after(on, 3),
      by: clerk,
      signatures: '村干部（演示）、工作队员（演示）',
      relied: { started: [{ register: 'exit_judgement', id: judged }] },
    },
    { key: 'agree', level: 'village', on: after(on, 4), by: clerk, signatures: head },
    { key: 'post', level: 'village', on: after(on, 6), by: clerk, act: exit.notice.act.id },
    { key: 'review', level: 'township', on: after(on, 6 + NOTICE_DAYS), by: `${village.townshipName}扶贫专干（演示）`, relied: noticeOf(exit.notice.act) },
    { key: 'announce', level: 'county', on: ANNOUNCED[0], by: '县扶贫办（演示）', act: exit.announcement.act.id },
    { key: 'delist', level: 'county', on: STRUCK_OFF, by: '县扶贫办（演示）', relied: noticeOf(exit.announcement.act) },
  ] as const
  yield* stepRecords(subject, HOUSEHOLD_EXIT, steps, sources)
}

/** The village itself is found fit by its township; what the county asks is still to come. */
export function* villageProposed(village: VillagePlan, villageId: string, sources: Sources): Generator<DemoRecord> {
  const subject = `village_year:${sources.ids.next('village_year', { village_id: villageId, year: 2015 })}`
  yield* stepRecords(subject, 'village_exit', [{ key: 'propose', level: 'township', on: '2015-10-30', by: `${village.townshipName}扶贫专干（演示）` }], sources)
}

function yearOf(householdId: string, year: number, { ids }: Sources): string {
  return `household_year:${ids.next('household_year', { household_id: householdId, year })}`
}

const noticeOf = ({ id }: Act): { readonly notice: string } => ({ notice: id })

/** Net income of a household in 元. */
export function netOf(income: Omit<DemoHousehold['years'][number]['income'], 'workers'>): number {
  const { wage, business, expense, property, allowance, support, pension, ecology, other } = income
  return wage + business - expense + property + allowance + support + pension + ecology + other
}
