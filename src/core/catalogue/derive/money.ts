/** What follows from the accounts that registers declare: which there are, in which order they are worked out, and what is wrong with a declaration. */
import type { MoneyAccount, MoneyLaw } from '../money.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'

type Registers = Readonly<Record<string, RegisterDefinition>>

/** A register of accounts. */
export interface DeclaredAccount {
  readonly register: RegisterDefinition
  readonly money: MoneyAccount
}

/** A law with the account that it is asked of. */
export interface DeclaredMoneyLaw extends DeclaredAccount {
  readonly law: MoneyLaw
}

/** All accounts, those whose fields others add up before these. */
export function accountsOf(registers: Registers): readonly DeclaredAccount[] {
  const declared = new Map(Object.values(registers).flatMap((register) => (register.money === undefined ? [] : [[register.name, register.money] as const])))
  const ordered: DeclaredAccount[] = []
  const begun = new Set<string>()
  const place = (name: string): void => {
    const money = declared.get(name)
    const register = registers[name]
    if (money === undefined || register === undefined || begun.has(name)) return
    begun.add(name)
    for (const { register: below } of money.totals) place(below)
    ordered.push({ register, money })
  }
  for (const name of declared.keys()) place(name)
  return ordered
}

/** All laws of accounts. */
export function moneyLawsOf(registers: Registers): readonly DeclaredMoneyLaw[] {
  return accountsOf(registers).flatMap((account) => (account.money.laws ?? []).map((law) => ({ ...account, law })))
}

/** Number of the rule that asks a law. */
export function moneyRule({ register, law }: Pick<DeclaredMoneyLaw, 'register' | 'law'>): string {
  return `M-${register.name}-${law.key}`
}

function fieldIn(register: RegisterDefinition | undefined, key: string): FieldDefinition | undefined {
  return register?.fields.find((field) => field.key === key)
}

/** What is wrong with the account that a register declares. */
export function moneyProblems(register: RegisterDefinition, registers: Registers): string[] {
  const { money } = register
  if (money === undefined) return []
  const own = [
    ...money.totals.map(({ field }) => field),
    ...(money.balances ?? []).flatMap(({ field, plus, minus }) => [field, ...plus, ...minus]),
    ...(money.laws ?? []).flatMap(({ of, atMost }) => [...of, atMost]),
    ...(money.conserves === undefined ? [] : [money.conserves.whole, ...money.conserves.own]),
  ]
  const derived = [...money.totals, ...(money.balances ?? [])].map(({ field }) => field)
  return [
    ...own.filter((key) => fieldIn(register, key)?.type !== 'money').map((key) => `${key} is no money`),
    ...derived.filter((key) => fieldIn(register, key)?.derived === undefined).map((key) => `${key} is entered`),
    ...derived.filter((key, index) => derived.indexOf(key) !== index).map((key) => `${key} is worked out twice`),
    ...money.totals.flatMap((total) => totalProblems(register, total, registers)),
    ...(money.conserves?.parts ?? []).flatMap((part) =>
      part.fields.filter((key) => fieldIn(registers[part.register], key)?.type !== 'money').map((key) => `${part.register}.${key} is no money`),
    ),
    ...(money.laws ?? []).filter(({ key }) => !/^[a-z][a-z0-9_]*$/.test(key)).map(({ key }) => `law ${key} is not snake_case`),
  ]
}

function totalProblems(register: RegisterDefinition, total: MoneyAccount['totals'][number], registers: Registers): string[] {
  const entries = registers[total.register]
  const amount = fieldIn(entries, total.amount)
  return [
    ...(fieldIn(entries, total.by)?.register === register.name ? [] : [`${total.register}.${total.by} names no ${register.name}`]),
    ...(amount?.type === 'money' ? [] : [`${total.register}.${total.amount} is no money`]),
    ...Object.keys(total.only ?? {})
      .filter((key) => fieldIn(entries, key) === undefined)
      .map((key) => `no field ${total.register}.${key}`),
  ]
}
