/** What a document number tells of its owner: follows the number when that is corrected, unless somebody entered something else. */
import { readIdentity } from '#core/rules/identity.ts'
import type { FieldValue, RegisterDefinition } from '../types.ts'

/**
 * The fields that a corrected number changes along: those that hold what the old number told. What was entered differently stays, and the
 * checks ask about it.
 */
export function toldByNumber(
  register: RegisterDefinition,
  before: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): Record<string, FieldValue> {
  const followed: Record<string, FieldValue> = {}
  for (const { key, toldBy } of register.fields) {
    if (toldBy === undefined) continue
    const [old, corrected] = [before[toldBy.number], values[toldBy.number]]
    if (typeof old !== 'string' || typeof corrected !== 'string' || old === corrected) continue
    const [was, is] = [readIdentity(old), readIdentity(corrected)]
    const holds = key in values ? values[key] : before[key]
    const told = is[toldBy.part]
    if (is.problems.length === 0 && told !== null && was[toldBy.part] === holds && holds !== told) followed[key] = told
  }
  return followed
}
