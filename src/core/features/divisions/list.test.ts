import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inForce, nameInYear } from './former.ts'
import { NationalDivisions } from './list.ts'
import { levelOfCode } from './names.ts'
import { searchDivisions } from './search.ts'

const resources = fileURLToPath(new URL('../../../../resources/divisions', import.meta.url))
const national = new NationalDivisions(resources)
const ZHANGXIAN = '621125000000'

describe('11.6 全国区划表里查找', () => {
  const search = (text: string, under?: string) => searchDivisions(national, { text, under, limit: 5 }, () => Promise.resolve())

  it('各级一起查：最像的、级别高的在前，写明从省到它', async () => {
    const [county] = await search('漳县')
    expect(county).toMatchObject({ code: ZHANGXIAN, level: 'county' })
    expect(county?.path.map(({ name }) => name)).toEqual(['甘肃省', '定西市', '漳县'])
    const villages = await search('柯寨', '621125000000')
    expect(villages.map(({ code }) => code)).toContain('621125109206')
    expect((await search('621125109')).map(({ name }) => name)).toContain('贵清山镇')
    expect(await search('62')).toEqual([])
    expect(await search('没有这样的地方')).toEqual([])
  })

  it('没有人再等的，看完一个省就停', async () => {
    const read: string[] = []
    const counted = {
      provinces: () => national.provinces(),
      path: (code: string) => national.path(code),
      each: (code: string) => (read.push(code), national.each(code)),
    }
    const stop = async (): Promise<void> => {
      if (read.length === 2) throw new Error('gone')
      await Promise.resolve()
    }
    await expect(searchDivisions(counted, { text: '城关', limit: 5 }, stop)).rejects.toThrow('gone')
    expect(read.length).toBe(2)
  })
})

describe('全国区划表', () => {
  it('列出 31 个省级区划，逐级打开到村', async () => {
    const provinces = await national.provinces()
    expect(provinces).toHaveLength(31)
    expect(provinces.find(({ code }) => code === '620000000000')?.name).toBe('甘肃省')
    const cities = await national.children('620000000000')
    expect(cities.map(({ name }) => name)).toContain('定西市')
    const townships = await national.children(ZHANGXIAN)
    expect(townships.map(({ name }) => name)).toEqual([
      '武阳镇',
      '三岔镇',
      '新寺镇',
      '金钟镇',
      '盐井镇',
      '殪虎桥镇',
      '大草滩镇',
      '四族镇',
      '石川镇',
      '贵清山镇',
      '马泉乡',
      '武当乡',
      '东泉乡',
    ])
    const villages = await national.children('621125109000')
    expect(villages).toHaveLength(12)
    expect(villages[5]).toEqual({ code: '621125109206', name: '柯寨村', level: 'village', parent: '621125109000' })
  })

  it('给出从省到村的路径，直管镇的上级是市', async () => {
    expect((await national.path('621125109206')).map(({ name }) => name)).toEqual(['甘肃省', '定西市', '漳县', '贵清山镇', '柯寨村'])
    expect((await national.path('441900003005')).map(({ level }) => level)).toEqual(['province', 'city', 'township', 'village'])
  })

  it('没有的代码查不到，也不会读到别的文件', async () => {
    expect(await national.find('621125109299')).toBeNull()
    expect(await national.find('../../etc/pass')).toBeNull()
    expect(await national.find('999999999999')).toBeNull()
    await expect(national.children('621125999000')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(national.countyDivisions('../x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('资源缺失时说明程序不完整', async () => {
    await expect(new NationalDivisions('/没有这个目录').provinces()).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it('每个省的每个代码唯一，上级都在表内，级别与代码一致', async () => {
    for (const province of ['110000000000', '350000000000', '440000000000', '620000000000']) {
      const rows = await national.countyDivisions(province)
      const codes = new Set(rows.map(({ code }) => code))
      expect(codes.size).toBe(rows.length)
      expect(rows.filter(({ parent_code: parent }) => parent !== null && !codes.has(parent))).toEqual([])
      expect(rows.filter(({ code, level }) => levelOfCode(code) !== level)).toEqual([])
    }
  })
})

describe('漳县的区划及其沿革', async () => {
  const rows = await national.countyDivisions(ZHANGXIAN)
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const villages = rows.filter(({ level }) => level === 'village')

  it('13 个乡镇；135 个村、5 个居委会，另有 2019 年起没有的北沟寺', () => {
    expect(rows.filter(({ level }) => level === 'township')).toHaveLength(13)
    const today = villages.filter((row) => inForce(row, 2023))
    expect(today.filter(({ kind }) => kind === 'x6')).toHaveLength(135)
    expect(today.filter(({ kind }) => kind === 'x5')).toHaveLength(5)
    const gone = villages.filter(({ valid_to: to }) => to !== null)
    expect(gone).toEqual([expect.objectContaining({ code: '621125106208', name: '北沟寺村', parent_code: '621125106000', valid_to: 2018 })])
    expect(villages.filter((row) => inForce(row, 2016))).toHaveLength(141)
  })

  it('2016 年六乡改镇并换代码，草滩乡改名贵清山镇', () => {
    const changed = new Map([
      ['104', '盐井乡 201'],
      ['105', '殪虎桥乡 202'],
      ['106', '大草滩乡 203'],
      ['107', '四族乡 205'],
      ['108', '石川乡 206'],
      ['109', '草滩乡 207'],
    ])
    for (const row of rows.filter(({ level }) => level === 'township')) {
      const [name = '', part = ''] = changed.get(row.code.slice(6, 9))?.split(' ') ?? []
      expect(row.former_names).toBe(name === '' ? null : `${name}（621125${part}000，至2015年）`)
    }
    const township = byCode.get('621125109000')
    expect(township && [nameInYear(township, 2014), nameInYear(township, 2015), nameInYear(township, 2016)]).toEqual(['草滩乡', '草滩乡', '贵清山镇'])
  })

  it('村随乡镇换代码，改名的村记着原名', () => {
    expect(byCode.get('621125109206')?.former_names).toBe('621125207206（至2015年）')
    expect(byCode.get('621125106206')).toMatchObject({ name: '小林村', former_names: '621125203206（至2015年）；小林沟村（至2022年）' })
    expect(byCode.get('621125204203')).toMatchObject({ name: '山庄村', former_names: '山庄里村（至2020年）' })
    expect(byCode.get('621125208209')).toMatchObject({ name: '田家山村', former_names: '张家山村（至2018年）' })
    expect(byCode.get('621125106208')?.former_names).toBe('621125203208（至2015年）')
  })

  it('上级排在下级之前，含省、市、县自己', () => {
    const seen = new Set<string | null>([null])
    for (const row of rows) {
      expect(seen.has(row.parent_code)).toBe(true)
      seen.add(row.code)
    }
    expect(rows.slice(0, 3).map(({ name }) => name)).toEqual(['甘肃省', '定西市', '漳县'])
  })
})
