import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawFrom, firstPlace, frameText, inOrder, readFrame, type FrameEntry, type Wanted } from './draw.ts'
import { hash } from 'node:crypto'
import { byHash } from './byHash.ts'
import { countFor, ruleInWords, type SizeRule } from './size.ts'

const frame = fc.uniqueArray(
  fc.record({ stratum: fc.constantFrom('', '01', '02'), number: fc.stringMatching(/^\d{0,4}$/), id: fc.stringMatching(/^[a-z]{1,6}$/) }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 60 },
)
const seed = fc.stringMatching(/^\d{1,18}$/)
const wanted = fc
  .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 10 }))
  .map(([count, reserves]): Wanted[] => ['', '01', '02'].map((stratum) => ({ stratum, count, reserves })))

describe('等距抽样', () => {
  it('抽样框怎样排列都抽出同样的名单', () => {
    fc.assert(
      fc.property(
        frame.chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }))),
        seed,
        wanted,
        ([entries, shuffled], digits, want) => {
          expect(drawFrom(shuffled, digits, want)).toEqual(drawFrom(entries, digits, want))
          expect(frameText(shuffled)).toBe(frameText(entries))
        },
      ),
    )
  })

  it('每层抽够数，备选接在后面，没有人抽到两次，都在名单里', () => {
    fc.assert(
      fc.property(frame, seed, wanted, (entries, digits, want) => {
        const drawn = drawFrom(entries, digits, want)
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length)
        for (const { stratum, count, reserves } of want) {
          const list = entries.filter((entry) => entry.stratum === stratum)
          const of = (role: string) => drawn.filter((one) => one.stratum === stratum && one.role === role)
          expect(of('drawn')).toHaveLength(Math.min(count, list.length))
          expect(of('reserve')).toHaveLength(Math.max(0, Math.min(reserves, list.length - count)))
          expect(of('reserve').map(({ rank }) => rank)).toEqual(of('reserve').map((_, index) => index + 1))
          for (const { id } of [...of('drawn'), ...of('reserve')]) expect(list.map((entry) => entry.id)).toContain(id)
        }
      }),
    )
  })

  it('多要备选不改变抽中的', () => {
    fc.assert(
      fc.property(frame, seed, fc.integer({ min: 1, max: 20 }), (entries, digits, count) => {
        const of = (reserves: number) => drawFrom(entries, digits, [{ stratum: '', count, reserves }]).filter(({ role }) => role === 'drawn')
        expect(of(9)).toEqual(of(0))
      }),
    )
  })

  it('随机数走遍 1 到 N 时，每一个抽中的次数一样多', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (size, count) => {
        const entries = Array.from({ length: size }, (_, index): FrameEntry => ({ stratum: '', number: String(index).padStart(3, '0'), id: `x${index}` }))
        const times = new Map<string, number>()
        for (let start = 1; start <= size; start += 1)
          for (const { id } of drawFrom(entries, String(start), [{ stratum: '', count, reserves: 0 }])) times.set(id, (times.get(id) ?? 0) + 1)
        expect([...times.values()]).toEqual(Array.from({ length: size }, () => Math.min(count, size)))
      }),
    )
  })

  it('手册里的例子：23 户抽 5 户，现场摇出 4817', () => {
    const entries = Array.from(
      { length: 23 },
      (_, index): FrameEntry => ({ stratum: '', number: `1${String(index + 1).padStart(2, '0')}`, id: `h${index + 1}` }),
    )
    expect(firstPlace('4817', 23)).toBe(10)
    const drawn = drawFrom(entries, '4817', [{ stratum: '', count: 5, reserves: 2 }])
    expect(drawn.filter(({ role }) => role === 'drawn').map(({ position }) => position)).toEqual([10, 14, 19, 23, 5])
    expect(drawn.filter(({ role }) => role === 'reserve').map(({ position }) => position)).toEqual([11, 15])
  })

  it('写下的抽样框读回来一样，别的文字读不成', () => {
    fc.assert(
      fc.property(frame, (entries) => {
        expect(readFrame(frameText(entries))).toEqual(inOrder(entries))
      }),
    )
    expect([readFrame('x'), readFrame('a|b'), readFrame('a|b|'), readFrame('a|b|c|d'), readFrame('')]).toEqual([null, null, null, null, null])
  })
})

describe('按校验值排序抽取', () => {
  it('抽中的在前、备选接在后面，没有人抽到两次；名单怎样排列都一样；一条条照着算得出同样的次序', () => {
    fc.assert(
      fc.property(
        frame.chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }))),
        seed,
        wanted,
        ([entries, shuffled], digits, want) => {
          const drawn = drawFrom(entries, digits, want, byHash)
          expect(drawFrom(shuffled, digits, want, byHash)).toEqual(drawn)
          expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length)
          for (const { stratum, count, reserves } of want) {
            const list = entries.filter((entry) => entry.stratum === stratum)
            const own = drawn.filter((one) => one.stratum === stratum)
            expect(own).toHaveLength(Math.min(list.length, count + reserves))
            expect(own.map(({ role }) => role)).toEqual(own.map((_, index) => (index < count ? 'drawn' : 'reserve')))
            const twice = (number: string) => list.filter((one) => one.number === number).length > 1
            const keys = own.map(({ id }) => {
              const number = list.find((one) => one.id === id)?.number ?? ''
              return hash('sha256', `${digits}|${number === '' || twice(number) ? id : number}`, 'hex')
            })
            expect(keys).toEqual(keys.toSorted())
          }
        },
      ),
    )
  })

  it('名单加了人，原来的人的先后不变', () => {
    const entries = Array.from({ length: 30 }, (_, index): FrameEntry => ({ stratum: '', number: String(100 + index), id: `h${index}` }))
    const order = (list: readonly FrameEntry[]) => drawFrom(list, '4817', [{ stratum: '', count: list.length, reserves: 0 }], byHash).map(({ id }) => id)
    expect(order(entries).filter((id) => Number(id.slice(1)) < 20)).toEqual(order(entries.slice(0, 20)))
  })
})

describe('每层抽多少', () => {
  it('按档次：正好在档上、刚过档的；档次写得出话', () => {
    const bands: SizeRule = {
      by: 'bands',
      name: '退出核查',
      bands: [
        { upTo: 20, count: null },
        { upTo: 100, count: 20 },
        { upTo: null, count: 30 },
      ],
    }
    expect([0, 7, 20, 21, 100, 101].map((size) => countFor(bands, size))).toEqual([0, 7, 20, 20, 20, 30])
    expect(ruleInWords(bands)).toBe('退出核查：20 个以下全抽，21 至 100 个抽 20 个，101 个以上抽 30 个')
    // Villages not poor: 30 % rounded up.
    expect(countFor({ by: 'percent', percent: 30 }, 68)).toBe(21)
  })

  it('按数、按比例、按退出核查的规定', () => {
    expect([7, 8, 9].map((size) => countFor({ by: 'number', count: 8 }, size))).toEqual([7, 8, 8])
    expect([0, 1, 33, 100].map((size) => countFor({ by: 'percent', percent: 30 }, size))).toEqual([0, 1, 10, 30])
    expect([20, 21, 100, 101].map((size) => countFor({ by: 'exit_check' }, size))).toEqual([20, 20, 20, 30])
  })
})
