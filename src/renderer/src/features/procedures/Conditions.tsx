/** What must hold of a record beside its steps, and how each stands today. */
import { Badge, Button, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import type { ConditionShown, ProcedureOfRecord } from '#core/features/procedures/contract.ts'
import { useGo } from '../../router/navigation.ts'
import { Panel } from '../home/Panel.tsx'
import classes from './procedures.module.css'
import { useMayWrite } from '../records/useMayWrite.ts'

export function Conditions({ conditions, entering }: Pick<ProcedureOfRecord, 'conditions' | 'entering'>): ReactNode {
  const holding = conditions.filter(({ met }) => met === 'met').length
  return (
    <Panel title="达标情况" detail={`${conditions.length} 项里达标 ${holding} 项`} flush>
      <Table aria-label="达标情况" className={classes['conditions'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">指标</Table.Th>
            <Table.Th scope="col">要达到</Table.Th>
            <Table.Th scope="col">现在</Table.Th>
            <Table.Th scope="col">是否达标</Table.Th>
            <Table.Th scope="col">说明</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conditions.map((one) => (
            <Table.Tr key={one.key}>
              <Table.Th scope="row">{one.label}</Table.Th>
              <Table.Td>{one.target}</Table.Td>
              <Table.Td>{one.value ?? '—'}</Table.Td>
              <Table.Td>
                <Standing condition={one} />
              </Table.Td>
              <Table.Td>
                {one.note} {one.met === 'unknown' && entering !== null && <Enter condition={one} entering={entering} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}

/** Always in words; the colour only repeats them. */
function Standing({ condition: { met, doubtful } }: { readonly condition: ConditionShown }): ReactNode {
  if (met === 'unmet') return <Badge color="red">没有达标</Badge>
  if (met === 'unknown') return <Badge color="gray">不知道</Badge>
  return doubtful ? <Badge color="amber">达标，要核实</Badge> : <Badge color="green">达标</Badge>
}

/** To where what no data tells is entered. */
function Enter({ condition, entering }: { readonly condition: ConditionShown; readonly entering: NonNullable<ProcedureOfRecord['entering']> }): ReactNode {
  const mayWrite = useMayWrite(entering.register, 'insert')
  const go = useGo()
  if (!mayWrite) return null
  return (
    <Button
      size="compact-sm"
      variant="light"
      aria-label={`填写“${condition.label}”`}
      onClick={() => go(recordPath(entering.register, 'new'), { ...entering.values, [entering.item]: condition.key })}
    >
      填写
    </Button>
  )
}
