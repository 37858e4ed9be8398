/** Bulk work by name: what a thread of its own can be asked to write. */
import type { BulkWork } from '../writing/bulk.ts'
import { IMPORT_WORK, importWork } from './imports/commit.ts'
import { REMOVE_WORK, removeWork, RESTORE_WORK, restoreWork, SAVE_WORK, saveWork } from './records/saving.ts'
import { UNDO_WORK, undoWork } from './records/undo.ts'
import { TAKE_BACK_WORK, takeBackWork } from './undoing/takeBack.ts'

export const bulkWorks: Readonly<Record<string, BulkWork>> = {
  [IMPORT_WORK]: importWork,
  [UNDO_WORK]: undoWork,
  [TAKE_BACK_WORK]: takeBackWork,
  [SAVE_WORK]: saveWork,
  [REMOVE_WORK]: removeWork,
  [RESTORE_WORK]: restoreWork,
}
