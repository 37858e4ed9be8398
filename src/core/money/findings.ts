/** What the laws of accounts find, among the findings of the accounts: what came by a package, or a limit that was lowered, may have broken one. */
import { registerOf } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { runRules } from '../checks/engine/index.ts'
import { GIVEN, withJoined } from '../checks/joined.ts'
import type { PlacedFinding, Subject } from '../checks/subject.ts'
import { accountSentence, brokenAccounts, type ReadDatabase } from '../store/index.ts'
import { askedLaws } from './rules.ts'

/** Whose unit the data are, as the office was set up. */
export function unitOf(database: ReadDatabase): string {
  const value = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'unit'`)?.value
  return value === undefined ? '' : (JSON.parse(value) as { code: string }).code
}

/** By register of entries, however many accounts lie between, the statement of which accounts they speak of. */
function touchedFrom(register: RegisterDefinition): Record<string, string> {
  const statements = new Map<string, Set<string>>()
  const walk = (account: RegisterDefinition, wrap: (ids: string) => string): void => {
    for (const { register: name, by } of account.money?.totals ?? []) {
      const reach = (ids: string): string => wrap(`SELECT ${by} FROM ${name} WHERE id IN (${ids})`)
      const known = statements.get(name) ?? new Set()
      statements.set(name, known.add(reach('SELECT value FROM given')))
      walk(registerOf(name), reach)
    }
  }
  walk(register, (ids) => ids)
  return Object.fromEntries(
    [...statements].map(([name, some]) => [
      name,
      GIVEN + [...some].map((ids) => `SELECT id AS about, NULL AS year FROM ${register.name} WHERE id IN (${ids})`).join(' UNION '),
    ]),
  )
}

/**
 * The subjects of checks with the laws of accounts. Whoever types is not asked here but before the commit, where what the account comes to is known: the
 * accounts are no part of what is held against an entry.
 */
export function withMoney(subjects: readonly Subject[]): readonly Subject[] {
  return withJoined(
    subjects,
    [...Map.groupBy(askedLaws, ({ register }) => register)].map(([register, some]) => ({
      register,
      rules: some.map(({ rule }) => rule),
      alsoTouchedBy: touchedFrom(register),
      find: (database, ids, { off }) => {
        const found = new Map<string, PlacedFinding[]>()
        const unit = unitOf(database)
        for (const { rule, ...declared } of some) {
          const field = `${register.name}.${declared.law.of[0] ?? register.title}`
          for (const broken of brokenAccounts(database, declared, unit, 'a.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))) {
            const place = { record: broken.about, yearly: false, part: '', value: `${broken.sum}/${broken.most}` }
            const message = accountSentence(declared, broken)
            const findings = runRules([{ ...rule, verify: () => [{ field, message }] }], null, { off }).map((one) => ({ ...one, ...place }))
            found.set(broken.about, [...(found.get(broken.about) ?? []), ...findings])
          }
        }
        return found
      },
    })),
  )
}
