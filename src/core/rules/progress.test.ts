/** Planned and actual progress with their colours: the vectors of mechanisms.md T04 and readings.md 19–20. */
import { describe, expect, it } from 'vitest'
import { progressOn, type NodeOnDay } from './progress.ts'

const LIMITS = { green: 5, amber: 15 }
const node = (weight: number, plannedStart: string, plannedEnd: string, completion: number | null = null): NodeOnDay => ({
  weight: weight * 100,
  plannedStart,
  plannedEnd,
  completion: completion === null ? null : completion * 100,
})
const APRIL = node(100, '2015-04-01', '2015-04-30')

describe('计划进度', () => {
  it.each([
    ['2015-03-31', 0],
    ['2015-04-01', 333],
    ['2015-04-18', 6_000],
    ['2015-04-30', 10_000],
    ['2015-05-01', 10_000],
  ])('4 月 1 日到 30 日的工序，到 %s 是万分之 %i', (day, planned) => {
    expect(progressOn(day, [APRIL], LIMITS)?.planned).toBe(planned)
  })

  it('一天的工序当天就是 100%，前一天是 0', () => {
    const one = node(100, '2015-04-10', '2015-04-10')
    expect(progressOn('2015-04-10', [one], LIMITS)?.planned).toBe(10_000)
    expect(progressOn('2015-04-09', [one], LIMITS)?.planned).toBe(0)
  })

  it('T04：30/50/20，第一道完成，第二道应 60% 实 40%，第三道没有起：计划 60、实际 50、偏差 −10，黄', () => {
    const nodes = [node(30, '2015-03-01', '2015-03-31', 100), node(50, '2015-04-01', '2015-04-30', 40), node(20, '2015-05-01', '2015-05-31')]
    expect(progressOn('2015-04-18', nodes, LIMITS)).toEqual({ planned: 6_000, actual: 5_000, deviation: -1_000, colour: 'amber' })
  })

  it('没有权重和起止的工序，没有进度可说', () => {
    expect(progressOn('2015-04-18', [], LIMITS)).toBeNull()
    expect(progressOn('2015-04-18', [{ ...APRIL, weight: null }], LIMITS)).toBeNull()
  })
})

describe('颜色', () => {
  const behind = (completion: number) => progressOn('2015-04-30', [{ ...APRIL, completion }], LIMITS)

  it('慢 5 点整是绿，多一点是黄；慢 15 点整是黄，多一点是红；快的是绿', () => {
    expect(behind(9_500)?.colour).toBe('green')
    expect(behind(9_499)?.colour).toBe('amber')
    expect(behind(8_500)?.colour).toBe('amber')
    expect(behind(8_499)?.colour).toBe('red')
    expect(progressOn('2015-03-31', [{ ...APRIL, completion: 500 }], LIMITS)).toMatchObject({ deviation: 500, colour: 'grey' })
  })

  it('不按四舍五入以后的数看：慢 5.0033 点，显示 −5.00，是黄', () => {
    const on = (completion: number) => progressOn('2015-04-04', [{ ...APRIL, completion }], LIMITS)
    expect(on(833)).toEqual({ planned: 1_333, actual: 833, deviation: -500, colour: 'amber' })
    expect(on(834)).toMatchObject({ deviation: -499, colour: 'green' })
  })

  it('没有到期的是灰，停工的是停工，计划照走', () => {
    expect(progressOn('2015-03-31', [APRIL], LIMITS)?.colour).toBe('grey')
    expect(progressOn('2015-04-18', [APRIL], LIMITS, true)).toEqual({ planned: 6_000, actual: 0, deviation: -6_000, colour: 'stopped' })
  })

  it('界限可以改', () => {
    expect(progressOn('2015-04-30', [{ ...APRIL, completion: 8_000 }], { green: 20, amber: 30 })?.colour).toBe('green')
  })
})
