/** The list of a register with the division tree at its left, where its records belong to divisions. */
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { keptFields } from '#core/catalogue/derive/kept.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { DivisionTree, useChosenDivision } from './DivisionTree.tsx'
import { RegisterList } from './RegisterList.tsx'
import type { RegisterListProps } from './registerListProps.ts'

export function PlacedList(props: Omit<RegisterListProps, 'side' | 'where'>): ReactNode {
  const [division, setDivision] = useChosenDivision()
  const register = registerOf(props.screen.register)
  const { owner } = register
  // Yearly records are listed where they count, not where what they speak of is today.
  const place = keptFields(register).find(({ keeps }) => keeps === owner)?.key ?? owner
  const where = useMemo(() => (division === null || place === undefined ? undefined : { [place]: { within: division } }), [place, division])
  if (owner === undefined) return <RegisterList {...props} />
  return <RegisterList {...props} side={<DivisionTree value={division} onChange={setDivision} register={register.name} />} where={where} />
}
