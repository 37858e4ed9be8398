import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AttachmentFiles, attachmentKeys } from '../attachments/index.ts'
import { contentsIn } from './attachmentPart.ts'
import { createBackup, listBackups, restoreBackup, verifyBackup } from './index.ts'
import { KEYRING, LOGIN, makeOffice, PASSWORD, type Office } from './testing/office.ts'

let office: Office
let files: AttachmentFiles
beforeEach(async () => {
  office = await makeOffice(3)
  files = new AttachmentFiles(office.environment.dataDirectory, attachmentKeys(office.key))
})
afterEach(async () => {
  await office.remove()
})

const folder = (): string => join(office.environment.dataDirectory, 'attachments')
const access = { user: { login: LOGIN, password: PASSWORD } }

async function put(bytes: number): Promise<string> {
  const content = randomBytes(bytes)
  const sha256 = createHash('sha256').update(content).digest('hex')
  await files.write(sha256, [content])
  return sha256
}

/** Sizes around those of the pieces, and one of several pieces. */
async function putSome(): Promise<string[]> {
  const kept: string[] = []
  for (const bytes of [1, 1000, 1024 * 1024 - 40, 1024 * 1024 - 72, 2_500_000]) kept.push(await put(bytes))
  await files.keepThumbnail(kept[0] ?? '', Buffer.from('small'))
  await writeFile(join(folder(), '.left.partial'), 'x')
  return kept
}

describe('photos in a backup', () => {
  it('go in when asked for, and come back where they are missing', async () => {
    const kept = await putSome()
    const made = await createBackup(office.environment, { key: office.key, reason: 'manual', attachments: true })
    expect(made.manifest.attachments).toBe(5)
    expect((await verifyBackup(office.environment, { file: made.path, access })).attachments).toBe(5)
    await rm(folder(), { recursive: true })
    await restoreBackup(office.environment, { file: made.path, access, keyring: KEYRING })
    for (const sha256 of kept) expect((await files.bytes(sha256)).length).toBeGreaterThan(0)
    expect(readdirSync(folder()).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('are not in a backup without them, and a restore removes and replaces none', async () => {
    await putSome()
    const plain = await createBackup(office.environment, { key: office.key, reason: 'daily' })
    const whole = await createBackup(office.environment, { key: office.key, reason: 'manual', attachments: true })
    expect((await listBackups(office.environment.backupDirectory)).map(({ reason, attachments }) => [reason, attachments])).toEqual(
      expect.arrayContaining([
        ['daily', null],
        ['manual', 5],
      ]),
    )
    expect(plain.size).toBeLessThan(whole.size - 4_000_000)
    const later = await put(5000)
    const before = await Promise.all((await contentsIn(folder())).map(async ({ path }) => readFile(path)))
    for (const { path } of [plain, whole]) await restoreBackup(office.environment, { file: path, access, keyring: KEYRING })
    const after = await Promise.all((await contentsIn(folder())).map(async ({ path }) => readFile(path)))
    expect(after.map((bytes, index) => bytes.equals(before[index] ?? Buffer.alloc(0)))).toEqual(before.map(() => true))
    expect(await files.has(later)).toBe(true)
  })

  it('a damaged backup adds none', async () => {
    await putSome()
    const { path, manifest } = await createBackup(office.environment, { key: office.key, reason: 'manual', attachments: true })
    const part = manifest.parts.find(({ name }) => name === 'attachments')
    const bytes = await readFile(path)
    const place = (part?.offset ?? 0) + (part?.size ?? 0) - 10
    bytes[place] = (bytes[place] ?? 0) ^ 1
    await writeFile(path, bytes)
    await rm(folder(), { recursive: true })
    await expect(restoreBackup(office.environment, { file: path, access, keyring: KEYRING })).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' })
    expect(existsSync(folder())).toBe(false)
  })

  it('cancelled while they are packed or unpacked: no backup, no half file, the data as it was', async () => {
    await putSome()
    const packing = new AbortController()
    await expect(
      createBackup(office.environment, {
        key: office.key,
        reason: 'manual',
        attachments: true,
        signal: packing.signal,
        onProgress: (title) => {
          if (title === '检查副本，写备份文件') packing.abort()
        },
      }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(office.environment.backupDirectory)).toEqual([])
    const { path } = await createBackup(office.environment, { key: office.key, reason: 'manual', attachments: true })
    await rm(folder(), { recursive: true })
    const unpacking = new AbortController()
    await expect(
      restoreBackup(office.environment, {
        file: path,
        access,
        keyring: KEYRING,
        signal: unpacking.signal,
        onProgress: (title, fraction) => {
          if (title === '取出备份里的照片' && fraction > 0.82) unpacking.abort()
        },
      }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(folder(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([])
    office.within((database) => expect(database.get('SELECT count(*) AS n FROM person')).toEqual({ n: 3 }))
  })
})
