/** Fields that follow another one (date and hand of a step): never in conflict themselves, they come with the value that counts there. */
import type { FieldDefinition } from '../catalogue/types.ts'
import type { SqlValue } from './database.ts'
import type { Lineage } from './lineage.ts'
import type { Operation } from './operation.ts'

/** What is known of the field that is followed: its value, and the operations that hold it, the one that goes first before the others. */
export interface Leader {
  readonly key: string
  readonly value: SqlValue
  readonly holders: readonly Operation[]
}

/**
 * The value of a field beside its leader's: what the operation chosen there entered, had seen, or was completed with later. Of several that
 * had not seen each other (a decision for one of two steps had seen both) it is that of the step which the value belongs to.
 */
export function followed(
  field: FieldDefinition,
  leader: Leader,
  edits: readonly Operation[],
  lineage: Lineage,
  byRank: (one: Operation, other: Operation) => number,
): SqlValue {
  const [chosen] = leader.holders
  const writers = edits.filter(
    (operation) =>
      operation.after !== null &&
      field.key in operation.after &&
      (chosen === undefined || operation === chosen || lineage.covers(chosen, operation) || lineage.covers(operation, chosen)),
  )
  const last = writers.filter((one) => !writers.some((other) => lineage.covers(other, one)))
  const steps = last.filter(({ after }) => after !== null && leader.key in after && after[leader.key] === leader.value)
  const [found] = (steps.length > 0 ? steps : last).toSorted(byRank)
  return found?.after?.[field.key] ?? null
}
