/** Groups of villages (社) that sheets name: those on file, and new ones where the catalogue lets them be made. */
import type { ReadDatabase } from '#core/store/index.ts'
import { besideName } from '../divisions/index.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { newRecord } from './planning.ts'

export class VillageGroups {
  readonly #database: ReadDatabase
  readonly #known = new Map<string, Map<string, string | PlannedRecord>>()

  constructor(database: ReadDatabase) {
    this.#database = database
  }

  /**
   * The id of the group of that name in the village, or the planned record of a new one. `formerName`: the sheet calls the village by the name of
   * one that went into it, whose groups may bear that name in front by now.
   */
  find(village: string, called: string, formerName: string | null): string | PlannedRecord {
    let groups = this.#known.get(village)
    if (groups === undefined) {
      const rows = this.#database.all<{ id: string; name: string }>('SELECT id, name FROM village_group WHERE village = ? AND deleted = 0', village)
      groups = new Map(rows.map((row) => [row.name, row.id]))
      this.#known.set(village, groups)
    }
    const beside = formerName === null ? called : besideName(formerName, called)
    const name = groups.has(beside) ? beside : called
    const found = groups.get(name)
    if (found !== undefined) return found
    const made = newRecord('village_group', { village, name })
    groups.set(name, made)
    return made
  }
}
