/** Law: whatever stands on a list and whoever is on file, the account adds up, each row is in one place of it, and no number means somebody with another one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawCell } from '../../catalogue/derive/cell.ts'
import { plainName } from '../../catalogue/derive/names.ts'
import { freshNumber } from './testing/bench.ts'
import { lawRuns } from '../../testing/lawRuns.ts'
import { accountOf, judge, unreadNotes, type Earlier } from './account.ts'
import { entryOf, type Shared } from './entries.ts'
import { matchEntries, type OnFile } from './match.ts'
import { PackedTexts } from './packedTexts.ts'
import type { Candidate } from './people.ts'
import type { ListColumn } from './columns.ts'

const NUMBERS = Array.from({ length: 8 }, freshNumber)
const NAMES = ['张三丰', '张三风', '张山丰', '李四', '李思', '王五', '欧阳小明', '']
const VILLAGES = ['甲村', '乙村', '']
const COLUMNS: readonly ListColumn[] = (['name', 'number', 'village', 'item', 'evidence'] as const).map((role, index) => ({
  role,
  column: { column: index + 1, letter: 'ABCDE'.charAt(index), heading: role, targets: [], ignored: false },
}))

const SHARED: Shared = { once: (said) => said, evidence: new PackedTexts() }

const text = (value: string): RawCell => ({ kind: value === '' ? 'empty' : 'text', text: value })
const bad = fc.constantFrom('6.2E+17', '62112519', '621125199013450011', '身份证丢失', '999999198001010011')
const numberCell = fc.oneof(
  fc.constantFrom(...NUMBERS, '').map(text),
  fc.constantFrom(...NUMBERS).map((number) => text(`${number}43`)),
  bad.map(text),
  fc.constant<RawCell>({ kind: 'number', text: '621125197503120000', number: 621_125_197_503_120_000 }),
)
const row = fc.tuple(
  fc.constantFrom(...NAMES).map(text),
  numberCell,
  fc.constantFrom(...VILLAGES).map(text),
  fc.constantFrom('甘J1', '甘J2', '').map(text),
  fc.string().map(text),
)
const candidate = fc.record({
  name: fc.constantFrom(...NAMES.filter((name) => name !== '')),
  number: fc.option(fc.constantFrom(...NUMBERS)),
  village: fc.constantFrom('甲村', '乙村'),
  scope: fc.constantFrom('1', '2', '3', null),
})
const onFile = fc.array(candidate, { maxLength: 12 }).map((found): readonly Candidate[] => {
  const taken = new Set<string>()
  return found.map((one, index) => {
    const number = one.number !== null && taken.has(one.number) ? null : one.number
    if (number !== null) taken.add(number)
    return { ...one, number, old: false, who: `person:${index}`, subject: `household:${index}` }
  })
})

function peopleOf(candidates: readonly Candidate[]): OnFile {
  return {
    byNumber: (numbers) =>
      Promise.resolve(new Map(candidates.flatMap((one) => (one.number !== null && numbers.includes(one.number) ? [[one.number, one] as const] : [])))),
    of: (villages) => Promise.resolve(candidates.filter(({ village }) => villages.includes(village))),
  }
}

describe('比对的账', () => {
  it('行数＝重复＋比对；比对＝对上＋存疑＋没对上＋读不出；对上＋存疑＝新疑点＋已判过＋待核实＋不算疑点；号码不同的从不算同一人', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        onFile,
        fc.subarray(['1', '2', '3']),
        fc.constantFrom('open', 'refuted'),
        async (rows, candidates, concerns, state) => {
          const entries = rows.map((cells, index) => entryOf({ number: index + 2, hidden: false, cells }, COLUMNS, '2015-11-20', SHARED))
          const compared = await matchEntries(entries, {
            people: peopleOf(candidates),
            villageOf: ({ village }) => (village === '' ? null : village),
            step: () => Promise.resolve(),
            onDone: () => undefined,
          })
          const before: Earlier = { state, judgedOn: '2014-11-02', verifier: '王', reason: null }
          const judged = judge(compared, concerns, (fact) => (fact.endsWith('甘J1') ? before : undefined))
          const account = accountOf(judged)
          expect(judged.map(({ entry }) => entry.row)).toEqual(entries.map(({ row: number }) => number))
          expect(account.rows).toBe(account.repeated + account.read)
          expect(account.read).toBe(account.matched + account.unsure + account.unmatched + account.unreadable)
          expect(account.matched + account.unsure).toBe(account.hits + account.known + account.pending + account.harmless)
          const facts = new Set<string>()
          for (const { outcome, entry, candidate: found, note, result } of judged) {
            expect((found === null) === (outcome !== 'matched' && outcome !== 'unsure')).toBe(true)
            expect((result === null) === (found === null)).toBe(true)
            if (outcome === 'unreadable' || outcome === 'repeated') expect(note).not.toBe('')
            if (outcome === 'matched') expect(found?.number).toBe(entry.number)
            if (outcome === 'unsure') {
              expect(found?.village).toBe(entry.village)
              expect(entry.number === null || found?.number === null).toBe(true)
              expect([...plainName(found?.name ?? '')]).toHaveLength([...plainName(entry.name)].length)
            }
            if (found === null) continue
            // One person and one thing once.
            const fact = `${found.who ?? ''} ${entry.item}`
            expect(facts.has(fact)).toBe(false)
            facts.add(fact)
          }
          for (const number of NUMBERS) expect(unreadNotes(judged)).not.toContain(number)
        },
      ),
      lawRuns(200),
    )
  })
})
