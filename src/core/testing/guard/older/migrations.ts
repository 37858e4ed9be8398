/** The tables of the made-up family, as the schema generator writes them for an older version of the program. */
import { registerStatements } from '../../../store/schema.ts'
import type { Migration } from '../../../store/migrations/types.ts'
import { gadgetPart, gadgetYear, olderGadget } from '../family.ts'

export const GUARD_SCHEMA = 90_010

export const added: readonly Migration[] = [{ id: GUARD_SCHEMA, name: 'guard', statements: [olderGadget, gadgetPart, gadgetYear].flatMap(registerStatements) }]
