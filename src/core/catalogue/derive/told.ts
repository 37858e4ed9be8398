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

/**
 * What a number tells at once while it is typed: the fields that are open, or hold what the number before it told. Nothing where the number is
 * wrong, masked or not changed.
 */
export function openToldByNumber(
  register: RegisterDefinition,
  before: Readonly<Record<string, unknown>>,
  key: string,
  value: FieldValue,
): Record<string, FieldValue> {
  const told: Record<string, FieldValue> = {}
  for (const field of register.fields) {
    if (field.toldBy?.number !== key || typeof value !== 'string' || value.includes('*')) continue
    const is = readIdentity(value)
    const part = is[field.toldBy.part]
    if (is.problems.length > 0 || part === null) continue
    const old = before[key]
    const was = typeof old === 'string' && !old.includes('*') ? readIdentity(old)[field.toldBy.part] : null
    const holds = before[field.key] ?? null
    if (holds === null || holds === was) told[field.key] = part
  }
  return told
}
