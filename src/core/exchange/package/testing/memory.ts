/** Run by itself: writes and reads a package with one part of so many megabytes and prints the greatest memory used, in megabytes. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dataPart, Workshop } from './packages.ts'

const megabytes = Number(process.argv[2])

/** What this program itself has taken: where the system counts from the start of the process, that of whoever started it is in its figure. */
function peakMegabytes(): number {
  try {
    const own = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    if (own !== undefined) return Number(own) / 1024
  } catch {
    // Not on Linux.
  }
  return process.resourceUsage().maxRSS / 1024
}

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
  process.stdout.write(String(Math.round(peakMegabytes())))
} finally {
  await shop.close()
}
