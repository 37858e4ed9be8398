import { describe, expect, it } from 'vitest'
import { lengthened, shortened } from './shortNames.ts'
import { WireProblem } from './wire.ts'

const entry = (author: string, number: number, stamp: string): { author: string; number: number; stamp: () => string } => ({
  author,
  number,
  stamp: () => stamp,
})
const [first, second] = ['0123456789abcdef', 'fedcba9876543210'] as const

describe('names of entries within a line', () => {
  it('are written without the stamp where the number tells which is meant, and read as they were', () => {
    const line = [entry('a', 7, first), entry('b', 7, second)]
    const context = { a: `7:${first}`, b: `7:${second} 9:${first}` }
    const written = shortened(context, line)
    expect(written).toEqual({ a: '7:', b: `7: 9:${first}` })
    expect(lengthened(written, line)).toEqual(context)
  })

  it('keep the stamp where two timelines of one site share a number, and where another entry of the number is meant', () => {
    const forked = [entry('a', 7, first), entry('a', 7, second)]
    expect(shortened({ a: `7:${second}` }, forked)).toEqual({ a: `7:${second}` })
    expect(shortened({ a: `7:${second}` }, [entry('a', 7, first)])).toEqual({ a: `7:${second}` })
    expect(() => lengthened({ a: '7:' }, forked)).toThrow(WireProblem)
  })

  it('that stand for nothing before them are refused in words; numbers of older programs stay', () => {
    expect(() => lengthened({ a: '8:' }, [entry('a', 7, first)])).toThrow('发全部数据')
    expect(lengthened({ a: 7 }, [entry('a', 7, first)])).toEqual({ a: 7 })
    expect(shortened({ a: 7 }, [entry('a', 7, first)])).toEqual({ a: 7 })
  })
})
