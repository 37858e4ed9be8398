/** What is said about a package is said to a clerk: no keys of fields, no names of registers, ids or numbers of entries. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registerNames, registers } from '../catalogue/index.ts'
import { lawRuns } from '../testing/lawRuns.ts'
import { headShape, checkRecord, csvColumns, csvLayout, fromCsv, fromWire, WireProblem, type WireOperation } from './wire.ts'

const SOURCE = join(import.meta.dirname, '../../..', 'src/core')
const SOURCES = [
  ...['exchange', 'exchange/package', 'features/exchange'].flatMap((folder) => readdirSync(join(SOURCE, folder)).map((name) => join(folder, name))),
  'store/receive.ts',
  'store/undoReceived.ts',
].filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
/** Names of the program's own that no sentence holds. */
const OWN_WORDS: ReadonlySet<string> = new Set<string>(
  [...registerNames, ...Object.values(registers).flatMap(({ fields }) => fields.map(({ key }) => key))].filter((word) => word.includes('_')),
)
/** Expressions that are such names, whatever stands in them. */
const KEYS = /\$\{(register|record|key|field|field\.key|author|id|sequence|conflict\.(record|field|register)|row\.(id|record|register))\}/

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}|\b[0-9a-z]{26}\b/

function problemsOf(sentence: string): string[] {
  const words = sentence.match(/[A-Za-z$][\w$]*/g) ?? []
  return [
    ...words.filter((word) => OWN_WORDS.has(word) || word.includes('_') || word.startsWith('$')),
    ...(UUID.test(sentence) ? ['an id'] : []),
    ...(/第\s*\d+\s*条/.test(sentence) ? ['a number'] : []),
  ]
}

describe('sentences about packages', () => {
  it.each(SOURCES)('%s says nothing that only the program knows', (name) => {
    const lines = readFileSync(join(SOURCE, name), 'utf8')
      .split('\n')
      .filter((line) => /[\u4e00-\u9fff]/.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line))
    for (const line of lines.map((one) => one.replaceAll(/`(SELECT|UPDATE|INSERT)[^`]*`/g, ''))) {
      expect(KEYS.exec(line)?.[0], line.trim()).toBeUndefined()
      expect(/[“\u4e00-\u9fff]\s*[a-z$]+_[a-z_]+|第\s*\d+\s*条|编号相同/.exec(line)?.[0], line.trim()).toBeUndefined()
    }
  })

  it('whatever is wrong with an entry or a row', () => {
    const head = headShape.parse(['c', 's', '2026-01-01T00:00:00Z', 'u', '李文书', 'edit', '改', null, null, '621125100000', 1_000_000])
    const text = fc.constantFrom('', '乱写', '9'.repeat(400), '01', '2016-02-30', 'x')
    const value = fc.oneof(text, fc.integer(), fc.constant(null))
    const said = new Set<string>()
    const hear = (work: () => unknown): void => {
      try {
        work()
      } catch (error) {
        expect(error).toBeInstanceOf(WireProblem)
        said.add((error as Error).message)
      }
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...registerNames, 'user'),
        fc.constantFrom('insert', 'update', 'remove', 'settle'),
        fc.nat({ max: 30 }),
        value,
        fc.boolean(),
        (register, action, at, given, known) => {
          const fields = register === 'user' ? [] : registers[register as keyof typeof registers].fields
          const field = fields[at % Math.max(1, fields.length)]
          const wire = {
            author: 's',
            number: 1,
            context: {},
            change: 1,
            owner: null,
            action,
            after: { [known && field !== undefined ? field.key : 'unknown_key']: given },
          } as unknown as WireOperation
          hear(() => checkRecord(register, [fromWire(register, 'r', wire, known || at % 2 === 0 ? head : undefined)]))
          if (register === 'user') return
          const columns = csvColumns(register)
          hear(() => csvLayout(register, at % 3 === 0 ? columns.slice(1) : [...columns, known ? 'id' : 'new_column'], false))
          hear(() =>
            fromCsv(
              csvLayout(register, columns, false),
              columns.map((_, index) => (index === at % columns.length ? String(given) : '1')),
            ),
          )
        },
      ),
      lawRuns(3000),
    )
    expect(said.size).toBeGreaterThan(20)
    for (const sentence of said) expect(problemsOf(sentence), sentence).toEqual([])
  })
})
