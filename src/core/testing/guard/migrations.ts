/** The tables of the made-up family: what an older version made, and the columns it lacked. */
import { fieldOf } from '../../catalogue/index.ts'
import { columnText, registerStatements } from '../../store/schema.ts'
import type { Migration } from '../../store/migrations/types.ts'
import { gadget, gadgetCase, gadgetMark, NEWER_FIELDS } from './family.ts'
import { added as older } from './older/migrations.ts'
import { reaching } from './reaching.ts'
import { ruled } from './ruled.ts'
import { summed } from './summed.ts'

export const added: readonly Migration[] = [
  ...older,
  {
    id: 90_020,
    name: 'guard_newer',
    statements: NEWER_FIELDS.map((key) => `ALTER TABLE ${gadget.name} ADD COLUMN ${columnText(fieldOf(gadget, key))}`),
    rederive: ['gadget'],
  },
  { id: 90_030, name: 'guard_ruled', statements: Object.values(ruled).flatMap(registerStatements) },
  { id: 90_040, name: 'guard_subject', statements: [gadgetCase, gadgetMark].flatMap(registerStatements) },
  { id: 90_070, name: 'guard_reaching', statements: Object.values(reaching).flatMap(registerStatements) },
  { id: 90_080, name: 'guard_summed', statements: Object.values(summed).flatMap(registerStatements) },
]
