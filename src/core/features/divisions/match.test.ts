import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NationalDivisions } from './list.ts'
import { DivisionMatcher } from './match.ts'
import type { DivisionMatch, DivisionTexts, MatchOptions } from './match.ts'

const national = new NationalDivisions(fileURLToPath(new URL('../../../../resources/divisions', import.meta.url)))
const rows = await national.countyDivisions('621125000000')
const matcher = new DivisionMatcher(rows)
const resolve = (texts: DivisionTexts, options?: MatchOptions): DivisionMatch => matcher.resolve(texts, options)
const codeOf = (texts: DivisionTexts, options?: MatchOptions): string => {
  const match = resolve(texts, options)
  return match.ok ? match.code : match.problem.code
}
const problemOf = (texts: DivisionTexts, options?: MatchOptions): { code: string; message: string; suggestions: readonly string[] } => {
  const match = resolve(texts, options)
  if (match.ok) throw new Error(`不该认出：${match.code}`)
  return match.problem
}

describe('两个乡镇里同名的村', () => {
  const pairs = [
    ['柯寨', '武阳镇', '621125100204', '贵清山镇', '621125109206'],
    ['马家门', '新寺镇', '621125102208', '马泉乡', '621125204207'],
    ['吴家山', '新寺镇', '621125102209', '殪虎桥镇', '621125105203'],
  ] as const
  it.each(pairs)('%s 没有乡镇时不猜，两处都说出来', (name, one, _, other) => {
    for (const text of [name, `${name}村`, `${name}村委会`, `${name}村民委员会`]) {
      const problem = problemOf({ village: text })
      expect(problem.code).toBe('division_ambiguous')
      expect(problem.message).toContain(`${one}${name}村`)
      expect(problem.message).toContain(`${other}${name}村`)
      expect(problem.suggestions).toEqual([`${one}${name}村`, `${other}${name}村`])
    }
  })
  it.each(pairs)('%s 有了乡镇各归各处', (name, one, oneCode, other, otherCode) => {
    expect(codeOf({ township: one, village: name })).toBe(oneCode)
    expect(codeOf({ township: other, village: `${name}村` })).toBe(otherCode)
    expect(codeOf({ village: `漳县${other}${name}村委会` })).toBe(otherCode)
    expect(codeOf({ village: `${one}${name}` })).toBe(oneCode)
    expect(codeOf({ village: name }, { scope: `${otherCode.slice(0, 9)}000` })).toBe(otherCode)
  })
})

describe('一个村的各种写法', () => {
  it.each([
    '董家庄',
    '董家庄村',
    '董家庄村委会',
    '董家庄村民委员会',
    '董家庄行政村',
    ' 董家庄 村',
    '董家庄村　',
    '武阳镇董家庄',
    '甘肃省定西市漳县武阳镇董家庄村民委员会',
    '武阳镇-董家庄村',
  ])('“%s”', (text) => {
    expect(codeOf({ village: text })).toBe('621125100202')
  })
  it('同镇的村和居委会各归各，光写名字指村', () => {
    expect(codeOf({ township: '新寺镇', village: '新寺' })).toBe('621125102203')
    expect(codeOf({ township: '新寺镇', village: '新寺村' })).toBe('621125102203')
    for (const text of ['新寺社区', '新寺居委会', '新寺居民委员会', '新寺社区居委会']) expect(codeOf({ township: '新寺', village: text })).toBe('621125102001')
    expect(codeOf({ village: '城东社区居民委员会' })).toBe('621125100001')
    expect(codeOf({ village: '城东' })).toBe('621125100001')
  })
  it.each([['贵清山镇'], ['贵清山'], ['贵清山镇人民政府'], ['草滩乡'], ['草滩镇'], ['草滩'], ['贵清山乡'], ['621125109'], ['621125109000'], ['621125207000']])(
    '乡镇写作“%s”也是贵清山镇',
    (township) => {
      expect(codeOf({ township, village: '柯寨' })).toBe('621125109206')
    },
  )
  it('乡改镇前后的写法都认', () => {
    expect(codeOf({ township: '盐井乡', village: '前进村' })).toBe('621125104206')
    expect(codeOf({ county: '漳县', township: '盐井', village: '前进' })).toBe('621125104206')
    expect(codeOf({ township: '大草滩乡' }, { level: 'township' })).toBe('621125106000')
    expect(codeOf({ township: '草滩乡' }, { level: 'township' })).toBe('621125109000')
  })
})

describe('改名的村', () => {
  it('原名和现名都认', () => {
    expect(codeOf({ village: '小林沟村' })).toBe('621125106206')
    expect(codeOf({ village: '小林' })).toBe('621125106206')
    expect(codeOf({ village: '山庄里' })).toBe('621125204203')
    expect(codeOf({ township: '武当乡', village: '张家山' })).toBe('621125208209')
    expect(codeOf({ village: '北沟寺村' })).toBe('621125106208')
  })
  it('张家山是金钟镇的现名、武当乡的原名：不知年份不猜，知道年份按那年', () => {
    const problem = problemOf({ village: '张家山村' })
    expect(problem.code).toBe('division_ambiguous')
    expect(problem.message).toContain('武当乡田家山村（原名 张家山）')
    expect(codeOf({ village: '张家山村' }, { year: 2020 })).toBe('621125103210')
    expect(codeOf({ village: '张家山村' }, { year: 2015 })).toBe('division_ambiguous')
  })
})

describe('按代码', () => {
  it('文本、数字、旧代码都认', () => {
    expect(codeOf({ village: '621125109206' })).toBe('621125109206')
    expect(codeOf({ village: 621125109206 })).toBe('621125109206')
    expect(codeOf({ village: '621125207206' })).toBe('621125109206')
  })
  it('代码与乡镇不符、级别不符、变成科学计数法都拒绝', () => {
    expect(codeOf({ township: '武阳镇', village: '621125109206' })).toBe('division_unknown')
    expect(codeOf({ village: '621125109000' })).toBe('division_unknown')
    expect(problemOf({ village: '6.21125E+11' }).message).toContain('科学计数法')
  })
  it('国家扶贫系统的代码也认', () => {
    const own = new DivisionMatcher(rows.map((row) => (row.code === '621125100202' ? { ...row, national_code: '621125999999' } : row)))
    expect(own.resolve({ village: '621125999999' })).toEqual({ ok: true, code: '621125100202' })
  })
})

describe('认不出时', () => {
  it('给出相近的名称', () => {
    const problem = problemOf({ township: '武阳镇', village: '董庄' })
    expect(problem.code).toBe('division_unknown')
    expect(problem.suggestions).toContain('武阳镇董家庄村')
    expect(problemOf({ village: '闫家沟' }).suggestions).toContain('贵清山镇阎家沟村')
    expect(problemOf({ township: '五阳镇', village: '柯寨' }).suggestions).toEqual(['武阳镇'])
  })
  it('村在别的乡镇时说在哪里', () => {
    const problem = problemOf({ township: '三岔镇', village: '柯寨村' })
    expect(problem.message).toContain('武阳镇柯寨村、贵清山镇柯寨村有同名')
  })
  it('范围以外、别的县、没有填写，各有说法', () => {
    expect(problemOf({ village: '董家庄' }, { scope: '621125109000' }).message).toContain('不在“贵清山镇”内')
    expect(problemOf({ county: '岷县', village: '董家庄' }).message).toContain('没有叫“岷县”的县')
    expect(problemOf({ township: '武阳镇', village: '' }).message).toContain('没有填写行政村')
    expect(problemOf({ village: '完全无关的名字' }).suggestions).toEqual([])
  })
  it('像对象属性的名字不出错', () => {
    expect(codeOf({ village: 'constructor' })).toBe('division_unknown')
    expect(codeOf({ township: '__proto__', village: '柯寨' })).toBe('division_unknown')
  })
})

it('全县每个村的四种写法加乡镇都能认回自己', () => {
  const names = new Map(rows.map((row) => [row.code, row.name]))
  for (const row of rows.filter(({ level, kind }) => level === 'village' && kind === 'x6')) {
    const township = names.get(row.parent_code ?? '') ?? ''
    const stem = row.name.replace(/村$/u, '')
    for (const village of [stem, `${stem}村`, `${stem}村委会`, `${stem}村民委员会`]) {
      expect(codeOf({ township, village })).toBe(row.code)
    }
  }
})
