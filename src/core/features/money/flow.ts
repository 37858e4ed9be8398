/** Where money goes, as a picture of streams: from sources through those in charge to villages. What somebody may not read is not in it. */
import { askerOf, mayReadRecord } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { FlowAnswer } from './contract.ts'

/** The streams of a year, in 分. */
export function flowOf(office: Office, user: SessionUser, year: number): FlowAnswer {
  const asker = askerOf(user, office.unit.code)
  const rows = office.store.read
    .all<{ source: string; place: string; village: string | null; amount: number }>(
      `SELECT s.name AS source, a.place, a.village, sum(a.allocated) AS amount FROM fund_allocation a JOIN fund_source s ON s.id = a.source_id
       WHERE a.year = ? AND a.deleted = 0 AND a.allocated > 0 GROUP BY s.id, a.place, a.village ORDER BY s.document_no, s.id, a.place, a.village`,
      year,
    )
    .filter(
      ({ place, village }) =>
        mayReadRecord(asker, registerOf('fund_allocation'), place) || (village !== null && mayReadRecord(asker, registerOf('fund_allocation'), village)),
    )
  const links = new Map<string, { from: string; to: string; amount: number }>()
  const add = (from: string, to: string, amount: number): void => {
    const known = links.get(`${from}\u0000${to}`)
    if (known === undefined) links.set(`${from}\u0000${to}`, { from, to, amount })
    else known.amount += amount
  }
  for (const { source, place, village, amount } of rows) {
    // A place in charge that is the village itself stands on both sides.
    const through = `${office.divisions.fullName(place)}支配`
    add(source, through, amount)
    add(through, village === null ? '不分村' : office.divisions.fullName(village), amount)
  }
  return { links: [...links.values()], total: rows.reduce((sum, { amount }) => sum + amount, 0) }
}
