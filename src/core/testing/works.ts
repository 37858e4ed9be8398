/** Water, power, a road, houses and land of a village, each with what belongs to it: for laws over all registers, of which the demonstration has none of these. */
import type { Transaction } from '../store/index.ts'

export function addWorks(
  transaction: Transaction,
  { village, household, number = 1 }: { readonly village: string; readonly household: string; readonly number?: number },
): void {
  const subject = `household:${household}`
  const point = transaction.insert('water_point', {
    name: `集中供水点${number}`,
    village,
    kind: '1',
    year: 2015,
    designed_people: 200,
    accepted_on: '2015-10-20',
    tested_on: '2015-10-01',
    quality: true,
    upkeep_by: '李管水',
  })
  transaction.insert('water_user', { water_point_id: point, household: subject, village, unsafe_before: true, tapped: true, benefited_on: '2015-10-01' })
  const group = transaction.insert('village_group', { village, name: `用电${number}社` })
  transaction.insert('village_group_year', {
    group_id: group,
    year: 2015,
    three_phase: true,
    transformers: 1,
    transformer_capacity: 100,
    low_voltage_households: 0,
  })
  const road = transaction.insert('road', {
    road_no: `C00${number}`,
    name: `通村路${number}`,
    place: village,
    kind: '2',
    year: 2015,
    from_place: '乡政府',
    to_place: `村委会${number}`,
    village,
    length: 650,
    finished_length: 650,
    surface: '2',
    width: 35,
    finished_on: '2015-09-30',
    accepted_on: '2015-10-20',
  })
  transaction.insert('road_group', { road_id: road, group_id: group, village, households: 36 })
  transaction.insert('house_retrofit', {
    household: subject,
    village,
    year: 2015,
    grade: '4',
    way: '2',
    area: 6_000,
    grant: 1_150_000,
    started_on: '2015-04',
    finished: true,
  })
  transaction.insert('damage_household', {
    household: subject,
    village,
    year: 2014,
    disaster: '2013-07-22 岷县漳县 6.6 级地震',
    grade: '3',
    way: '2',
    grant: 400_000,
    loan: 1_000_000,
    accepted_on: '2014-10-20',
  })
  // A household gets a house once.
  const other = transaction.insert('unlisted_household', { village, head_name: `易搬${number}` })
  transaction.insert('relocation', {
    household: `unlisted_household:${other}`,
    village,
    year: 2016,
    way: '1',
    site: '新区安置点',
    area: 8_000,
    grant: 4_000_000,
    self_raised: 1_000_000,
  })
  const plot = transaction.insert('terrace_plot', {
    plot_no: `T${number}`,
    village,
    year: 2015,
    slope: 150,
    bank: '1',
    planned_area: 5_000,
    done_area: 4_800,
    accepted_area: 4_800,
    accepted_on: '2015-11-10',
  })
  transaction.insert('terrace_share', { plot_id: plot, household: subject, village, area: 4_800 })
}
