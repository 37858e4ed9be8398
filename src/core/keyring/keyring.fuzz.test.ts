/** Keyring files that are almost sound. */
import { readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzz, FuzzFolder } from '../testing/fuzz/fuzz.ts'
import { mutateBytes, mutateJson } from '../testing/fuzz/mutate.ts'
import { lawRuns } from '../testing/lawRuns.ts'
import { createKeyring, keyringForBackup, knownKey, parseKeyring } from './index.ts'

let folder: FuzzFolder
let sound = ''
beforeAll(async () => {
  folder = await FuzzFolder.make()
  await createKeyring(folder.input, { login: '测试', password: '测试专用密码2026' }, { cost: { N: 2, r: 1, p: 1 } })
  sound = await readFile(join(folder.input, 'keyring.json'), 'utf8')
})
afterAll(() => folder.remove())

/** A keyring with something changed, and a checksum that says it was meant. */
function meant(value: unknown): string {
  const { checksum: _, ...body } = typeof value === 'object' && value !== null ? { checksum: '', ...value } : { checksum: '', value }
  return JSON.stringify({ ...body, checksum: createHash('sha256').update(JSON.stringify(body)).digest('hex') })
}

it('fuzz keyring: a file is a keyring or is refused in words', async () => {
  const current = parseKeyring(sound)
  expect(
    await fuzz(lawRuns(400), async (random) => {
      const text = random.oneIn(3) ? mutateBytes(random, Buffer.from(sound)).toString('utf8') : meant(mutateJson(random, JSON.parse(sound)))
      const keyring = parseKeyring(text)
      keyringForBackup(
        keyring,
        current.users.map(({ login }) => login),
      )
      knownKey(keyring, new Uint8Array(32), current.keyName)
    }),
  ).toBeGreaterThan(0)
})
