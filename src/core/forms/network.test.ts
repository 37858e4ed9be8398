/** The drawing of ways between places: every place once, behind what leads to it; ways that are hard drawn through, the others dashed; circles end. */
import { describe, expect, it } from 'vitest'
import type { FigureShape } from '../excel/formSheet.ts'
import { networkFigure, type Link } from './network.ts'

const way = (from: string, to: string, whole = true, note = ''): Link => ({ from, to, whole, note })
const textsOf = (links: readonly Link[]) =>
  (networkFigure(links)?.shapes ?? []).filter((shape): shape is Extract<FigureShape, { kind: 'text' }> => shape.kind === 'text')
const areasOf = (links: readonly Link[], colour: string): number =>
  (networkFigure(links)?.shapes ?? []).filter((shape) => shape.kind === 'area' && shape.colour === colour).length
const DASHED = 'B45309'
const WHOLE = '1F4E79'
/** The line of the key itself. */
const KEY = 1

describe('路网图', () => {
  it('一处一个点，从起点往右，社排在村部后面，上下不重叠', () => {
    const links = [way('武阳镇', '柯寨村部', true, '5.20 水泥'), way('柯寨村部', '一社'), way('柯寨村部', '二社', false), way('柯寨村部', '三社')]
    const texts = textsOf(links)
    const at = (text: string) => texts.find((shape) => shape.text === text)
    for (const place of ['武阳镇', '柯寨村部　5.20 水泥', '一社', '二社', '三社'])
      expect(
        texts.filter(({ text }) => text === place),
        place,
      ).toHaveLength(1)
    const [township, village, first, second] = [at('武阳镇'), at('柯寨村部　5.20 水泥'), at('一社'), at('二社')]
    expect((township?.x ?? 0) < (village?.x ?? 0) && (village?.x ?? 0) < (first?.x ?? 0)).toBe(true)
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBeGreaterThanOrEqual(20)
    expect(networkFigure(links)?.label).toContain('武阳镇至柯寨村部 5.20 水泥')
  })

  it('通几个社的一条路画到每一个社，里程只写在止点旁边', () => {
    const links = [way('柯寨村部', '三社', true, '4.10 水泥'), way('柯寨村部', '一社'), way('柯寨村部', '二社')]
    expect(textsOf(links).map(({ text }) => text)).toEqual(expect.arrayContaining(['一社', '二社', '三社　4.10 水泥']))
    expect(areasOf(links, WHOLE)).toBe(KEY + 3)
  })

  it('通了的画实线，没有通的画虚线', () => {
    expect(areasOf([way('甲', '乙'), way('乙', '丙')], WHOLE)).toBe(KEY + 2)
    const dashes = areasOf([way('甲', '乙')], DASHED)
    expect(areasOf([way('甲', '乙', false)], DASHED)).toBeGreaterThan(dashes + 5)
  })

  it('绕回来的路画在两点之间，绕成圈的也画得完；没有起止点的不画', () => {
    expect(textsOf([way('甲', '乙'), way('乙', '丙'), way('丙', '甲')]).filter(({ text }) => ['甲', '乙', '丙'].includes(text))).toHaveLength(3)
    expect(areasOf([way('甲', '乙'), way('甲', '丙'), way('丙', '乙')], WHOLE)).toBe(KEY + 3)
    expect(networkFigure([way('', '乙'), way('甲', '甲')])).toBeNull()
    expect(networkFigure([])).toBeNull()
  })
})
