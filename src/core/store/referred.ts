/**
 * Records that are known here by reference only: something that came in refers to them, and they belong to another office. Their row holds what
 * they are known by; it has no entry in the journal and no revision, and counts as removed. It gives way as soon as the record itself comes in.
 */
import { AppError } from '../errors.ts'
import { ASK_ITS_OFFICE, isReferredOnly, referredOnlyText } from '../catalogue/derive/referred.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { SqlRow } from './database.ts'

/** SQL condition: the record itself is here. A record has a revision for each of its entries. */
export const IS_HERE = 'revision > 0'

/** Throws CANNOT_UNDO for such a row: there is nothing to bring back. */
export function refuseReferredOnly(register: RegisterDefinition, row: SqlRow): void {
  if (isReferredOnly(row)) throw new AppError('CANNOT_UNDO', `${referredOnlyText(register, undefined)}没有可以恢复的内容。`, ASK_ITS_OFFICE)
}
