import { describe, expect, it } from 'vitest'
import { formatFormer, inForce, nameInYear, parseFormer } from './former.ts'

describe('曾用名称和代码', () => {
  it('写出再读回不变', () => {
    const states = [
      { name: '草滩乡', code: '621125207000', until: 2015 },
      { code: '621125209206', until: 2018 },
      { name: '旧名乡', until: 1983 },
      { name: '只有名' },
    ]
    const text = formatFormer(states)
    expect(text).toBe('草滩乡（621125207000，至2015年）；621125209206（至2018年）；旧名乡（至1983年）；只有名')
    expect(parseFormer(text)).toEqual(states)
  })
  it('没有时为空，随手写的名单也能读', () => {
    expect(formatFormer([])).toBeNull()
    expect(parseFormer(null)).toEqual([])
    expect(parseFormer('草滩乡、老草滩, 草滩公社（至1983年）')).toEqual([{ name: '草滩乡' }, { name: '老草滩' }, { name: '草滩公社', until: 1983 }])
  })
  it('某年的名称取那一年还在用的最早一个', () => {
    const division = { name: '丙', former_names: '甲（至2000年）；乙（至2010年）' }
    expect([1999, 2000, 2001, 2010, 2011].map((year) => nameInYear(division, year))).toEqual(['甲', '甲', '乙', '乙', '丙'])
  })
  it('起止年两端都算有效', () => {
    expect([2015, 2016, 2018, 2019].map((year) => inForce({ valid_from: 2016, valid_to: 2018 }, year))).toEqual([false, true, true, false])
  })
})
