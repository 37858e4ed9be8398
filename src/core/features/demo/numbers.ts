/**
 * Numbers of the demo: ids, ID numbers, phones, bank accounts. All have the right form and are made up; that one of them belongs to
 * somebody is chance. ID numbers carry the county's prefix, a date of birth and a serial that is handed out in order.
 */
import { identityOf } from '#core/catalogue/derive/identity.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { checkCharacter } from '#core/rules/identity.ts'
import { hash } from './random.ts'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** Serials of one day and sex, as the last three digits before the check character allow. */
const SERIALS = 500

/** Deterministic ids of the shape the store makes: 26 characters, rising inside a register. */
export class DemoIds {
  readonly #prefix: string
  readonly #counters = new Map<string, number>()

  constructor(seed: string) {
    this.#prefix = `0demo${base32(hash(`ids ${seed}`), 7)}`
  }

  /** The next id of a register; where the register has an identity, the id that follows from the values given. */
  next(register: string, values: Readonly<Record<string, string | number>> = {}): string {
    const identity = identityOf(registerOf(register), values)
    if (identity !== null) return identity
    const counter = (this.#counters.get(register) ?? 0) + 1
    this.#counters.set(register, counter)
    return this.#prefix + base32(hash(register), 7) + base32(counter, 7)
  }
}

/** Hands out ID numbers that are unique within the demo. */
export class IdNumbers {
  readonly #prefix: string
  readonly #used = new Map<string, number>()

  /** @param prefix six digits of the county */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /**
   * A valid number of 18 digits (GB 11643) for a birth date `YYYY-MM-DD` and a sex; `null` when all {@link SERIALS} of that day are given away.
   */
  next(birthDate: string, sex: '1' | '2'): string | null {
    const key = birthDate.replaceAll('-', '') + sex
    const count = this.#used.get(key) ?? 0
    if (count >= SERIALS) return null
    this.#used.set(key, count + 1)
    // 7 and 500 share no divisor: the steps visit every serial of that parity once, without looking counted.
    const half = (hash(key) + count * 7) % SERIALS
    const serial = String(half * 2 + (sex === '1' ? 1 : 0)).padStart(3, '0')
    const first17 = this.#prefix + key.slice(0, 8) + serial
    return first17 + (checkCharacter(first17) ?? '')
  }
}

/** The `index`-th made-up mobile number of a kind; kinds never meet. Up to a million each. */
export function mobile(kind: 'household' | 'person' | 'helper' | 'village', index: number): string {
  const prefix = { household: '15000', person: '15100', helper: '15200', village: '15300' }[kind]
  return prefix + String((index * 618_033 + 271_828) % 1_000_000).padStart(6, '0')
}

/** The `index`-th made-up account of 19 digits. */
export function bankAccount(index: number): string {
  return `6210${String(index * 7 + 13).padStart(15, '0')}`
}

/** The `index`-th national number as the national system gives them: opaque digits. */
export function nationalNumber(kind: 'household' | 'person' | 'group' | 'helper' | 'organization', index: number): string {
  const base = { household: 52_000_000_000, person: 210_000_000_000, group: 31_000_000_000, helper: 41_000_000_000, organization: 43_000_000_000 }[kind]
  return String(base + index * 13 + 7)
}

function base32(value: number, length: number): string {
  let text = ''
  let rest = value
  for (let index = 0; index < length; index += 1) {
    text = (ALPHABET[rest % 32] ?? '0') + text
    rest = Math.floor(rest / 32)
  }
  return text
}
