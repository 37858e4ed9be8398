/** A standard, what a household lacks by it, and what is asked for to fill that: for laws over all registers, of which the demonstration has none of these. */
import type { Transaction } from '../store/index.ts'

export function addShortfalls(
  transaction: Transaction,
  { village, household, number = 1 }: { readonly village: string; readonly household: string; readonly number?: number },
): { readonly shortfall: string; readonly need: string } {
  const kind = { category: '02', unit: '户', valid_from: 2013 }
  const standard = transaction.insert('shortfall_standard', { code: `T${number}`, name: `自来水${number}`, level: 'household', required: 100, ...kind })
  const price = transaction.insert('unit_price', { code: `D${number}`, name: `自来水单价${number}`, price: 260_000, ...kind })
  const shortfall = transaction.insert('shortfall', {
    subject: `household:${household}`,
    village,
    year: 2015,
    standard_id: standard,
    category: '02',
    current: 0,
    required: 100,
    unit: '户',
    found_on: '2015-09-02',
    origin: '2',
    description: '没有自来水',
  })
  const need = transaction.insert('project_need', { name: `自来水入户${number}`, village, year: 2015, category: '02', size: 100, unit: '户', price_id: price })
  transaction.insert('shortfall_need', { need_id: need, shortfall_id: shortfall, amount: 100 })
  return { shortfall, need }
}
