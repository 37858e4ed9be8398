/** Mappings that users made by hand, remembered by register and headings. */
import type { Store } from '#core/store/index.ts'
import { mappingShape, type Mapping } from './contract.ts'
import type { Layout } from './layout.ts'
import { headingsKey } from './recognise.ts'
import type { RememberedMapping } from './readSheets.ts'
import { profileOf, type Profile } from './targets.ts'

/** Finds what was used for a sheet of the same headings. */
export function rememberedMappings(store: Store, register: string): RememberedMapping {
  return (headings) => {
    const row = store.read.get<{ mapping: string }>('SELECT mapping FROM import_mapping WHERE register = ? AND headings = ?', register, headings)
    return row === undefined ? undefined : inTodaysWords(mappingShape.parse(JSON.parse(row.mapping)), profileOf(register))
  }
}

/** A mapping as it would be written now: targets had other names in earlier programs. */
function inTodaysWords(mapping: Mapping, { aliases, targets }: Profile): Mapping {
  const today = (target: string): string => (targets.has(target) ? target : (aliases.get(target) ?? target))
  return Object.fromEntries(Object.entries(mapping).map(([heading, target]) => [heading, target === null ? null : today(target)]))
}

/** Remembers what was used for these sheets. */
export async function rememberMappings(store: Store, register: string, layouts: readonly Layout[], mapping: Mapping, at: string): Promise<void> {
  await store.bookkeep((database) => {
    for (const layout of layouts) {
      database.run(
        `INSERT INTO import_mapping (register, headings, mapping, used_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (register, headings) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`,
        register,
        headingsKey(layout.found),
        JSON.stringify(mapping),
        at,
      )
    }
  })
}
