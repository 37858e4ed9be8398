import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { loadPackage } from '../loadPackage.ts'
import { fitsName, nameJudge, nameTerms } from './search.ts'

vi.mock('../loadPackage.ts', async (original) => {
  const real = await original<{ loadPackage: typeof loadPackage }>()
  return { loadPackage: vi.fn<(name: string) => unknown>((name) => real.loadPackage(name) as unknown) }
})

it('a name is looked for by its characters without the dictionary of readings', () => {
  const judge = nameJudge()
  expect(['王小明', '欧阳小明', '小明', '李四'].map((name) => fitsName(name, '小明'))).toEqual([true, true, true, false])
  expect(judge('草滩乡（至2015年）；旧名乡', 1, '旧名')).toBe(1)
  expect(judge('草滩乡', 0, '旧名')).toBe(0)
  expect(loadPackage).not.toHaveBeenCalled()
  expect(fitsName('王小明', 'xm')).toBe(true)
  expect(loadPackage).toHaveBeenCalledWith('pinyin-pro')
})

it('a name fits where one of its terms begins so', () => {
  const character = fc.constantFrom('王', '小', '明', '欧', '阳', '单', '泵', '㎡', '𠮷', '𪚥', 'n', 'x', '1', '-')
  const text = fc.array(character, { maxLength: 30 }).map((characters) => characters.join(''))
  fc.assert(
    fc.property(text, fc.array(character, { minLength: 1, maxLength: 4 }), fc.nat(30), fc.boolean(), (name, other, from, within) => {
      const prefix = within ? [...name].slice(from, from + 3).join('') : other.join('')
      fc.pre(prefix !== '')
      expect(fitsName(name, prefix)).toBe(nameTerms(name).some(({ term }) => term.startsWith(prefix)))
    }),
  )
})
