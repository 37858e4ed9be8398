/** Run by itself: writes and reads a package with one part of so many megabytes and prints the greatest memory used, in megabytes. */
import { randomBytes } from 'node:crypto'
import { dataPart, Workshop } from './packages.ts'

const megabytes = Number(process.argv[2])

function* content(): Generator<Uint8Array> {
  const block = randomBytes(1024 * 1024)
  for (let index = 0; index < megabytes; index += 1) {
    block.writeUInt32LE(index)
    yield block
  }
}

const shop = await Workshop.open()
try {
  const file = await shop.write([dataPart('', 'data/changes.ndjson', { compress: false, content: content() })])
  const reader = await shop.read(file)
  try {
    await reader.checkAll()
  } finally {
    await reader.close()
  }
  process.stdout.write(String(Math.round(process.resourceUsage().maxRSS / 1024)))
} finally {
  await shop.close()
}
