/** Many files in one ZIP, written as a stream: only one file at a time is in memory. */
import type { Writable } from 'node:stream'
import type * as Fflate from 'fflate'
import { loadPackage } from '../../loadPackage.ts'

/** A file of the archive. */
export interface ZipEntry {
  readonly name: string
  readonly content: Uint8Array
  /** Workbooks and PDF are compressed already. */
  readonly compress: boolean
}

/** Writes the entries and ends the stream. `ready` waits until the stream takes more, and throws when it cannot. */
export async function writeZip(stream: Writable, ready: () => Promise<void>, entries: AsyncIterable<ZipEntry>): Promise<void> {
  const { Zip, ZipDeflate, ZipPassThrough } = loadPackage('fflate') as typeof Fflate
  let failed: Error | null = null
  const zip = new Zip((error, block) => {
    if (error !== null) failed = error
    else stream.write(block)
  })
  for await (const { name, content, compress } of entries) {
    const file = compress ? new ZipDeflate(name) : new ZipPassThrough(name)
    zip.add(file)
    file.push(content, true)
    if (failed !== null) throw failed
    await ready()
  }
  zip.end()
  stream.end()
}
