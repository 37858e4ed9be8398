/**
 * Which schema the programs of other sites have. A package can only be read by a program of its schema or a later one, so that a site last
 * heard as older gets receipts alone, in the form that its program reads, until it has been upgraded.
 */
import { AppError } from '../errors.ts'
import { SCHEMA_VERSION } from '../store/migrate.ts'
import type { ReadDatabase } from '../store/index.ts'
import { FIRST_RELEASED_SCHEMA } from '../store/upcasters/index.ts'
import type { Header } from './header.ts'
import type { Bookkeep } from './peers.ts'
import { siteTitle, type Site } from './sites.ts'

/** The schema a site was last heard to have; null where it was never heard. */
function heardSchema(database: ReadDatabase, site: string): number | null {
  return database.get<{ schema: number | null }>('SELECT schema FROM peer WHERE site = ?', site)?.schema ?? null
}

/** Notes the schema of a site's program. A program is never replaced by an older one: its data could not be opened. */
export function noteSchema(bookkeep: Bookkeep, site: string, schema: number): void {
  bookkeep(
    `INSERT INTO peer (site, acknowledged, received, detail, schema) VALUES (?, 0, 0, '{"author":"","heard":0,"number":0,"wanted":[]}', ?)
    ON CONFLICT (site) DO UPDATE SET schema = max(coalesce(schema, 0), excluded.schema)`,
    site,
    schema,
  )
}

/** The schema of the program that made a package. */
export function spokenSchema(header: Pick<Header, 'schema' | 'speaks'>): number {
  return header.speaks ?? header.schema
}

/** Sites last heard with a program that cannot read what this one writes. */
export function outdated<S extends Pick<Site, 'id'>>(database: ReadDatabase, sites: readonly S[]): S[] {
  return sites.filter((site) => (heardSchema(database, site.id) ?? SCHEMA_VERSION) < SCHEMA_VERSION)
}

/** Throws PEER_OUTDATED when a site cannot read a package of this program. */
export function requireUpgraded(database: ReadDatabase, sites: readonly Site[]): void {
  const waiting = outdated(database, sites)
  if (waiting.length === 0) return
  throw new AppError(
    'PEER_OUTDATED',
    `“${waiting.map(siteTitle).join('”“')}”上次交来的文件还是旧版本的程序做的，读不了本版本的数据包，所以没有制作。`,
    '请先升级该单位。已经升级的，接收它升级以后做的任何一个文件（例如回执）就会知道；也可以点“对方已经升级”（命令行写 --upgraded），再重新制作。',
  )
}

/** In which schema a receipt is written so that all its receivers can read it. */
export function receiptSchema(database: ReadDatabase, sites: readonly Pick<Site, 'id'>[]): number {
  return Math.min(SCHEMA_VERSION, ...sites.map((site) => heardSchema(database, site.id) ?? SCHEMA_VERSION))
}

/** Throws PEER_OUTDATED for a request to take part that an older program made: it could not read the answer. */
export function requireCurrentRequest(request: { readonly schema?: number | undefined; readonly card: { readonly unitName: string } }): number {
  const schema = request.schema ?? FIRST_RELEASED_SCHEMA
  if (schema >= SCHEMA_VERSION) return schema
  throw new AppError(
    'PEER_OUTDATED',
    `这份加入申请是“${request.card.unitName}”用旧版本的程序做的，它读不了本版本的登记文件，所以没有登记。`,
    '请先升级该单位，升级以后重新制作加入申请。',
  )
}
