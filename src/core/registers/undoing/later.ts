/** What happened to records after a change set, without what was taken back again. */
import type { ReadDatabase } from '#core/store/index.ts'

/** What of it stands today. */
export interface Later {
  /** Taken back as a whole (what it added was removed, what it removed restored). */
  readonly isBack: boolean
  /** Fields whose change was taken back. */
  readonly fieldsBack: ReadonlySet<string>
  /** Fields changed since by something that stands, with the change. */
  readonly edited: ReadonlyMap<string, LaterChange>
  /** The last change since that stands. */
  readonly last: LaterChange | null
}

interface LaterChange {
  readonly title: string
  readonly by: string
}

interface Row {
  readonly record: string
  readonly number: number
  readonly action: string
  readonly keys: string | null
  readonly undo_of: number | null
  readonly title: string
  readonly user_name: string
}

const PORTION = 500

/** By record, for those of which anything was written since. */
export function* laterOf(database: ReadDatabase, number: number, records: readonly string[]): Generator<void, Map<string, Later>, void> {
  const found = new Map<string, Later>()
  for (let start = 0; start < records.length; start += PORTION) {
    const rows = database.all<Row>(
      `SELECT j.record, c.number, j.action, (SELECT json_group_array(k.key) FROM json_each(j.after) k) AS keys,
         (SELECT o.number FROM change_set o WHERE o.id = c.undo_of) AS undo_of, c.title, c.user_name
       FROM json_each(?) r JOIN journal j ON j.record = r.value JOIN change_set c ON c.number = j.change_set
       WHERE j.change_set > ? AND j.action <> 'settle' AND coalesce(j.standing, '') <> 'proposal' ORDER BY j.sequence DESC`,
      JSON.stringify(records.slice(start, start + PORTION)),
      number,
    )
    for (const [record, of] of Map.groupBy(rows, (row) => row.record)) found.set(record, standing(of, number))
    yield
  }
  return found
}

/** Goes back from the newest: an undoing takes what it undoes out of account, and is taken out itself where it was undone. */
function standing(newestFirst: readonly Row[], number: number): Later {
  const undone = new Set<string>()
  const fieldsBack = new Set<string>()
  const edited = new Map<string, LaterChange>()
  let isBack = false
  let last: LaterChange | null = null
  for (const row of newestFirst) {
    const keys = row.action === 'update' ? (JSON.parse(row.keys ?? '[]') as string[]) : []
    if (undone.has(String(row.number))) continue
    const open = keys.filter((key) => !undone.has(`${row.number}.${key}`))
    if (row.action === 'update' && open.length === 0) continue
    if (row.undo_of !== null && row.undo_of >= number) {
      const own = row.undo_of === number
      if (row.action !== 'update') {
        undone.add(String(row.undo_of))
        if (own) isBack = true
      }
      for (const key of open) {
        undone.add(`${row.undo_of}.${key}`)
        if (own) fieldsBack.add(key)
      }
      continue
    }
    const change = { title: row.title, by: row.user_name }
    last ??= change
    for (const key of open) if (!edited.has(key)) edited.set(key, change)
  }
  return { isBack, fieldsBack, edited, last }
}
