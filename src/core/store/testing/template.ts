/** An empty database to copy: making the schema takes longer than most tests. Made once in a process for each key, and kept in memory. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DATABASE_FILE, Store } from '../store.ts'

const templates = new Map<string, Promise<Buffer>>()

/** Puts an empty database of today's schema into a folder; whoever opens it gets an id of its own. */
export async function putEmptyDatabase(directory: string, key: Uint8Array): Promise<void> {
  const name = Buffer.from(key).toString('hex')
  const made = templates.get(name) ?? make(key)
  templates.set(name, made)
  writeFileSync(join(directory, DATABASE_FILE), await made)
}

async function make(key: Uint8Array): Promise<Buffer> {
  const directory = mkdtempSync(join(tmpdir(), 'bangfu-template-'))
  const store = await Store.open({ directory, key, derivations: [] })
  await store.bookkeep((database) => database.run(`DELETE FROM meta WHERE key = 'site'`))
  await store.close()
  const bytes = readFileSync(join(directory, DATABASE_FILE))
  rmSync(directory, { recursive: true, force: true })
  return bytes
}
