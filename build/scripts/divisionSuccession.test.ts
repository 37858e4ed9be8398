import { describe, expect, it } from 'vitest'
import { histories } from './buildDivisions.ts'
import { succession } from './divisionSuccession.ts'
import { parentOf } from './divisionVintages.ts'
import type { Vintage } from './divisionVintages.ts'

function vintage(year: number, names: Record<string, string>): Vintage {
  const map = new Map(Object.entries({ 62: '甘肃省', 6211: '定西市', 621125: '漳县', ...names }).sort(([a], [b]) => (a < b ? -1 : 1)))
  const children = new Map<string, string[]>()
  for (const code of map.keys()) children.set(parentOf(code, map), [...(children.get(parentOf(code, map)) ?? []), code])
  return { year, names: map, children, villages: [...map.keys()].some((code) => code.length === 12) }
}

const before = vintage(2016, {
  621125201: '甲乡',
  621125201200: '一村',
  621125201201: '二村',
  621125201202: '三村',
  621125202: '乙乡',
  621125202200: '四村',
  621125202201: '五村',
})
const after = vintage(2019, {
  621125101: '甲镇',
  621125101200: '一村',
  621125101201: '二里村',
  621125101202: '四村',
  621125102: '丙镇',
  621125102200: '五村',
  621125102201: '新村',
})

describe('前后两版区划的承接', () => {
  it('改镇按名称，改名按所辖村，换镇的村按唯一的名字', () => {
    const found = succession(before, after)
    expect(found.get('621125201')).toBe('621125101')
    expect(found.get('621125202')).toBe('621125102')
    expect(found.get('621125201200')).toBe('621125101200')
    expect(found.get('621125201201')).toBe('621125101201')
    expect(found.get('621125202201')).toBe('621125102200')
    expect(found.get('621125202200')).toBe('621125101202')
    expect(found.has('621125201202')).toBe(false)
  })

  it('沿革只记自己的变化，上级换代码不重复记', () => {
    const byCode = new Map(histories([before, after]).map((entry) => [entry.code, entry]))
    expect(byCode.has('621125101200')).toBe(false)
    expect(byCode.get('621125101')).toEqual({ code: '621125101', from: null, to: null, former: [{ code: '201', name: '甲乡', until: 2018 }] })
    expect(byCode.get('621125101201')?.former).toEqual([{ name: '二村', until: 2018 }])
    expect(byCode.get('621125102200')?.former).toEqual([{ code: '201', until: 2018 }])
    expect(byCode.get('621125101202')?.former).toEqual([{ code: '621125202200', until: 2018 }])
    expect(byCode.get('621125201202')).toMatchObject({ name: '三村', to: 2018 })
    expect(byCode.get('621125102201')).toMatchObject({ from: 2019 })
    expect(byCode.get('621125102201')?.name).toBeUndefined()
  })
})
