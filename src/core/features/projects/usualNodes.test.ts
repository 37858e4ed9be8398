import { describe, expect, it } from 'vitest'
import { codeListOf } from '../../catalogue/index.ts'
import { builtInUsualNodes } from './usualNodes.ts'

describe('程序带的常用工序', () => {
  it('每一类合计 100%，顺序从 1 起不断，都是待核的', () => {
    const known = new Set(codeListOf('need_category').items.map(({ code }) => code))
    for (const [category, own] of Map.groupBy(builtInUsualNodes, (node) => String(node['category']))) {
      expect(known.has(category)).toBe(true)
      expect(own.reduce((sum, { weight }) => sum + Number(weight), 0)).toBe(10_000)
      expect(own.map(({ position }) => position)).toEqual(own.map((_, index) => index + 1))
      expect(own.every(({ unverified }) => unverified === true)).toBe(true)
    }
  })
})
