/** What the made-up family needs beyond the catalogue: where a yearly record counts that is entered later. */
import { touchedRecords, type Derivation } from '../../store/index.ts'

export const added: readonly Derivation[] = [
  {
    register: 'gadget_year',
    touchedBy: { gadget: `SELECT id FROM gadget_year WHERE gadget_id IN ${touchedRecords('gadget')}` },
    expressions: [{ columns: ['village'], sql: 'SELECT g.village FROM gadget g WHERE g.id = gadget_year.gadget_id' }],
    state: { reads: ['gadget_id'], sql: 'SELECT g.village AS counted_village FROM gadget g WHERE g.id = ?' },
  },
]
