/** Monitored households with what belongs to them, and work by the month: for laws over all registers, of which the demonstration has none of these. */
import type { Transaction } from '../store/index.ts'

/** One of a household on file and one of a household that is not, each with facts and measures; their ids are answered. */
export function addMonitored(
  transaction: Transaction,
  {
    village,
    household,
    person,
    number = 1,
    year = 2023,
  }: { readonly village: string; readonly household: string; readonly person: string; readonly number?: number; readonly year?: number },
): string[] {
  const unlisted = transaction.insert('unlisted_household', { village, head_name: `马边缘${number}`, household_no: `BY${number}`, stated_population: 3 })
  const told = { village, people: 3, source: 'x2', found_on: `${year}-03-01`, risk_1: 'x1', risk_2: 'x7', risk_removed: '0', identified_on: `${year}-04` }
  const monitored = [
    transaction.insert('monitored_household', { ...told, subject: `household:${household}`, kind: '100A03001' }),
    transaction.insert('monitored_household', { ...told, subject: `unlisted_household:${unlisted}`, kind: '100A03002', phone: '13900000000' }),
  ]
  for (const id of monitored) {
    transaction.insert('monitored_fact', {
      monitored_household_id: id,
      stage: '1',
      round: 1,
      dropout: false,
      wage_income: 1_200_000,
      income_per_person: 400_000,
    })
    transaction.insert('monitored_aid', { monitored_household_id: id, kind: 'x2', content: '劳务输出', started_on: `${year}-05-01` })
  }
  transaction.insert('work_month', { subject: `person:${person}`, month: `${year}-05`, working: true, county: '兰州市城关区', income: 350_000 })
  transaction.insert('work_plan', { subject: `person:${person}`, month: `${year}-03`, planned: true, need: '技能培训' })
  return monitored
}
