/** What became of villages, as it is on file; and the change sets that alone may say it. */
import { successionRegister } from '../catalogue/derive/succession.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { SUCCESSION_KIND } from './changeKinds.ts'
import type { ReadDatabase } from './database.ts'

/** One village that went into another one. */
export interface Succession {
  readonly id: string
  readonly from: string
  readonly to: string
  /** The first day on which it no longer was. */
  readonly on: string
}

/** All of them, the earliest first; of two that say it of one village the earlier one counts. New names alone are left out. */
export function successionsOf(database: ReadDatabase): readonly Succession[] {
  const { name, from, to, on } = successionRegister()
  const rows = database.all<{ id: string; from: string; to: string; on: string }>(
    `SELECT id, ${from} AS "from", ${to} AS "to", ${on} AS "on" FROM ${name} WHERE deleted = 0 AND ${from} <> ${to} ORDER BY ${on}, id`,
  )
  const known = new Set<string>()
  return rows.filter((row) => !known.has(row.from) && known.add(row.from))
}

/** What became of a village is said in the operation made for it alone: elsewhere nothing would go along. */
export function requireSuccessionKind(register: RegisterDefinition, kind: string): void {
  if (register.name !== successionRegister().name || kind === SUCCESSION_KIND) return
  throw new AppError('FORBIDDEN', '区划变更只能在“设置”的“区划变更”里办理，没有改动。', '请由县里的管理员打开“设置 → 区划变更”办理。')
}
