/**
 * The recovery code: what is printed at set-up, put into the safe, and typed when everybody has forgotten the password.
 *
 * 24 characters in 6 groups of 4, from an alphabet without look-alikes (Crockford's base 32): 23 random ones (115 bits) and a check
 * character that catches every single wrong character and every two swapped ones.
 */
import { randomInt } from 'node:crypto'
import { AppError } from '../errors.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 24
const GROUP = 4

/** What people write for a character that the alphabet leaves out. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' }

/** A new code as it is printed: `7Q2M-…`, 6 groups. */
export function makeRecoveryCode(): string {
  const digits = Array.from({ length: LENGTH - 1 }, () => randomInt(ALPHABET.length))
  return formatCode([...digits, checkDigit(digits)].map((digit) => ALPHABET.charAt(digit)).join(''))
}

/**
 * What the user typed, brought to the 24 characters of the code: case, blanks, dashes, full-width letters and look-alikes are forgiven.
 * Throws VALIDATION with what is wrong: length, a character that never occurs, or the check character.
 */
export function readRecoveryCode(typed: string): string {
  const plain = [
    ...typed
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[\s\p{Pd}_.·,，。]/gu, ''),
  ].map((character) => LOOK_ALIKES[character] ?? character)
  const strange = plain.find((character) => !ALPHABET.includes(character))
  if (strange !== undefined) {
    throw new AppError('VALIDATION', `恢复码里不会有“${strange}”这个字符。`, '请对照打印的恢复码重新输入，只有数字和英文字母。')
  }
  if (plain.length !== LENGTH) {
    throw new AppError(
      'VALIDATION',
      `恢复码应有 ${LENGTH} 个字符（${LENGTH / GROUP} 组，每组 ${GROUP} 个），现在是 ${plain.length} 个。`,
      '请对照打印的恢复码，看看是否漏了或多了字符。',
    )
  }
  const digits = plain.map((character) => ALPHABET.indexOf(character))
  if (checkDigit(digits.slice(0, -1)) !== digits.at(-1)) {
    throw new AppError('VALIDATION', '恢复码有字符输错了，或者前后颠倒了。', '请对照打印的恢复码，一组一组地核对。')
  }
  return plain.join('')
}

/** The 24 characters in groups, as printed. */
export function formatCode(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-')
}

/**
 * Sum of the digits, each times a different power of a generator of GF(32): changing one digit or swapping two always changes it.
 * Needs fewer than 31 digits.
 */
function checkDigit(digits: readonly number[]): number {
  let sum = 0
  for (const digit of digits) sum = double(sum) ^ double(digit)
  return sum
}

/** Times x in GF(2)[x] / (x⁵ + x² + 1). */
function double(value: number): number {
  const shifted = value << 1
  return (shifted & 32) === 0 ? shifted : shifted ^ 0b100101
}
