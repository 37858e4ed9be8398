import type { Migration } from './types.ts'

export const sheets: Migration = {
  id: 4210,
  name: 'sheets',
  statements: [
    'ALTER TABLE campaign ADD COLUMN red_line_sheet TEXT',
    'ALTER TABLE campaign ADD COLUMN income_sheet TEXT',
    'ALTER TABLE identification ADD COLUMN reason TEXT',
    'ALTER TABLE identification ADD COLUMN labourers INTEGER',
    'ALTER TABLE identification ADD COLUMN id_checked INTEGER',
    'ALTER TABLE identification ADD COLUMN open_business TEXT',
    'ALTER TABLE identification ADD COLUMN cadre_relative INTEGER',
    'ALTER TABLE identification ADD COLUMN surveyors INTEGER',
    'ALTER TABLE identification ADD COLUMN sheet_hits TEXT',
    'ALTER TABLE identification ADD COLUMN income_per_person INTEGER',
    'ALTER TABLE identification ADD COLUMN severe INTEGER',
    'ALTER TABLE identification ADD COLUMN household_no TEXT',
    'ALTER TABLE identification ADD COLUMN need_rank INTEGER',
    'ALTER TABLE shared_act ADD COLUMN ends_on TEXT',
    'ALTER TABLE shared_act ADD COLUMN matter TEXT',
    'ALTER TABLE shared_act ADD COLUMN report_line TEXT',
    'ALTER TABLE answered_sheet ADD COLUMN surveyors INTEGER',
  ],
  rederive: ['identification', 'answered_sheet'],
}
