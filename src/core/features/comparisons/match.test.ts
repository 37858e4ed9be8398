/** How much of a long list is held at once while it is compared: by what is asked, and by what a row holds. */
import { expect, it } from 'vitest'
import type { RawCell } from '../../catalogue/derive/cell.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import type { ListColumn } from './columns.ts'
import { entryOf, type Shared } from './entries.ts'
import { matchEntries } from './match.ts'
import { PackedTexts } from './packedTexts.ts'

const ROWS = 1200
const COLUMNS: readonly ListColumn[] = (['number', 'item', 'evidence'] as const).map((role, index) => ({
  role,
  column: { column: index + 1, letter: 'ABC'.charAt(index), heading: role, targets: [], ignored: false },
}))
const text = (value: string): RawCell => ({ kind: 'text', text: value })

it('长名单一段一段地查号码，不把全县的人一起拿在手里；佐证的文字不留在行里', async () => {
  const shared: Shared = { once: (said) => said, evidence: new PackedTexts() }
  const numbers = Array.from({ length: ROWS / 2 }, (_, at) => syntheticPerson({ birthDate: `${1950 + (at % 50)}-04-05` }).id_number)
  // Each comes twice, with two things; the last row says again what the first said.
  const rows = Array.from({ length: ROWS }, (_, at) => [numbers[at % numbers.length] ?? '', `甘J${at}`, `五菱宏光${at}`])
  rows.push([numbers[0] ?? '', '甘J0', '五菱宏光'])
  const entries = rows.map((cells, at) => entryOf({ number: at + 2, hidden: false, cells: cells.map(text) }, COLUMNS, '2015-11-20', shared))
  const asked: number[] = []
  const compared = await matchEntries(entries, {
    people: {
      byNumber: async (some) => {
        asked.push(some.length)
        return new Map()
      },
      of: async () => [],
    },
    villageOf: () => null,
    step: async () => undefined,
    onDone: () => undefined,
  })
  expect(asked).toEqual([500, 500, 201])
  expect(compared.map(({ outcome }) => outcome)).toEqual([...Array.from({ length: ROWS }, () => 'unmatched'), 'repeated'])
  expect(compared.at(-1)?.note).toContain('第 2 行')
  expect(entries[1]?.evidence).toBe('evidence：五菱宏光1')
  expect(Object.values(entries[1] ?? {}).join(' ')).not.toContain('五菱宏光')
})
