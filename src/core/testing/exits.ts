/** Exits for tests: a household that reached what is asked of it, and one record of each register of leaving poverty. */
import type { Transaction } from '../store/index.ts'

/** What the exit of a year is judged by, reached as far as the data tells, and entered where it does not. */
export function reachExit(
  transaction: Transaction,
  { household, year: id, village, stated = 400_000 }: { readonly household: string; readonly year: string; readonly village: string; readonly stated?: number },
): void {
  transaction.update('household_year', id, { stated_income_per_person: stated, dangerous_house: false, water_safe: true })
  const { year } = transaction.get<{ year: number }>('SELECT year FROM household_year WHERE id = ?', id) ?? { year: 0 }
  for (const { person } of transaction.all<{ person: string }>('SELECT person_id AS person FROM membership WHERE household_id = ? AND deleted = 0', household))
    transaction.insert('person_year', { person_id: person, year, resident_medical: true })
  transaction.insert('exit_judgement', {
    subject: `household_year:${id}`,
    village,
    item: 'h_food',
    value: '有余粮，有换季衣服',
    met: true,
    checked_on: `${year}-03-20`,
    checked_by: '王核实',
    evidence: '32',
  })
}

/**
 * For laws over all registers, of which the demonstration has none of these: what was judged and inspected of a household's year, what is to
 * be corrected of it, a standard, a county's exit.
 */
export function addExits(
  transaction: Transaction,
  { village, household, year }: { readonly village: string; readonly household: string; readonly year: number },
): void {
  const yearly =
    transaction.get<{ id: string }>('SELECT id FROM household_year WHERE household_id = ? AND year = ? AND deleted = 0', household, year)?.id ??
    transaction.insert('household_year', { household_id: household, year })
  transaction.insert('exit_judgement', {
    subject: `household_year:${yearly}`,
    village,
    item: 'h_food',
    value: '有余粮，有换季衣服',
    met: true,
    checked_on: `${year}-10-20`,
    checked_by: '王核实',
    reported_by: '李文书',
    evidence: '32',
  })
  transaction.insert('exit_inspection', {
    household_year_id: yearly,
    village,
    look: '2',
    chosen: '1',
    phase: '1',
    people: 4,
    inspected_on: `${year}-11-02`,
    inspected_by: '赵验收、钱验收',
    reported_by: '李文书',
    result: '2',
    unmet: 'h_income',
    reasons: '07',
  })
  transaction.insert('correction_sheet', {
    subject: `household_year:${yearly}`,
    item: 'household_year.house_area',
    old_value: '800',
    new_value: '80',
    reason: '录入时多写了一个零',
    evidence: '住房安全认定表第 12 号',
    asked_by: '李文书',
    asked_on: `${year + 1}-03-01`,
  })
  // Of a village here: the laws ask whose record it is.
  transaction.insert('county_exit', { county: village, year, asked: 100, satisfied: 93 })
  const standard = { code: 'household_county_2015', item: 'own_1' }
  if (transaction.get('SELECT 1 FROM exit_standard WHERE code = ? AND item = ? AND deleted = 0', standard.code, standard.item) === undefined)
    transaction.insert('exit_standard', {
      ...standard,
      version: '户：本县 2015',
      about: '1',
      from_year: 2030,
      number: 1,
      label: '有增收项目',
      target: '有一项以上',
    })
}
