/** Records of the `parameter` register as they come from the contract. */
import type { ParameterValue } from '#core/rules/parameters.ts'
import type { Row } from '#core/shapes.ts'

export interface ParameterRecord extends ParameterValue {
  readonly row: Row
}

const textOf = (row: Row, key: string): string | null => (typeof row[key] === 'string' && row[key] !== '' ? row[key] : null)

export function parameterOf(row: Row): ParameterRecord {
  return {
    row,
    key: textOf(row, 'key') ?? '',
    year: typeof row['year'] === 'number' ? row['year'] : null,
    value: textOf(row, 'value'),
    valid_from: textOf(row, 'valid_from'),
    valid_until: textOf(row, 'valid_until'),
    division: textOf(row, 'division'),
  }
}
