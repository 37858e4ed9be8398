import { describe, expect, it } from 'vitest'
import { loadPdfkit } from './libraries.ts'
import { gathering } from './pdf.ts'

const Pdf = await loadPdfkit()
type Document = InstanceType<typeof Pdf>

/** A page of many strokes; what it writes, piece by piece. */
function drawn(prepare: (document: Document) => () => void): string[] {
  const document = new Pdf({ compress: false, margin: 0 })
  const handOver = prepare(document)
  const pieces: string[] = []
  const { page } = document
  const write = page.write.bind(page)
  page.write = (piece: string) => {
    pieces.push(piece)
    write(piece)
  }
  for (let at = 0; at < 200; at += 1) document.moveTo(at, 0).lineTo(at, 100).stroke('#000000')
  document.save().rect(1, 1, 5, 5).fill('#ffffff').restore()
  handOver()
  return pieces
}

describe('what is drawn on a page', () => {
  it('is handed over in one piece, whatever the number of strokes, and is what the library alone would write', () => {
    const [gathered, alone] = [drawn(gathering), drawn(() => () => undefined)]
    expect(alone.length).toBeGreaterThan(600)
    expect(gathered).toHaveLength(1)
    expect(gathered.join('\n')).toBe(alone.join('\n'))
  })
})
