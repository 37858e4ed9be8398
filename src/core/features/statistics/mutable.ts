import type { StatisticTable } from '../../statistics/table.ts'

/** The answer as its shape has it: with lists that may be changed. */
export function mutable(table: StatisticTable) {
  return structuredClone(table) as Mutable<StatisticTable>
}

type Mutable<T> = T extends (infer Item)[]
  ? Mutable<Item>[]
  : T extends readonly [infer A, infer B]
    ? [A, B]
    : T extends readonly (infer Item)[]
      ? Mutable<Item>[]
      : T extends object
        ? { -readonly [K in keyof T]: Mutable<T[K]> }
        : T
