/**
 * Money is typed and read in 元 or in 万元, as whoever is at the PC chooses for the work they do. What is kept is 分 either way: a field in 万元 is the
 * same whole number with its point six places to the left, so that nothing is rounded by the choice.
 */
import { SegmentedControl } from '@mantine/core'
import { createContext, useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import { linesOf } from '#core/catalogue/derive/related.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { usePreference } from '../preferences/usePreference.ts'
import { displayValue } from './display.ts'

const MONEY_UNITS = ['元', '万元'] as const
export type MoneyUnit = (typeof MONEY_UNITS)[number]

interface MoneyUnitChoice {
  readonly unit: MoneyUnit
  readonly choose: (unit: MoneyUnit) => void
  /** Whether there is money to be shown in one or the other. */
  readonly offered: boolean
}

/** Digits behind the point of 万元 that are 分. */
const SCALE = 6

const MoneyUnitContext = createContext<MoneyUnitChoice>({ unit: '元', choose: () => undefined, offered: false })

const isUnit = (value: unknown): value is MoneyUnit => MONEY_UNITS.some((unit) => unit === value)
const inTenThousands = new WeakMap<FieldDefinition, FieldDefinition>()

/** The field as it is typed and shown in a unit; other fields than those of 元 are left as they are. The same field is answered with the same object. */
export function inMoneyUnit(field: FieldDefinition, unit: MoneyUnit): FieldDefinition {
  if (unit === '元' || field.type !== 'money' || field.unit !== '元') return field
  let shown = inTenThousands.get(field)
  if (shown === undefined) inTenThousands.set(field, (shown = { ...field, type: 'decimal', scale: SCALE, unit }))
  return shown
}

/** Whether a field is one of money, in either unit: its unit stands in the box that it is typed in. */
export function isMoney({ type, unit }: FieldDefinition): boolean {
  return type === 'money' || unit === '万元'
}

/** The unit chosen for the screen that this stands on; 元 where none is chosen. */
export function useMoneyUnit(): MoneyUnit {
  return useContext(MoneyUnitContext).unit
}

/** A field as the screen shows it. */
export function useShownField(field: FieldDefinition): FieldDefinition {
  return inMoneyUnit(field, useMoneyUnit())
}

const SUM: FieldDefinition = { key: 'sum', label: '金额', type: 'money', unit: '元' }

/** Sums that belong to no field, given in 分, as the screen shows money; and the unit that they are shown in. */
export function useMoneyText(): { readonly text: (fen: number) => string; readonly unit: string } {
  const field = useShownField(SUM)
  return useMemo(() => ({ text: (fen) => displayValue(field, fen), unit: field.unit ?? '' }), [field])
}

const hasMoney = ({ fields }: RegisterDefinition): boolean => fields.some(({ type, unit }) => type === 'money' && unit === '元')

/** The choice for a register and its lines, kept for the work place that it belongs to: sums of projects are as large on every screen of theirs. */
export function useMoneyUnitOf(register: string): MoneyUnitChoice {
  const definition = registerOf(register)
  const offered = useMemo(() => hasMoney(definition) || linesOf(register).some((lines) => hasMoney(registerOf(lines.register))), [definition, register])
  const [kept, choose] = usePreference<MoneyUnit>(`moneyUnit.${definition.screen?.place ?? register}`, '元', isUnit)
  return useMemo(() => ({ unit: offered ? kept : '元', choose, offered }), [offered, kept, choose])
}

/** What stands in it shows and takes money in the unit chosen. */
export function MoneyUnitScope({ of, children }: { readonly of: MoneyUnitChoice; readonly children: ReactNode }): ReactNode {
  return <MoneyUnitContext value={of}>{children}</MoneyUnitContext>
}

/** 元 or 万元, where there is money on the screen. */
export function MoneyUnitSwitch(): ReactNode {
  const { unit, choose, offered } = useContext(MoneyUnitContext)
  if (!offered) return null
  return (
    <SegmentedControl
      size="xs"
      aria-label="金额单位"
      data={[...MONEY_UNITS]}
      value={unit}
      onChange={(next) => {
        if (isUnit(next)) choose(next)
      }}
    />
  )
}
