/** Columns of a register's list: its fields, facts of the year chosen, what is gathered from records that refer to it, what is worked out today. */
import { isHidden } from '#core/access/asker.ts'
import type { Permitted } from '#core/access/permissions.ts'
import { factsOf, gatheredKey, gatheredOf, isFurther, reckonedKey, reckonedOf } from '#core/catalogue/derive/listing.ts'
import type { Fact } from '#core/catalogue/derive/listing.ts'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { GatheredColumn } from '#core/catalogue/listing.ts'
import { fieldColumn, registerColumns } from '../../components/DataTable/registerColumns.tsx'
import type { DataColumn } from '../../components/DataTable/types.ts'
import type { MoneyUnit } from '../../fields/moneyUnit.tsx'

export interface ListColumnOptions {
  readonly year: number
  readonly user: Permitted
  readonly mayRead: (register: string) => boolean
  readonly moneyUnit: MoneyUnit
  readonly render?: Readonly<Record<string, NonNullable<DataColumn['render']>>> | undefined
  /** Drawn from elsewhere. */
  readonly more?: readonly DataColumn[] | undefined
}

/** All columns there are, those shown by default as the catalogue says and in its order; build them once. */
export function listColumns(screen: RegisterScreen, { year, user, mayRead, moneyUnit, render, more = [] }: ListColumnOptions): readonly DataColumn[] {
  const register = registerOf(screen.register)
  const own = registerColumns(register, {
    first: screen.first,
    year,
    moneyUnit,
    hidden: (field) => isHidden(user, register, field),
    ...(screen.listed === undefined ? {} : { listed: screen.listed }),
    ...(render === undefined ? {} : { render }),
  })
  const facts = factsOf(screen.register).filter(({ yearly }) => mayRead(yearly.name))
  const gathered = gatheredOf(screen.register).filter((column) => mayRead(column.register))
  const listed = new Set(screen.listed)
  const all = [
    ...own,
    ...facts.map((fact) =>
      factColumn(fact, { year, moneyUnit, listed: listed.has(fact.key), hidden: isHidden(user, fact.yearly, fact.field), render: render?.[fact.key] }),
    ),
    ...gathered.map((column) => gatheredText(column, listed.has(gatheredKey(column)))),
    ...reckonedOf(screen.register).map((field) => {
      const key = reckonedKey(field)
      return {
        ...fieldColumn({ ...field, key }, { year, moneyUnit, ...(render === undefined ? {} : { render }) }),
        listed: listed.has(key),
        section: '按今天算',
      }
    }),
    ...more,
  ]
  return screen.listed === undefined ? all : inListedOrder(all, screen.listed)
}

interface FactColumnOptions {
  readonly year: number
  readonly moneyUnit: MoneyUnit
  readonly listed: boolean
  readonly hidden: boolean
  readonly render: DataColumn['render']
}

function factColumn({ key, field, label }: Fact, { year, moneyUnit, listed, hidden, render }: FactColumnOptions): DataColumn {
  return {
    ...fieldColumn({ ...field, key, label }, { year, moneyUnit }),
    key,
    listed,
    section: `${year} 年情况`,
    hint: `${label}（${year} 年）`,
    ...(hidden ? { sortable: false } : {}),
    ...(render === undefined ? {} : { render }),
  }
}

function gatheredText(column: GatheredColumn, listed: boolean): DataColumn {
  const key = gatheredKey(column)
  return { key, label: column.label, width: 124, listed, sortable: false, section: '其他台账', text: (row) => (typeof row[key] === 'string' ? row[key] : '') }
}

/** Those shown by default stand where the catalogue puts them, the others behind as they came. */
function inListedOrder(columns: readonly DataColumn[], listed: readonly string[]): readonly DataColumn[] {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const first = listed.flatMap((key) => byKey.get(key) ?? [])
  return [...first, ...columns.filter((column) => !first.includes(column))]
}

/** What a query has to be asked for beyond the fields of the register, of the columns shown. */
export function moreOf(register: string, shown: readonly DataColumn[]): string[] {
  return shown.map(({ key }) => key).filter((key) => isFurther(register, key))
}
