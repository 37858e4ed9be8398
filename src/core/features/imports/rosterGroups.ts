/** Groups of villages (社) that sheets name: those on file, and new ones where the catalogue lets them be made. */
import type { ReadDatabase } from '#core/store/index.ts'
import type { PlannedRecord } from './model.ts'
import { newRecord } from './planning.ts'

export class VillageGroups {
  readonly #database: ReadDatabase
  readonly #known = new Map<string, Map<string, string | PlannedRecord>>()

  constructor(database: ReadDatabase) {
    this.#database = database
  }

  /** The id of the group of that name in the village, or the planned record of a new one. */
  find(village: string, name: string): string | PlannedRecord {
    let groups = this.#known.get(village)
    if (groups === undefined) {
      const rows = this.#database.all<{ id: string; name: string }>('SELECT id, name FROM village_group WHERE village = ? AND deleted = 0', village)
      groups = new Map(rows.map((row) => [row.name, row.id]))
      this.#known.set(village, groups)
    }
    const found = groups.get(name)
    if (found !== undefined) return found
    const made = newRecord('village_group', { village, name })
    groups.set(name, made)
    return made
  }
}
