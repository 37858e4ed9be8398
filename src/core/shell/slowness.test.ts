import { describe, expect, it } from 'vitest'
import { underName } from '../underway.ts'
import { slowLine, watchSlowness, withoutLiterals, type Slow, type SlownessPorts } from './slowness.ts'

/** A clock that stands still until it is moved, and a timer that beats when told to. */
class Clock implements SlownessPorts {
  at = 0
  used = 0
  beat: () => void = () => undefined
  now(): number {
    return this.at
  }
  cpu(): number {
    return this.used
  }
  every(milliseconds: number, tick: () => void): () => void {
    this.beat = () => {
      this.at += milliseconds
      tick()
    }
    return () => {
      this.beat = () => undefined
    }
  }
  /** The thread answers nobody for so long, then the beat that was due comes. */
  block(milliseconds: number, cpu = milliseconds): void {
    this.at += milliseconds
    this.used += cpu
    this.beat()
  }
}

function watched(): { clock: Clock; told: Slow[]; onSlow: (sql: string, milliseconds: number) => void; stop: () => void } {
  const clock = new Clock()
  const told: Slow[] = []
  return { clock, told, ...watchSlowness((slow) => told.push(slow), clock) }
}

describe('blocks of the main thread', () => {
  it('tells those over 100 ms, with the processor time in them, and no others', () => {
    const { clock, told } = watched()
    for (let beats = 0; beats < 100; beats += 1) clock.beat()
    clock.block(75)
    expect(told).toEqual([])
    clock.block(400, 310)
    expect(told).toEqual([{ kind: 'block', milliseconds: 425, cpu: 310, by: [] }])
  })
  it('names what was under way in it, and nothing that ended before', async () => {
    const { clock, told } = watched()
    await underName('home.summary', () => undefined)
    clock.beat()
    let finish = (): void => undefined
    const job = underName(
      'job import',
      () =>
        new Promise<void>((resolve) => {
          finish = resolve
        }),
    )
    await underName('records.query', () => undefined)
    clock.block(300)
    clock.block(300)
    finish()
    await job
    clock.block(300)
    clock.block(300)
    expect(told.map(({ by }) => by)).toEqual([['job import', 'records.query'], ['job import'], ['job import'], []])
  })
  it('tells nothing after it was stopped', () => {
    const { clock, told, stop } = watched()
    stop()
    clock.block(1000)
    expect(told).toEqual([])
  })
})

describe('slow statements', () => {
  it('are put down to the procedure that asked, also when it started them for later', async () => {
    const { told, onSlow } = watched()
    await underName('exports.start', async () => {
      await Promise.resolve()
      onSlow('SELECT 1', 250)
      await underName('job export', () => onSlow('SELECT 2', 260))
    })
    onSlow('SELECT 3', 270)
    expect(told.map(({ by, sql }) => [...by, sql])).toEqual([['exports.start', 'SELECT 1'], ['job export', 'SELECT 2'], ['SELECT 3']])
  })
  it('are told without data', () => {
    expect(withoutLiterals(`SELECT *\n  FROM person WHERE name = '张三' AND remark <> 'it''s' AND id_number GLOB '621125*'`)).toBe(
      'SELECT * FROM person WHERE name = ? AND remark <> ? AND id_number GLOB ?',
    )
    expect(withoutLiterals('SELECT 1 FROM village WHERE village = 621125100000 LIMIT 100')).toBe('SELECT 1 FROM village WHERE village = ? LIMIT 100')
    expect(withoutLiterals(`SELECT ${'x, '.repeat(1000)}y`).length).toBeLessThan(500)
  })
})

it('one line of the log each', () => {
  expect(slowLine({ kind: 'statement', milliseconds: 250.4, by: ['records.query'], sql: 'SELECT 1' })).toBe('slow statement 250 ms (records.query): SELECT 1')
  expect(slowLine({ kind: 'block', milliseconds: 425, cpu: 310.2, by: [] })).toBe('main thread blocked 425 ms, processor 310 ms')
})
