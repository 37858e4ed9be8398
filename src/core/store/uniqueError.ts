import { AppError } from '../errors.ts'
import type { Table } from './table.ts'

/** What a unique index says, as a sentence of the office; any other error as it is. */
export function uniqueError(table: Table, error: unknown): unknown {
  const message = error instanceof Error ? error.message : ''
  if (!message.startsWith('UNIQUE constraint failed')) return error
  const key = /UNIQUE constraint failed: .*?\.(\w+)(?:, \w+\.duplicate)?$/.exec(message)?.[1]
  const yearly = table.register.yearly
  const label = yearly !== undefined && message.includes(`.${yearly.reference}`) ? '同一年度' : (table.byKey.get(key ?? '')?.label ?? '唯一字段')
  return new AppError('DUPLICATE', `${table.register.label}里已经有一条“${label}”相同的记录。`, '请先查找已有的记录，修改它，而不要重复新增。', {
    cause: error,
  })
}
