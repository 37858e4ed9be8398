import { describe, expect, it } from 'vitest'

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })

/** `event.key === 'Enter'`, `key == "Enter"`, `case 'Enter'`: a comparison that may forget the input method. */
const RAW_ENTER = /(?:===?|!==?)\s*['"]Enter['"]|['"]Enter['"]\s*(?:===?|!==?)|case\s+['"]Enter['"]/

describe('回车只在 keyboard/ 里直接比较', () => {
  it('读到了源文件，且规则本身有效', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(60)
    expect(RAW_ENTER.test("if (event.key === 'Enter') save()")).toBe(true)
    expect(RAW_ENTER.test("{ keys: ['Enter'] }")).toBe(false)
  })

  it('其他文件都用 keyboard/ 提供的函数，不自己判断回车', () => {
    const offenders = Object.entries(sources)
      .filter(([path]) => !path.startsWith('./') && !/\.test\.tsx?$/.test(path))
      .filter(([, text]) => RAW_ENTER.test(text))
      .map(([path]) => path)
    expect(offenders).toEqual([])
  })
})
