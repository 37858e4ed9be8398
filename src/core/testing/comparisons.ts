/** A list of another department with one suspicion that it gave: for laws over all registers, of which the demonstration has none. */
import type { Transaction } from '../store/index.ts'

export function addComparison(
  transaction: Transaction,
  { village, household, number = 1 }: { readonly village: string; readonly household: string; readonly number?: number },
): { readonly list: string; readonly hit: string } {
  const kind = transaction.insert('comparison_kind', {
    code: `car${number}`,
    name: `车辆${number}`,
    concerns: '1,2',
    suspicion: '名下有机动车',
    red_line: '03',
    item: '车牌号',
  })
  const counts = { rows: 1, repeated: 0, read_rows: 1, matched: 1, unsure: 0, unmatched: 0, unreadable: 0, hits: 1, known: 0, pending: 0, harmless: 0 }
  const list = transaction.insert('compared_list', {
    name: `车辆名单${number}`,
    kind_id: kind,
    department: '公安局交警队',
    as_of: '2015-09-30',
    place: village,
    compared_on: '2015-10-08',
    ...counts,
  })
  const hit = transaction.insert('comparison_hit', {
    comparison_id: list,
    kind_id: kind,
    name: '张有车',
    subject: `household:${household}`,
    village,
    scope: '1',
    matched_by: '1',
    row_number: 2,
    suspicion: '名下有机动车',
    red_line: '03',
    item: `甘J1000${number}`,
    evidence: '品牌：五菱',
    found_on: '2015-10-08',
    known: false,
  })
  return { list, hit }
}
