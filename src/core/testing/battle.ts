/** A map with a household, a base and a road on it, and a task: for laws over all registers, of which the demonstration has none of these. */
import type { Transaction } from '../store/index.ts'

export function addBattle(
  transaction: Transaction,
  { place, household, number = 1 }: { readonly place: string; readonly household: string; readonly number?: number },
): { readonly map: string; readonly task: string } {
  const sign = (code: string, name: string, stands_for: string, shape: string, letter: string): string =>
    transaction.insert('map_sign', { code: `${code}${number}`, name: `${name}${number}`, stands_for, shape, letter, colour: 'red', layer: number })
  const map = transaction.insert('battle_map', { place, year: 2015, title: '村作战图', scale: '1:5000' })
  transaction.insert('map_marker', {
    map_id: map,
    sign_id: sign('household', '户', 'household', 'circle', '户'),
    subject: `household:${household}`,
    x: 1_234,
    y: 5_678,
  })
  transaction.insert('map_marker', { map_id: map, sign_id: sign('road', '道路', 'none', 'line', '路'), name: '村道', x: 0, y: 0, line: '5000,5000 10000,2500' })
  const task = transaction.insert('battle_task', {
    name: `硬化村道${number}`,
    place,
    year: 2015,
    subject: `household:${household}`,
    drawing: '图 1',
    schedule: '九月开工，十月完工',
    goal: '硬化 2.3 公里',
    requirement: '宽 4 米、厚 18 厘米',
    due_on: '2015-10-20',
    in_charge: '王五',
  })
  return { map, task }
}
