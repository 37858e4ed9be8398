/** What a sender may bring, judged by what each edit says of itself, so that every site judges alike. */
import { registerOf } from '../catalogue/index.ts'
import type { ReceivedOperation } from '../store/receive.ts'
import type { SiteCard } from './header.ts'
import type { Admissible } from './incoming.ts'
import { isAbove, isWithin } from './sites.ts'

/** Kinds of change set whose author need not be in charge of the record before: the two halves of a transfer, records entered twice. */
const ACROSS: ReadonlySet<string> = new Set(['transfer', 'duplicate', 'demo', 'set-up'])

/**
 * An edit counts as an edit only where its author's unit has the village it names; anything else can only be proposed. Who takes part in
 * the exchange is taken from a superior office, or from a colleague's PC of one's own, alone: a forged site would open every door.
 */
export function admissibleFrom(sender: Pick<SiteCard, 'unit'>, unit: string): Admissible {
  const trusted = isAbove(sender.unit, unit) || sender.unit === unit
  return (register, operation) => {
    if (register === 'site' && !trusted) return '站点名单只能由上级下发'
    if (operation.proposal || operation.seed) return null
    return outOfScope(register, operation) ? '这条修改不在对方负责的范围内，只能作为建议提出' : null
  }
}

function outOfScope(register: string, operation: ReceivedOperation): boolean {
  const { owner } = operation
  if (owner === null || ACROSS.has(operation.head[5])) return false
  const { keptBy } = registerOf(register)
  return keptBy !== 'anyone' && keptBy !== 'both' && !isWithin(owner, operation.unit)
}
