/** Backup files that are almost sound. */
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzz, FuzzFolder } from '../../testing/fuzz/fuzz.ts'
import { mutateBytes, mutateJson } from '../../testing/fuzz/mutate.ts'
import { lawRuns } from '../../testing/lawRuns.ts'
import { unpackContents } from './attachmentPart.ts'
import { extractPart, readManifest, readSmallPart, verifyParts, writeContainer } from './container.ts'

const FOOTER_BYTES = 48

let folder: FuzzFolder
let sound: Buffer
beforeAll(async () => {
  folder = await FuzzFolder.make()
  const path = join(folder.input, 'sound.bfbak')
  await writeContainer(
    path,
    { appVersion: '0.1.0', unit: '621125105000', created: '2026-11-24T01:00:00.000Z', reason: 'manual', schemaVersion: 20, counts: { person: 3 } },
    [
      { name: 'database', content: Buffer.alloc(3000, 7) },
      { name: 'keyring', content: Buffer.from('{"keyring":true}') },
      { name: 'attachments', content: Buffer.alloc(500, 1) },
    ],
  )
  sound = await readFile(path)
})
afterAll(() => folder.remove())

/** The same parts with a manifest that says something else, rightly sealed. */
function otherManifest(change: (manifest: unknown) => unknown): Buffer {
  const length = sound.readUInt32BE(sound.length - 16)
  const start = sound.length - FOOTER_BYTES - length
  const text = Buffer.from(JSON.stringify(change(JSON.parse(sound.toString('utf8', start, start + length)))))
  const footer = Buffer.from(sound.subarray(sound.length - FOOTER_BYTES))
  createHash('sha256').update(text).digest().copy(footer)
  footer.writeUInt32BE(text.length, 32)
  return Buffer.concat([sound.subarray(0, start), text, footer])
}

it('fuzz backup: a file is a backup, whole, or is refused in words', async () => {
  expect(
    await fuzz(lawRuns(250), async (random) => {
      const path = join(folder.input, 'a.bfbak')
      await writeFile(path, random.oneIn(2) ? mutateBytes(random, sound) : otherManifest((manifest) => mutateJson(random, manifest)))
      try {
        const { parts } = await readManifest(path)
        await verifyParts(path)
        for (const part of parts) {
          const target = join(folder.temporary, 'part')
          await extractPart(path, part, target).finally(() => rm(target, { force: true }))
          await readSmallPart(path, part)
          if (part.name !== 'attachments') continue
          const contents = join(folder.temporary, 'contents')
          await unpackContents(path, part, contents).finally(() => rm(contents, { recursive: true, force: true }))
        }
      } finally {
        await folder.requireNothingWritten()
      }
    }),
  ).toBeGreaterThan(0)
})
