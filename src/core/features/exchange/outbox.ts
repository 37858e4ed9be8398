/**
 * Packages that were handed out as files: each stays, sealed for its receivers as it is, in a folder of its own until it is acknowledged or another one
 * takes its place, so that one that was never saved, or whose stick is lost, can be saved again.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { exists } from '../../files/atomic.ts'
import type { Core, Office } from '../../runtime.ts'
import type { FileTicket } from '../../shapes.ts'
import type { ReadDatabase } from '../../store/index.ts'

/** Receipts and answers to requests that are kept; nobody acknowledges them. */
const MOST_UNANSWERED = 20

type Place = Pick<Core, 'dataDirectory'>

/** The folder of one package. */
function folderOf({ dataDirectory }: Place, id: string): string {
  return join(dataDirectory, 'outbox', id)
}

/** Makes the folder for a package that is about to be written. */
export function makeFolder(core: Place, id: string): string {
  const folder = folderOf(core, id)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Takes away a folder whose package was not finished. */
export function dropFolder(core: Place, id: string): void {
  rmSync(folderOf(core, id), { recursive: true, force: true })
}

/** Packages by the ticket under which they were given out, while the program runs. */
const given = new Map<string, string>()

/** Gives a kept package out, the first time or again. Throws FILE_NOT_FOUND where it is not kept any more. */
export async function giveOut(core: Core, { id, name }: { readonly id: string; readonly name: string }, holder: string): Promise<FileTicket> {
  const path = join(folderOf(core, id), name)
  if (!(await exists(path))) throw new AppError('FILE_NOT_FOUND', '这个文件程序里已经没有了。', '请再发送一次：内容会连同这次的一起带上。')
  const ticket = core.files.give(path, name, holder, { kept: true })
  given.set(ticket.ticket, id)
  return ticket
}

/** Gives the package of a row of the outbox out again. Throws NOT_FOUND, FILE_NOT_FOUND. */
export async function giveAgain(core: Core, office: Office, id: string, holder: string): Promise<FileTicket> {
  const row = office.store.read.get<{ file: string }>(`SELECT file FROM package WHERE id = ? AND direction = 'out'`, id)
  if (row === undefined) throw new AppError('NOT_FOUND', '没有这个数据包。', '请刷新发件箱。')
  return giveOut(core, { id, name: row.file }, holder)
}

/** Whether a package can be saved (again). */
export function keptPackages(core: Place): ReadonlySet<string> {
  try {
    return new Set(readdirSync(join(core.dataDirectory, 'outbox')))
  } catch {
    return new Set()
  }
}

/** Notes that what a ticket stands for was saved; anything else that has a ticket is no package. */
export async function noteSaved({ store }: Office, ticket: string, at: string): Promise<void> {
  const id = given.get(ticket)
  if (id !== undefined) await store.bookkeep((database) => database.run(`UPDATE package SET detail = json_set(detail, '$.saved', ?) WHERE id = ?`, at, id))
}

/** Packages that were made to be saved and have not been; those before this was noted are not counted. */
export function countUnsaved(read: ReadDatabase): number {
  return (
    read.get<{ count: number }>(
      `SELECT count(*) AS count FROM package WHERE direction = 'out' AND state = 'made' AND kind IN ('changes', 'baseline') AND json_type(detail, '$.saved') = 'null'`,
    )?.count ?? 0
  )
}

/** Takes away what nobody will save again: acknowledged, replaced by a later one, or of other data. */
export function tidy(core: Place, { store }: Office): void {
  const wanted = store.read.all<{ id: string }>(
    `SELECT id FROM package WHERE direction = 'out' AND state = 'made' AND kind IN ('changes', 'baseline')
     UNION ALL SELECT id FROM (SELECT id FROM package WHERE direction = 'out' AND state = 'made' AND kind NOT IN ('changes', 'baseline') ORDER BY handled_at DESC LIMIT ${MOST_UNANSWERED})`,
  )
  const keep = new Set(wanted.map(({ id }) => id))
  for (const id of keptPackages(core)) if (!keep.has(id)) dropFolder(core, id)
}
