/** Numbers as office programs show them, without the letters of all code pages in memory for it. */
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetJs } from './libraries.ts'
import { numberText } from './numberText.ts'

const FORMATS = ['General', '0', '0.00', '#,##0.00', '0%', '0.00E+00', 'yyyy"年"m"月"d"日"', '[h]:mm:ss', '"¥"#,##0.00;[Red]-0.00', '[$-804]aaaa;@', '# ?/?']
const VALUES = [0, 1, -1, 0.5, 1234.567, 42_000.75, 1e10, -0.001]

/** Shows a number, and tells the files that were loaded for it. */
const SHOW = `
const { numberText } = await import(${JSON.stringify(new URL('./numberText.ts', import.meta.url).href)})
const { createRequire } = await import('node:module')
console.log(JSON.stringify([numberText(0.5, '0.00'), Object.keys(createRequire('/').cache)]))
`

describe('number formats', () => {
  it('are those of the library that reads older workbooks', () => {
    for (const format of FORMATS) for (const value of VALUES) expect(numberText(value, format), format).toBe(sheetJs().SSF.format(format, value))
  })

  it('are the plain number where it is short and has no format, as the library has it', () => {
    const short = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat({ max: 8 })).map(([digits, decimals]) => digits / 10 ** decimals)
    fc.assert(
      fc.property(short, (value) => {
        expect(numberText(value, 'General')).toBe(sheetJs().SSF.format('General', value))
      }),
      { numRuns: 2000 },
    )
  })

  it('leave the plain number where they cannot be understood', () => {
    expect(numberText(1.5, '"open')).toBe('1.5')
  })

  it('load no code pages', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SHOW], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const [text, loaded] = JSON.parse(stdout) as [string, string[]]
    expect(text).toBe('0.50')
    expect(loaded.filter((path) => path.includes('xlsx'))).toHaveLength(1)
    expect(loaded.filter((path) => path.includes('cpexcel'))).toEqual([])
  })
})
