/** Packages that are almost sound: envelope, signature, manifest, data. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Encrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FuzzFolder, fuzz } from '../../testing/fuzz/fuzz.ts'
import { LINES, mutateBytes, mutateJson, mutateText } from '../../testing/fuzz/mutate.ts'
import type { Random } from '../../testing/fuzz/random.ts'
import { lawRuns } from '../../testing/lawRuns.ts'
import { readHeader } from '../header.ts'
import { changeSetLine, csvColumns, csvLayout, fromCsv, fromRow, fromWire, recordLine, WireProblem } from '../wire.ts'
import { keyIdOf, openPackage, readCsvRows, readLines, signText, verifyText } from './index.ts'
import { parseManifest } from './manifest.ts'
import { dataPart, filePart, Workshop, zipOf } from './testing/packages.ts'

const LINE = JSON.stringify({
  register: 'household',
  record: 'a1',
  operations: [{ site: 's1', number: 1, change: 1, kind: 'create', values: { household_no: '1' }, context: [] }],
})
const CHANGE = JSON.stringify({ change: 1, head: ['s1', 'c1', 'edit', '登记', '2026-01-01T00:00:00.000Z', '甲', 'u1', null] })
const HEADER = [
  '-> ',
  '--- ',
  'X25519',
  'scrypt',
  ' 18\n',
  'age-encryption.org/v1\n',
  'age-encryption.org/v2\n',
  '\n',
  '=',
  'AAAA',
  '-> scrypt AAAAAAAAAAAAAAAAAAAAAA 99\n',
] as const

let folder: FuzzFolder
let workshop: Workshop
let sound: Buffer
beforeAll(async () => {
  folder = await FuzzFolder.make()
  workshop = await Workshop.open()
  sound = await readFile(await workshop.write([dataPart(`${LINE}\n`), filePart(Buffer.from('photo'))]))
})
afterAll(async () => {
  await workshop.close()
  await folder.remove()
})

/** Opens a package as the receiver and reads all of it. */
async function readAll(content: Uint8Array): Promise<void> {
  const path = join(folder.input, 'a.bfx')
  await writeFile(path, content)
  try {
    const reader = await openPackage(path, { identities: [workshop.receiver.sealing.identity], temporaryDirectory: folder.temporary })
    try {
      reader.verifySignature(workshop.sender.signing.publicKey)
      await reader.checkAll()
    } finally {
      await reader.close()
    }
  } finally {
    await folder.requireNothingWritten()
  }
}

async function sealed(zip: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(workshop.receiver.sealing.recipient)
  return encrypter.encrypt(zip)
}

/** Changes the readable head of an envelope; what is sealed stays. */
function otherHead(random: Random): Buffer {
  const end = sound.indexOf('\n--- ') + 1
  const head = mutateText(random, sound.toString('latin1', 0, end + 48), { pieces: /[^\n ]+|[\n ]/g, words: HEADER })
  return Buffer.concat([Buffer.from(head, 'latin1'), sound.subarray(end + 48)])
}

it('fuzz age: an envelope that is almost sound is opened or refused in words, and leaves nothing behind', async () => {
  expect(await fuzz(lawRuns(150), (random) => readAll(random.oneIn(2) ? otherHead(random) : mutateBytes(random, sound)))).toBeGreaterThan(0)
})

it('fuzz minisign: a signature that was touched proves nothing, and no text is too odd to be refused', async () => {
  const { publicKey, secretKey } = workshop.sender.signing
  const signature = signText('文本', secretKey, '注释')
  expect(
    await fuzz(lawRuns(300), async (random) => {
      const other = random.oneIn(2)
        ? mutateText(random, signature, { pieces: /[^\n ]+|[\n ]/g, words: ['untrusted comment: ', 'trusted comment: ', 'RUQ=', '=', '\r\n', '\n', 'A'] })
        : mutateBytes(random, Buffer.from(signature)).toString('utf8')
      const key = random.oneIn(2) ? publicKey : mutateBytes(random, Buffer.from(publicKey)).toString('latin1')
      const proved = verifyText('文本', other, key)
      const says = (text: string): string[] =>
        text
          .replace(/^untrusted comment: [^\n]*/, '')
          .split(/\r?\n/)
          .filter((line) => line !== '')
      if (proved) expect({ key: key.trim(), lines: says(other) }).toEqual({ key: publicKey, lines: says(signature) })
      keyIdOf(other)
      keyIdOf(key)
    }),
  ).toBeGreaterThan(0)
})

it('fuzz manifest: a manifest that is almost sound, signed or not, is read or refused in words', async () => {
  expect(
    await fuzz(lawRuns(150), async (random) => {
      const entries = workshop.entries({ 'data/changes.ndjson': LINE }, (manifest) => (random.oneIn(2) ? mutateJson(random, manifest) : manifest))
      const manifest = entries.find(({ name }) => name === 'datapackage.json')?.content ?? Buffer.alloc(0)
      const text = random.oneIn(2) ? manifest : mutateBytes(random, manifest)
      const parsed = parseManifest(text, 'a.bfx')
      readHeader(random.oneIn(2) ? parsed.exchange : mutateJson(random, { kind: 'report', format: 1, schema: 1, site: 's1', unit: '621125', number: 1 }), 1)
    }),
  ).toBeGreaterThan(0)
  expect(
    await fuzz(lawRuns(60), async (random) => {
      const zip = zipOf(workshop.entries({ 'data/changes.ndjson': LINE }, (manifest) => mutateJson(random, manifest)))
      await readAll(await sealed(random.oneIn(2) ? mutateBytes(random, zip) : zip))
    }),
  ).toBeGreaterThan(0)
})

/** What is wrong with one record of a package is told by {@link WireProblem} and holds back that record only. */
function record(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof WireProblem)) throw error
  }
}

function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

it('fuzz ndjson: lines and rows of data are taken, held back one by one, or refused in words', async () => {
  const columns = csvColumns('household')
  const table = `${columns.join(',')}\n${columns.map((_, index) => `"${index}"`).join(',')}\n`
  expect(
    await fuzz(lawRuns(300), async (random) => {
      const lines = [LINE, CHANGE]
        .map((line) => (random.oneIn(2) ? JSON.stringify(mutateJson(random, JSON.parse(line))) : mutateBytes(random, Buffer.from(line)).toString('latin1')))
        .join('\n')
      for await (const line of readLines([Buffer.from(lines, random.oneIn(2) ? 'utf8' : 'latin1')] as unknown as AsyncIterable<Uint8Array>, {
        maximumBytes: 64 * 1024,
      })) {
        const raw = json(line)
        changeSetLine.safeParse(raw)
        const parsed = recordLine.safeParse(raw)
        if (parsed.success) for (const wire of parsed.data.operations) record(() => fromWire(parsed.data.register, parsed.data.record, wire, undefined))
      }
    }),
  ).toBeGreaterThan(0)
  expect(
    await fuzz(lawRuns(150), async (random) => {
      const text = Buffer.from(mutateText(random, table, LINES))
      let layout: ReturnType<typeof csvLayout> | undefined
      for await (const cells of readCsvRows([text] as unknown as AsyncIterable<Uint8Array>, { maximumColumns: 300, maximumFieldBytes: 64 * 1024 })) {
        record(() => {
          if (layout === undefined) layout = csvLayout('household', cells, random.oneIn(2))
          else fromRow('household', 'r', fromCsv(layout, cells).wire, undefined)
        })
      }
    }),
  ).toBeGreaterThan(0)
})
