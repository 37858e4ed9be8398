/**
 * The laws of accounts, asked before the commit of whoever writes: an account is not brought over what it may come to, nor further over. What comes by a
 * package is taken in; it stands as a finding, and closes the account for debits, since each would bring it further.
 */
import { moneyLawsOf, type DeclaredMoneyLaw } from '../catalogue/derive/money.ts'
import { findField, registers } from '../catalogue/index.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { AppError } from '../errors.ts'
import { yuanText } from '../rules/money.ts'
import type { ReadDatabase } from './database.ts'
import { touchedRecords } from './derivations.ts'

/** All of the catalogue. */
export const moneyLaws: readonly DeclaredMoneyLaw[] = moneyLawsOf(registers)

export interface BrokenAccount {
  readonly about: string
  /** What names the account; null where that is no text. */
  readonly title: string | null
  /** In 分. */
  readonly sum: number
  readonly most: number
}

/**
 * Accounts for which a law does not hold: all, or those that `where` leaves. Only those kept within the unit are asked: of others not all entries are held
 * here. One statement.
 */
export function brokenAccounts(
  database: ReadDatabase,
  { register, law }: DeclaredMoneyLaw,
  unit: string,
  where = '1',
  ...parameters: string[]
): BrokenAccount[] {
  const prefix = unit === '' ? '' : divisionPrefix(unit)
  const sum = law.of.map((key) => `coalesce(a.${key}, 0)`).join(' + ')
  const most = law.whereKnown === true ? `a.${law.atMost}` : `coalesce(a.${law.atMost}, 0)`
  const type = findField(register.name, register.title)?.type
  const title = type === 'text' || type === 'numbered' ? `a.${register.title}` : 'NULL'
  const kept = register.owner === undefined ? '1' : `substr(coalesce(a.${register.owner}, ''), 1, ${prefix.length}) = '${prefix}'`
  return database.all<BrokenAccount & Record<string, string | number | null>>(
    `SELECT a.id AS about, ${title} AS title, ${sum} AS sum, ${most} AS most FROM ${register.name} a
     WHERE a.deleted = 0 AND ${sum} > ${most} AND ${kept} AND ${where} ORDER BY a.id`,
    ...parameters,
  )
}

/** What is wrong, by how much, and what puts it right. */
export function accountSentence({ register, law }: DeclaredMoneyLaw, { title, sum, most }: Pick<BrokenAccount, 'title' | 'sum' | 'most'>): string {
  const yuan = (value: number): string => `${yuanText(value)} 元`
  const limit = findField(register.name, law.atMost)?.label ?? ''
  return `${register.label}${title === null ? '' : `“${title}”`}${law.label}是 ${yuan(sum)}，最多 ${yuan(most)}（${limit}），多 ${yuan(sum - most)}；${law.mend}。`
}

/**
 * Refuses a change that brings an account over what it may come to, or further over than it is. `before` is what is committed, `after` what is about to be,
 * with the accounts that the change touched among the touched records; only registers whose columns are worked out are asked. Throws VALIDATION.
 */
export function requireAccounts(
  before: ReadDatabase,
  after: ReadDatabase,
  { unit, derived }: { readonly unit: string; readonly derived: ReadonlySet<string> },
): void {
  for (const declared of moneyLaws) {
    if (!derived.has(declared.register.name)) continue
    for (const broken of brokenAccounts(after, declared, unit, `a.id IN ${touchedRecords(declared.register.name)}`)) {
      const [known] = brokenAccounts(before, declared, unit, 'a.id = ?', broken.about)
      if (known !== undefined && broken.sum - broken.most <= known.sum - known.most) continue
      throw new AppError('VALIDATION', accountSentence(declared, broken), `没有保存。${declared.law.mend}。`)
    }
  }
}
