/** What `verify` asks of all accounts: that no law is broken, and that no money came or went on the way. */
import { accountsOf } from '../catalogue/derive/money.ts'
import { registers } from '../catalogue/index.ts'
import type { MoneyConservation } from '../catalogue/money.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { brokenAccounts, moneyLaws, type BrokenAccount, type ReadDatabase } from '../store/index.ts'
import { unitOf } from './findings.ts'

/** Every law that is broken, with the accounts. */
export function brokenMoney(database: ReadDatabase): { readonly law: (typeof moneyLaws)[number]; readonly broken: readonly BrokenAccount[] }[] {
  const unit = unitOf(database)
  return moneyLaws.flatMap((law) => {
    const broken = brokenAccounts(database, law, unit)
    return broken.length === 0 ? [] : [{ law, broken }]
  })
}

export interface NotConserved {
  readonly register: RegisterDefinition
  readonly conserves: MoneyConservation
  readonly about: string
  /** In 分: what the account is to hold, and what it and its parts hold. */
  readonly whole: number
  readonly held: number
}

/** Accounts whose money is not all there; where the whole is not known nothing is asked. */
export function notConserved(database: ReadDatabase): NotConserved[] {
  return accountsOf(registers).flatMap(({ register, money: { conserves } }) => {
    if (conserves === undefined) return []
    const own = conserves.own.map((key) => `coalesce(a.${key}, 0)`)
    const parts = conserves.parts.map(
      ({ register: part, by, fields }) =>
        `coalesce((SELECT sum(${fields.map((key) => `coalesce(p.${key}, 0)`).join(' + ')}) FROM ${part} p WHERE p.${by} = a.id AND p.deleted = 0), 0)`,
    )
    return database
      .all<{ about: string; whole: number; held: number }>(
        `SELECT about, whole, held FROM (SELECT a.id AS about, a.${conserves.whole} AS whole, ${[...own, ...parts].join(' + ')} AS held
         FROM ${register.name} a WHERE a.deleted = 0 AND a.${conserves.whole} IS NOT NULL) WHERE whole <> held`,
      )
      .map((one) => ({ register, conserves, ...one }))
  })
}
