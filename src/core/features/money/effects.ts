/** What the steps of a claim ask and do: it stays within what its project was given and what arrived, and is paid out of the allocations by their balances. */
import type { EffectSubject, StepEffect, StepEffects } from '../../procedures/effects.ts'
import { splitOver } from '../../rules/claims.ts'
import { yuanText } from '../../rules/money.ts'
import type { ReadDatabase } from '../../store/index.ts'

interface Open {
  readonly id: string
  readonly allocation_no: string | null
  readonly place: string
  readonly balance: number
}

/** The allocations of a project that still hold something, in the order in which they were made. */
function openAllocations(database: ReadDatabase, project: string): readonly Open[] {
  return database.all<Open>(
    'SELECT id, allocation_no, place, balance FROM fund_allocation WHERE project_id = ? AND deleted = 0 AND balance > 0 ORDER BY allocation_no, id',
    project,
  )
}

const amountOf = ({ row }: EffectSubject): number => Number(row['amount'] ?? 0)
const projectOf = ({ row }: EffectSubject): string => String(row['project_id'])

/** Claims that wait, this one left out, and what is allocated. */
const WITHIN: StepEffect = {
  refusals(database, subject) {
    const project = database.get<{ allocated: number | null; claimed: number | null }>(
      'SELECT allocated, claimed FROM project WHERE id = ? AND deleted = 0',
      projectOf(subject),
    )
    const left = (project?.allocated ?? 0) - (project?.claimed ?? 0)
    return amountOf(subject) <= left
      ? []
      : [`项目的分配还可以报账 ${yuanText(Math.max(0, left))} 元，这一单要 ${yuanText(amountOf(subject))} 元；请核对金额，或者先办资金分配。`]
  },
}

/** Money that did not arrive is not approved: what was paid and is approved already comes first. */
const ARRIVED: StepEffect = {
  refusals(database, subject) {
    const amount = amountOf(subject)
    const shares = sharesBySource(database, subject)
    if (shares === null) return [`项目各笔分配的余额不够 ${yuanText(amount)} 元；在途的请先入账，不够的先办资金分配。`]
    return [...shares].flatMap(([source, share]) => {
      const {
        name = '',
        arrived = 0,
        paid = 0,
      } = database.get<{ name: string; arrived: number; paid: number }>('SELECT name, arrived, paid FROM fund_source WHERE id = ?', source) ?? {}
      return paid + share <= arrived
        ? []
        : [`“${name}”到账 ${yuanText(arrived)} 元，已拨付 ${yuanText(paid)} 元，这一单还要 ${yuanText(share)} 元；没有到账的钱不能拨付。`]
    })
  },
}

/** What a claim would take of each source; null where the allocations do not hold enough. */
function sharesBySource(database: ReadDatabase, subject: EffectSubject): ReadonlyMap<string, number> | null {
  const open = openAllocations(database, projectOf(subject))
  const lines = splitOver(
    amountOf(subject),
    open.map(({ balance }) => balance),
  )
  if (lines === null) return null
  const shares = new Map<string, number>()
  for (const [index, { id }] of open.entries()) {
    const source = database.get<{ source_id: string }>('SELECT source_id FROM fund_allocation WHERE id = ?', id)?.source_id ?? ''
    shares.set(source, (shares.get(source) ?? 0) + (lines[index] ?? 0))
  }
  return shares
}

/** One line for each allocation that has something to give, in the name of whoever may debit it. */
const PAID: StepEffect = {
  refusals(database, subject) {
    const open = openAllocations(database, projectOf(subject))
    const held = open.reduce((sum, { balance }) => sum + balance, 0)
    return amountOf(subject) <= held
      ? []
      : [`项目各笔分配的余额共 ${yuanText(held)} 元，不够付 ${yuanText(amountOf(subject))} 元；在途的请先入账，不够的先办资金分配。`]
  },
  make(door, subject) {
    const open = openAllocations(door.database, projectOf(subject))
    const lines =
      splitOver(
        amountOf(subject),
        open.map(({ balance }) => balance),
      ) ?? []
    for (const [index, { id, place }] of open.entries()) {
      const amount = lines[index] ?? 0
      if (amount === 0) continue
      door.insert('claim_line', {
        claim_id: subject.id,
        allocation_id: id,
        amount,
        paid_on: subject.on,
        place,
        claim_place: typeof subject.row['place'] === 'string' ? subject.row['place'] : null,
      })
    }
  },
}

/** All that a project claims is paid but its retention, and whatever it was given was claimed at all. */
const REIMBURSED: StepEffect = {
  refusals(database, { id, row }) {
    const open = database.all<{ claim_no: string | null }>(
      `SELECT claim_no FROM payment_claim WHERE project_id = ? AND deleted = 0 AND batch <> '3' AND coalesce(stage, '') NOT IN ('paid', 'called_off') ORDER BY claim_no`,
      id,
    )
    if (open.length > 0) return [`还有 ${open.length} 张报账单没有拨付（${open[0]?.claim_no ?? ''}${open.length > 1 ? ' 等' : ''}）；请先办完，不报的撤回。`]
    const left = Number(row['received'] ?? 0) - Number(row['retention_held'] ?? 0) - Number(row['paid'] ?? 0)
    return left > 0 ? [`除质保金以外还有 ${yuanText(left)} 元没有报账；请先报账，或者把余额退回。`] : []
  },
}

/** By the keys that the declaration of the procedure names. */
export const moneyEffects: StepEffects = { claim_within_allocation: WITHIN, claim_arrived: ARRIVED, claim_paid: PAID, project_reimbursed: REIMBURSED }
