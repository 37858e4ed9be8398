import type { Migration } from './types.ts'

export const formerLinks: Migration = {
  id: 3010,
  name: 'former_links',
  statements: [`CREATE INDEX journal_relinking ON journal (record) WHERE (instr(coalesce(authored, before), '"person_id"') > 0)`],
}
