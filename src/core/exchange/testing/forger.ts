/** Packages as somebody makes them who has a genuine key and a program of his own: what they say of themselves is whatever he likes. */
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import type { SqlValue } from '../../store/index.ts'
import { FORGED_FROM, type Message, type TestSite } from './network.ts'

export interface Forged {
  readonly register: string
  readonly record: string
  readonly action: 'insert' | 'update' | 'remove' | 'restore' | 'settle'
  readonly after?: Readonly<Record<string, SqlValue>> | { readonly proposal: readonly [string, number]; readonly accepted: boolean; readonly reason: null }
  /** In whose name; the forger's own where it is not said. */
  readonly author?: string
  readonly number?: number
  readonly context?: Readonly<Record<string, number | string>>
  readonly owner?: string | null
  /** Kind of the change set. */
  readonly kind?: string
  /** Unit that the head speaks of. */
  readonly unit?: string
  readonly proposal?: boolean
}

let made = 0

/** A package of `from` to `to` that brings these entries and nothing else; those of one kind and author are one change set. */
export async function forge(from: TestSite, to: TestSite, entries: readonly Forged[]): Promise<Message> {
  const { header, signedBy } = await from.pack(to)
  const heads = new Map<string, { readonly change: number; readonly head: readonly unknown[] }>()
  const headOf = ({ author = from.id, kind = 'edit', unit = from.unit }: Forged): number => {
    const key = `${author} ${kind} ${unit}`
    let found = heads.get(key)
    if (found === undefined)
      heads.set(
        key,
        (found = {
          change: heads.size + 1,
          head: [`forged-${(made += 1)}`, author, '2016-05-20T00:00:00.000Z', 'u', '某人', kind, '改', null, null, unit, SCHEMA_VERSION],
        }),
      )
    return found.change
  }
  const records = new Map<string, Forged[]>()
  for (const entry of entries) records.set(`${entry.register} ${entry.record}`, [...(records.get(`${entry.register} ${entry.record}`) ?? []), entry])
  const lines = [...records.values()].map((of) =>
    JSON.stringify({
      register: of[0]?.register,
      record: of[0]?.record,
      operations: of.map((entry) => ({
        author: entry.author ?? from.id,
        number: entry.number ?? FORGED_FROM + (made += 1),
        context: entry.context ?? {},
        change: headOf(entry),
        owner: entry.owner ?? null,
        action: entry.action,
        ...(entry.proposal === true ? { proposal: true } : {}),
        ...(entry.after === undefined ? {} : { after: entry.after }),
      })),
    }),
  )
  const parts = new Map([
    ['data/changes.ndjson', `${lines.join('\n')}\n`],
    ['data/change_sets.ndjson', `${[...heads.values()].map((line) => JSON.stringify(line)).join('\n')}\n`],
  ])
  // It covers nothing of what the forger's own clerks did: that is still to come.
  return { header: { ...header, id: `forged-${made}`, range: { after: 0, upTo: 0 } }, signedBy, parts }
}
