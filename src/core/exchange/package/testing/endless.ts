/** Run by itself, to be killed: writes a package over and over and says so at each piece, or opens one, says so and waits. */
import { writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { makeKeys, openPackage, writePackage } from '../index.ts'
import { dataPart } from './packages.ts'

const [, , what, file = '', temporaryDirectory = '', recipient = '', identity = ''] = process.argv

if (what === 'read') {
  await openPackage(file, { identities: [identity], temporaryDirectory })
  process.stdout.write('open')
  // For as long as the parent lives.
  for await (const _ of process.stdin) continue
  process.exit()
}

const { signing } = await makeKeys()
/** Tells of each piece before it is written. */
function* pieces(): Generator<Uint8Array> {
  for (let piece = 0; piece < 10; piece += 1) {
    writeSync(1, '.')
    yield Buffer.alloc(300_000, 'the new one ')
  }
}
for (;;) {
  await writePackage({
    directory: dirname(file),
    name: basename(file),
    to: { recipients: [recipient] },
    signing,
    exchange: () => ({ kind: 'report' }),
    parts: [dataPart('', 'data/changes.ndjson', { compress: false, content: pieces() })],
  })
}
