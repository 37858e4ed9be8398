/** Columns chosen by hand, remembered by kind of list and headings. */
import type { Store } from '../../store/index.ts'
import { listMappingShape, type ListMapping } from './contract.ts'
import type { Remembered } from './readList.ts'

/** What stands in place of the register among the mappings that imports remember. */
const named = (kind: string): string => `comparison ${kind}`

export function rememberedFor(store: Store, kind: string): Remembered {
  return (headings) => {
    const row = store.read.get<{ mapping: string }>('SELECT mapping FROM import_mapping WHERE register = ? AND headings = ?', named(kind), headings)
    return row === undefined ? undefined : listMappingShape.safeParse(JSON.parse(row.mapping)).data
  }
}

export async function rememberFor(store: Store, kind: string, headings: string, mapping: ListMapping, at: string): Promise<void> {
  await store.bookkeep((database) => {
    database.run(
      `INSERT INTO import_mapping (register, headings, mapping, used_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (register, headings) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`,
      named(kind),
      headings,
      JSON.stringify(mapping),
      at,
    )
  })
}
