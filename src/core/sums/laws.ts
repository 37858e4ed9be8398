/** The laws of sums that the catalogue declares, as rules of the records they are asked of. */
import { equalField, sumRule, sumsOf, type DeclaredSum } from '../catalogue/derive/sums.ts'
import { registers } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { RuleDescription } from '../checks/engine/types.ts'

export interface AskedSum extends DeclaredSum {
  readonly rule: RuleDescription
}

export const sums: readonly AskedSum[] = sumsOf(registers).map((declared) => ({ ...declared, rule: ruleOf(declared) }))

/** By the register whose records they are asked of. */
export const sumRules: ReadonlyMap<string, readonly RuleDescription[]> = new Map(
  [...Map.groupBy(sums, ({ asked }) => asked.name)].map(([name, some]) => [name, some.map(({ rule }) => rule)]),
)

/** Where what it comes to stands: the register, and the field of it. */
function equalPath(declared: DeclaredSum): string | null {
  const field = equalField(declared, registers)
  if (field === undefined) return null
  const { equals } = declared.law
  return `${typeof equals === 'object' ? throughRegister(declared.register, equals.by) : declared.asked.name}.${field.key}`
}

function throughRegister(register: RegisterDefinition, by: string): string {
  return register.fields.find(({ key }) => key === by)?.register ?? ''
}

function ruleOf(declared: DeclaredSum): RuleDescription {
  const { register, law } = declared
  const equal = equalPath(declared)
  const added = [...law.of, ...Object.keys(law.only ?? {})].map((key) => `${register.name}.${key}`)
  return {
    id: sumRule(declared),
    title: `${law.label}${law.atMost === true ? '不超过应有的数' : '等于应有的数'}`,
    official: law.level === 'refuse' ? 'E' : 'W',
    kind: law.level === 'refuse' ? 'contradiction' : 'doubt',
    source: law.source,
    reads: equal === null ? added : [...added, equal],
    across: true,
  }
}
