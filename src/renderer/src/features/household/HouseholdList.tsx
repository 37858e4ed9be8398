import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { DataColumn } from '../../components/DataTable/types.ts'
import { displayField } from '../../fields/display.ts'
import { DivisionTree, useChosenDivision } from '../records/DivisionTree.tsx'
import { RegisterList } from '../records/RegisterList.tsx'
import { registerScreen } from '../records/registerScreens.ts'

const screen = registerScreen('household')
const exitStatus = fieldOf('household', 'exit_status')

/** Colour of an exit status; the words always stand beside it. */
export function exitColor(status: unknown): string {
  return status === '1' || status === '4' ? 'green' : status === '3' ? 'red' : 'amber'
}

const render: Readonly<Record<string, NonNullable<DataColumn['render']>>> = {
  exit_status: (row) => (row['exit_status'] === null ? null : <Badge color={exitColor(row['exit_status'])}>{displayField(exitStatus, row)}</Badge>),
}

/** 贫困户: the division tree at the left, the households at the right. */
export function HouseholdList(): ReactNode {
  const [division, setDivision] = useChosenDivision()
  if (screen === null) return null
  return <RegisterList screen={screen} side={<DivisionTree value={division} onChange={setDivision} count="households" />} where={division === null ? undefined : { village: { within: division } }} render={render} />
}
