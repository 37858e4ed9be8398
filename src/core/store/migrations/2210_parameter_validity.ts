import type { Migration } from './types.ts'

export const parameterValidity: Migration = {
  id: 2210,
  name: 'parameter_validity',
  statements: [
    'ALTER TABLE parameter ADD COLUMN valid_from TEXT',
    'ALTER TABLE parameter ADD COLUMN valid_until TEXT',
    'ALTER TABLE parameter ADD COLUMN division TEXT',
    'ALTER TABLE parameter ADD COLUMN document_no TEXT',
    'CREATE INDEX parameter_year_key_valid_from ON parameter (year, key, valid_from)',
  ],
}
