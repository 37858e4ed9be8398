/** The laws of accounts as rules of the accounts. Pure: screens list them. */
import { moneyLawsOf, moneyRule, type DeclaredMoneyLaw } from '../catalogue/derive/money.ts'
import { registers } from '../catalogue/index.ts'
import type { RuleDescription } from '../checks/engine/types.ts'

function ruleOf(declared: DeclaredMoneyLaw): RuleDescription {
  const { register, law } = declared
  return {
    id: moneyRule(declared),
    title: `${register.label}：${law.label}不超过应有的数`,
    official: 'E',
    kind: 'contradiction',
    source: law.source,
    reads: [...law.of, law.atMost].map((key) => `${register.name}.${key}`),
    across: true,
  }
}

/** Every law with its rule. */
export const askedLaws = moneyLawsOf(registers).map((declared) => ({ ...declared, rule: ruleOf(declared) }))

/** By the register of the accounts. */
export const moneyRules: ReadonlyMap<string, readonly RuleDescription[]> = new Map(
  [...Map.groupBy(askedLaws, ({ register }) => register.name)].map(([name, some]) => [name, some.map(({ rule }) => rule)]),
)
