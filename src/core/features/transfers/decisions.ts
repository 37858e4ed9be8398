/** Decisions against a household that this office had taken in: told until somebody here has taken note. */
import { DECISION_KIND } from '../../exchange/contested.ts'
import { AppError } from '../../errors.ts'
import { overruledStates } from '../../procedures/inRecord.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { Desk } from '../exchange/index.ts'

/** Where it is kept which decisions were taken note of. */
const SEEN = 'exchange.decisionsSeen'

/** Whether an office above called a transfer off, as SQL over the table `transfer`. */
export const OVERRULED = `(${overruledStates('transfer')} AND EXISTS (
  SELECT 1 FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change
  WHERE j.record = transfer.id AND coalesce(json_extract(f.head, '$[5]'), c.kind) = '${DECISION_KIND}'))`

/** Transfers of which somebody here knows that they were called off from above. */
export function decisionsSeen(office: Office): ReadonlySet<string> {
  return new Set(JSON.parse(office.store.meta(SEEN) ?? '[]') as string[])
}

/** Villages that households were to come to which an office above decided to belong elsewhere, one for each decision that nobody here has taken note of. */
export function unseenDecisions(office: Office): string[] {
  const seen = decisionsSeen(office)
  return office.store.read
    .all<{ id: string; to_village: string }>(`SELECT id, to_village FROM transfer WHERE deleted = 0 AND ${OVERRULED}`)
    .filter(({ id }) => !seen.has(id))
    .map(({ to_village: village }) => village)
}

/** Somebody took note of a decision. Throws NOT_FOUND where there is none for a village of the user's. */
export async function noteDecision(office: Office, user: SessionUser, id: string): Promise<{ done: true }> {
  const desk = new Desk(office, user)
  const row = desk.read.get<{ to_village: string }>(`SELECT to_village FROM transfer WHERE id = ? AND deleted = 0 AND ${OVERRULED}`, id)
  if (row === undefined || !desk.mayDecide('household', row.to_village)) throw new AppError('NOT_FOUND', '没有找到这次裁定。', '请刷新迁移清单。')
  await office.store.setMeta(SEEN, JSON.stringify([...new Set([...decisionsSeen(office), id])]))
  return { done: true }
}
