import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysLater } from './dates.ts'
import { suggestedLines, type Suggesting } from './suggestedLines.ts'

const SUGGESTING: Suggesting = { copies: ['position', 'name', 'kind'], parts: { field: 'weight', whole: 10_000 }, days: ['planned_start', 'planned_end'] }

describe('套用常用工序', () => {
  it('权重合计正好 100%，工期首尾相接、头尾对齐', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 900 }), (weights, length) => {
        const usual = weights.map((weight, index) => ({ position: index + 1, name: `工序${index}`, kind: '5', weight }))
        const record = { planned_start: '2015-03-20', planned_end: daysLater('2015-03-20', length) }
        const lines = suggestedLines(usual, record, SUGGESTING)
        expect(lines.reduce((sum, { weight }) => sum + Number(weight), 0)).toBe(10_000)
        expect(lines.map(({ name }) => name)).toEqual(usual.map(({ name }) => name))
        if (length + 1 < weights.length) {
          expect(lines.every((line) => !('planned_start' in line))).toBe(true)
          return
        }
        expect([lines[0]?.['planned_start'], lines.at(-1)?.['planned_end']]).toEqual([record.planned_start, record.planned_end])
        for (const [index, line] of lines.entries()) {
          expect(String(line['planned_start']) <= String(line['planned_end'])).toBe(true)
          const before = lines[index - 1]?.['planned_end']
          if (before !== undefined) expect(line['planned_start']).toBe(daysLater(String(before), 1))
        }
      }),
    )
  })

  it('没有计划起止的项目，工序没有日期；没有权重的不分', () => {
    const [line] = suggestedLines([{ position: 1, name: '施工', kind: '5', weight: null }], { planned_start: null, planned_end: '2015-10-31' }, SUGGESTING)
    expect(line).toEqual({ position: 1, name: '施工', kind: '5' })
  })
})
