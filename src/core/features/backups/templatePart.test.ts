/** The office's own forms and changed templates go into each backup and come back with it. */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup, restoreBackup, undoUnfinishedSwap } from './index.ts'
import { KEYRING, LOGIN, makeOffice, PASSWORD, type Office } from './testing/office.ts'

let office: Office
const folder = (): string => join(office.environment.dataDirectory, 'forms')
const put = (name: string, text: string): Promise<void> => writeFile(join(folder(), name), text)
const texts = async (): Promise<string[]> => {
  const names = (await readdir(folder())).toSorted()
  return Promise.all(names.map(async (name) => `${name} ${await readFile(join(folder(), name), 'utf8')}`))
}
const backup = async (): Promise<string> => (await createBackup(office.environment, { key: office.key, reason: 'manual' })).path
const restore = (file: string, onStep?: (step: string) => void) =>
  restoreBackup(office.environment, {
    file,
    access: { user: { login: LOGIN, password: PASSWORD } },
    keyring: KEYRING,
    ...(onStep === undefined ? {} : { onStep }),
  })

beforeEach(async () => {
  office = await makeOffice(3)
  await mkdir(folder())
})
afterEach(async () => {
  await office.remove()
})

describe('own forms in a backup', () => {
  it('come back as they were, and what was in use is in the backup of what was replaced', async () => {
    await put('own.json', '[]')
    await put('own_1.xlsx', 'then')
    await put('别处的文件.txt', 'stays out')
    const then = await backup()
    await put('own_1.xlsx', 'now')
    await put('household_card.xlsx', 'now')
    const { replaced } = await restore(then)
    expect(await texts()).toEqual(['own.json []', 'own_1.xlsx then'])
    await restore(replaced?.path ?? '')
    expect(await texts()).toEqual(['household_card.xlsx now', 'own.json []', 'own_1.xlsx now'])
  })

  it('of which there are none leave none; a backup of an earlier program says nothing of them', async () => {
    const none = await backup()
    await rm(folder(), { recursive: true })
    const earlier = await backup()
    await mkdir(folder())
    await put('own.json', '[]')
    await restore(earlier)
    expect(await texts()).toEqual(['own.json []'])
    await restore(none)
    expect(await texts()).toEqual([])
  })

  it.each(['old forms', 'new forms', 'commit'])('broken off at “%s”, the old ones are in use', async (stop) => {
    await put('own_1.xlsx', 'then')
    const then = await backup()
    await put('own_1.xlsx', 'now')
    const broken = restore(then, (step) => {
      if (step === stop) throw new Error('power cut')
    })
    await expect(broken).rejects.toThrow()
    await undoUnfinishedSwap(office.environment.dataDirectory)
    expect(await texts()).toEqual(['own_1.xlsx now'])
  })
})
