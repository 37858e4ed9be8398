/** Run by itself, to be killed: writes a package over and over, or opens one and waits. Says once that it began. */
import { basename, dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeKeys, openPackage, writePackage } from '../index.ts'
import { dataPart } from './packages.ts'

const [, , what, file = '', temporaryDirectory = '', recipient = '', identity = ''] = process.argv

if (what === 'read') {
  await openPackage(file, { identities: [identity], temporaryDirectory })
  process.stdout.write('open')
  await setTimeout(60_000)
}

const { signing } = await makeKeys()
const content = Buffer.alloc(3_000_000, 'the new one ')
process.stdout.write('begun')
for (;;) {
  await writePackage({
    directory: dirname(file), name: basename(file), to: { recipients: [recipient] }, signing, exchange: () => ({ kind: 'report' }), parts: [dataPart(content, 'data/changes.ndjson', { compress: false })],
  })
}
