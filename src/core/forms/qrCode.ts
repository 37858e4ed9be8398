/** QR codes on paper. */
import type { Figure } from '../excel/formSheet.ts'
import { qr } from './libraries.ts'

/** Free modules around a code, without which readers do not find it. */
const QUIET_ZONE = 4
/** What a code of that redundancy holds at most. */
const MOST_BYTES = 2331

/** The code of a text, with so much redundancy that a fold or a stamp does not spoil it; undefined for a text too long for any code. */
export function qrCode(text: string): Figure | undefined {
  const modules = modulesOf(text)
  if (modules === undefined) return undefined
  const size = modules.length
  const path = modules.flatMap((row, y) => runsOf(row).map(({ from, length }) => `M${from} ${y}h${length}v1h-${length}z`)).join('')
  return { kind: 'figure', width: size, height: size, shapes: [{ kind: 'area', path, colour: '000000' }], label: '二维码' }
}

function modulesOf(text: string): boolean[][] | undefined {
  try {
    return qr().encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE })
  } catch (error) {
    // Of a text that is a text there is one thing that can be wrong: its length.
    if (error instanceof Error && new TextEncoder().encode(text).length > MOST_BYTES) return undefined
    throw error
  }
}

/** Dark modules of a row that lie beside each other. */
function runsOf(row: readonly boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = []
  row.forEach((dark, from) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last !== undefined && last.from + last.length === from) last.length += 1
    else runs.push({ from, length: 1 })
  })
  return runs
}
