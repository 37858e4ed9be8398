import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCode, makeRecoveryCode, readRecoveryCode } from './recoveryCode.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const code = fc.constant(null).map(() => readRecoveryCode(makeRecoveryCode()))

describe('the recovery code', () => {
  it('is printed as six groups of four without look-alikes, and each one is new', () => {
    const codes = Array.from({ length: 50 }, makeRecoveryCode)
    for (const one of codes) expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(new Set(codes).size).toBe(50)
  })

  it('is read in spite of case, blanks, dashes, full width, and O I L U for 0 1 1 V', () => {
    fc.assert(
      fc.property(code, (plain) => {
        const sloppy = ` ${plain
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replaceAll('v', 'u')
          .replaceAll(/(.{4})/g, '$1 — ')}　`
        const wide = [...plain].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join('')
        expect(readRecoveryCode(sloppy)).toBe(plain)
        expect(readRecoveryCode(wide)).toBe(plain)
        expect(readRecoveryCode(formatCode(plain))).toBe(plain)
      }),
    )
  })

  it('catches every single wrong character', () => {
    const plain = readRecoveryCode(makeRecoveryCode())
    for (let place = 0; place < plain.length; place += 1) {
      for (const other of ALPHABET) {
        if (other === plain[place]) continue
        expect(() => readRecoveryCode(plain.slice(0, place) + other + plain.slice(place + 1))).toThrow(/输错/)
      }
    }
  })

  it('catches any two different characters swapped', () => {
    fc.assert(
      fc.property(code, fc.nat(23), fc.nat(23), (plain, left, right) => {
        fc.pre(plain[left] !== plain[right])
        const characters = [...plain]
        characters[left] = plain.charAt(right)
        characters[right] = plain.charAt(left)
        expect(() => readRecoveryCode(characters.join(''))).toThrow(/输错/)
      }),
    )
  })

  it.each([
    ['', /24 个字符.*现在是 0 个/],
    ['ABCD-EFGH', /现在是 8 个/],
    ['ABCD-漳FGH', /不会有“漳”/],
  ])('says what is wrong with %j', (typed, message) => {
    expect(() => readRecoveryCode(typed)).toThrow(message)
  })
})
