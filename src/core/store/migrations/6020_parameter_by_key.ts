import type { Migration } from './types.ts'

export const parameterByKey: Migration = {
  id: 6020,
  name: 'parameter_by_key',
  statements: ['CREATE UNIQUE INDEX parameter_key_year ON parameter (key, year, duplicate) WHERE deleted = 0', 'DROP INDEX parameter_year_key'],
}
