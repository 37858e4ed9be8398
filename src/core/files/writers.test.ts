/**
 * Law: files are written in few places, so that what is said of them (sealed, owner-only, whole or not at all, removed) is said of all. A new
 * place has to go through these, or stand here with its reason.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../../', import.meta.url))

/** Writers, and why they may. */
const PLACES: Readonly<Record<string, string>> = {
  'core/files/atomic.ts': 'the one writer of whole files',
  'core/files/temporary.ts': 'the one place of temporary files',
  'core/files/sealedFiles.ts': 'attachments, sealed',
  'core/features/backups/container.ts': 'backups; their parts are encrypted',
  'core/features/backups/attachmentPart.ts': 'unpacks sealed attachments',
  'core/features/backups/templatePart.ts': 'unpacks templates and declarations of forms, which hold nobody',
  'core/exchange/package/packageFiles.ts': 'packages are encrypted before they come here',
  'core/store/fileTasks.ts': 'copies of the encrypted database',
  'core/shell/log.ts': 'the log, numbers masked',
  'core/shell/dumps.ts': 'a setting of the system',
  'core/shell/places.ts': 'names the place of the demonstration',
  'core/office/rescue.ts': 'keeps the damaged database, encrypted as it is',
  'core/store/rescue/mendFile.ts': 'pages of the database, encrypted as they are',
  'core/office/restoring.ts': 'tries whether there is room, with zeros',
  'cli/deliver.ts': 'tries whether a place can be written, with an empty file',
}

const WRITES = [
  /import\s*\{[^}]*\b(?:writeFile|writeFileSync|writeSync|appendFile|appendFileSync|createWriteStream|copyFile|copyFileSync|cp|cpSync|mkdtemp|mkdtempSync)\b[^}]*\}\s*from 'node:fs(?:\/promises)?'/,
  /import\s*\{[^}]*\btmpdir\b[^}]*\}\s*from 'node:os'/,
  /import\('node:(?:fs|os)/,
  /\bopen(?:Sync)?\([^()]+, '(?:w|a|r\+)/,
  /import (?:\*|\w+)[^{}]*from 'node:(?:fs|fs\/promises|os)'/,
  /VACUUM INTO/,
]

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('/testing/') && !file.startsWith('renderer/'))

describe('files are written', () => {
  it('in the places named and nowhere else', () => {
    const writing = sources.filter((file) => WRITES.some((pattern) => pattern.test(readFileSync(`${SRC}${file}`, 'utf8'))))
    expect(sources.length).toBeGreaterThan(300)
    expect(writing.toSorted()).toEqual(Object.keys(PLACES).toSorted())
  })

  it('by SQLite into its own encrypted files, its temporary ones staying in memory', () => {
    expect(readFileSync(`${SRC}core/store/database.ts`, 'utf8')).toContain('temp_store=MEMORY')
  })
})
