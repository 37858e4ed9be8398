/**
 * What an account is: a record into and out of which money moves by entries that are never changed. Declared as `money` of its register: what is added up
 * on it, what is left, and the laws that hold of it. Plain data, like the rest of the catalogue.
 */

/** Amounts of other records that name the account, added up in a derived field of it. */
export interface MoneyTotal {
  /** Key of the derived field, money. */
  readonly field: string
  /** Register of the entries, or of accounts below this one. */
  readonly register: string
  /** Key of their reference to the account. */
  readonly by: string
  /** Key of their amount, entered or derived. */
  readonly amount: string
  /** Only those that hold one of these values. */
  readonly only?: Readonly<Record<string, readonly (string | number | null)[]>>
  /** Without any entry the sum is not known here, and not nothing: another office holds them. */
  readonly unknownWithout?: true
}

/** A derived field that is the sum of some totals less others. Totals that are not known leave it open. */
interface MoneyBalance {
  readonly field: string
  readonly plus: readonly string[]
  readonly minus: readonly string[]
}

/**
 * What the fields of an account come to is never more than another field of it. Refused where a change brings it about or makes it worse, whoever makes
 * it; what comes by a package is a finding of the account, and closes it for debits until it is put right.
 */
export interface MoneyLaw {
  /** snake_case; with the register the number of the rule that asks it. Never renamed. */
  readonly key: string
  /** What is added up, as the sentence says it. */
  readonly label: string
  readonly of: readonly string[]
  readonly atMost: string
  /** A limit that nobody entered limits nothing; it is 0 otherwise. */
  readonly whereKnown?: true
  /** What puts it right: the sentence ends with it. */
  readonly mend: string
  readonly source: string
}

/** Money does not come or go on the way: a total of the account is what it still holds with what the parts hold. */
export interface MoneyConservation {
  readonly label: string
  /** Key of the total, and of the fields of the account itself. */
  readonly whole: string
  readonly own: readonly string[]
  readonly parts: readonly { readonly register: string; readonly by: string; readonly fields: readonly string[] }[]
  readonly source: string
}

export interface MoneyAccount {
  readonly totals: readonly MoneyTotal[]
  readonly balances?: readonly MoneyBalance[]
  readonly laws?: readonly MoneyLaw[]
  readonly conserves?: MoneyConservation
}
