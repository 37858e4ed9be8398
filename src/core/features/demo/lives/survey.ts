/** The survey of spring 2015 in the demo (过筛式入户): the villages of 整村推进 are gone through household by household (mechanisms.md M03). */
import type { DemoHousehold } from '../household.ts'
import type { Random } from '../random.ts'
import type { DemoRecord, Sources } from '../records.ts'
import type { VillagePlan } from '../plan.ts'
import { after, stepRecords, type Step } from './steps.ts'
import { netOf } from './exits.ts'

const BEGINS = '2015-03-02'
const DAYS = 60

export function surveyRecord(county: string, { ids }: Sources): DemoRecord & { register: 'survey_round' } {
  return {
    register: 'survey_round',
    id: ids.next('survey_round', { issued_by: county, year: 2015, round: 1 }),
    values: {
      name: '2015年整村推进村过筛式入户（演示）',
      year: 2015,
      round: 1,
      issued_by: county,
      starts_on: BEGINS,
      ends_on: after(BEGINS, DAYS + 9),
      questionnaire: 'household_survey',
    },
  }
}

/** What households say that they lack most, by main cause. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  '01': ['常年吃药，药费报不完', '看病借了债'],
  '02': ['有残疾，干不了重活', '要人照料，出不去'],
  '03': ['供学生，一年学费生活费重', '孩子上学离家远，要租房'],
  '07': ['没有手艺，只能打零工', '种药材不懂技术'],
  '08': ['只有老人孩子，没有劳力', '劳力少，地种不过来'],
  '09': ['想养牛没有本钱', '买不起种畜'],
}
const OTHERS = ['地薄收成差', '出行不便，东西卖不出去', '吃水要到沟里拉'] as const

/** The visits of one household: a second one where nobody was met at first. */
export function* visitRecords(
  about: { readonly round: string; readonly village: VillagePlan; readonly household: DemoHousehold; readonly householdId: string; readonly position: number },
  surveyors: readonly string[],
  random: Random,
  sources: Sources,
): Generator<DemoRecord> {
  const { village, household, householdId, position } = about
  const subject = `household:${householdId}`
  const on = after(BEGINS, Math.floor(position / PER_DAY) % DAYS)
  const [first, second] = [surveyors[position % surveyors.length], surveyors[(position + 1) % surveyors.length]]
  if (first === undefined || second === undefined || first === second) return
  const met = random.weighted([
    ['1', 80],
    ['2', 14],
    ['3', 6],
  ] as const)
  const attempts = met === '3' && random.chance(0.6) ? 2 : 1
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const id = sources.ids.next('survey_visit', { survey_id: about.round, subject, attempt })
    const day = attempt === 1 ? on : after(on, 5)
    const seen = attempt === 2 ? '1' : met
    yield {
      register: 'survey_visit',
      id,
      values: {
        survey_id: about.round,
        subject,
        village: village.code,
        attempt,
        surveyor_id: first,
        second_surveyor_id: second,
        visited_on: day,
        met: seen,
        met_name: seen === '1' ? (household.persons[0]?.member.name ?? null) : null,
        problems: seen === '3' ? null : problemsOf(household, random),
      },
    }
    yield* stepRecords(`survey_visit:${id}`, 'visit_stage', stepsOf(village, day, random), sources)
  }
}

const PER_DAY = 4

/** In the words of the household, with a figure of its own: no two say quite the same. */
function problemsOf({ mainCause, years }: DemoHousehold, random: Random): string {
  const last = years.find(({ year }) => year === 2014)
  const income = last === undefined ? '' : `，去年人均收入 ${Math.round(netOf(last.income) / last.people)} 元`
  return `${random.pick(SAID[mainCause] ?? OTHERS)}${income}`
}

/** Most are checked and locked by now, some only checked. */
function stepsOf({ name, townshipName }: VillagePlan, on: string, random: Random): readonly Step[] {
  const clerk = `${townshipName}扶贫专干（演示）`
  const steps: readonly Step[] = [
    { key: 'visit', level: 'village', on, by: `${name}文书（演示）` },
    { key: 'review', level: 'township', on: after(on, 7), by: clerk },
    { key: 'lock', level: 'township', on: after(on, 20), by: clerk },
  ]
  return steps.slice(0, random.chance(0.9) ? 3 : 2)
}
