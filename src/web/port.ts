/** The port of the loopback shell. Browsers keep what a user likes to see by address, so a data folder keeps its address from start to start. */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'

/** Below what systems give out to connections (Linux from 32768, Windows from 49152), above what services use. */
const FIRST = 20_000
const COUNT = 12_000

/** The port of a data folder: the same each time, most likely another than that of any other folder. */
export function portOf(dataDirectory: string): number {
  return FIRST + (createHash('sha256').update(resolve(dataDirectory)).digest().readUInt32BE(0) % COUNT)
}

/**
 * Begins at the wanted port; with 0 at that of the data folder or, where another program has it, at any free one.
 * Rejects with what `begin` says otherwise, e.g. EADDRINUSE of a port that was asked for.
 */
export async function atPort<T>(wanted: number, dataDirectory: string, begin: (port: number) => Promise<T>): Promise<T> {
  if (wanted !== 0) return await begin(wanted)
  try {
    return await begin(portOf(dataDirectory))
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return await begin(0)
    throw error
  }
}
