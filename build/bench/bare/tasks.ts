/** What the bare partners can do. */
import { rawChange, rawCopy, rawReadAll, rawSave, rawUndo } from './rows.ts'
import { rawFacts } from './facts.ts'
import { rawOpen } from './opening.ts'
import { makeList, rawLookups } from './lookups.ts'
import { makeImport } from './importBook.ts'
import { readByLibrary, readByOurs, writeByLibrary } from './books.ts'

export const tasks = {
  readByLibrary,
  readByOurs,
  writeByLibrary,
  makeImport,
  makeList,
  rawLookups,
  rawChange,
  rawUndo,
  rawReadAll,
  rawCopy,
  rawSave,
  rawOpen,
  rawFacts,
} as const
export type Tasks = typeof tasks
export type BareTask = keyof Tasks
