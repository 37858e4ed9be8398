/** Limits of a field as they were when older programs wrote it. */
import type { FieldDefinition } from '../types.ts'

/** The field with the limits that held under a schema. */
export function asItWas(field: FieldDefinition, schema: number): FieldDefinition {
  const former = field.formerly?.find(({ before }) => schema < before)
  if (former === undefined) return field
  const { before: _, ...limits } = former
  const was: Record<string, unknown> = { ...field, ...limits }
  return was as unknown as FieldDefinition
}
