import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import table from '../../components/PlainTable.module.css'
import { useRefresh } from '../records/useRefresh.ts'
import { DivisionChangeForm } from './DivisionChangeForm.tsx'
import { MOVED } from './divisionChangeRegisters.ts'

type Data = Awaited<ReturnType<ReturnType<typeof useClient>['succession']['list']>>
type Change = Data['rows'][number]

const KINDS: Record<Change['kind'], string> = { merged: '并村', renumbered: '换代码', transferred: '划转', renamed: '改名' }

/** What became of villages: those that went into others, and for the county's administrators the way to let one go. */
export function DivisionChanges(): ReactNode {
  const query = useQuery(useApi().succession.list.queryOptions())
  const [open, setOpen] = useState(false)
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  const { data } = query
  if (data === undefined) return null
  return (
    <>
      <Group gap="sm" justify="space-between">
        <Text size="sm" c="gray.7">
          {data.why ?? '并村、换代码、划转、改名在这里办理：现在住在那里的户和没办完的事跟着走，以前各年的数字仍在原村名下，一个也不变。'}
        </Text>
        {data.mayDo && !open && <Button onClick={() => setOpen(true)}>办理区划变更</Button>}
      </Group>
      {open && <DivisionChangeForm onClose={() => setOpen(false)} />}
      {data.rows.length === 0 ? <EmptyState title="还没有区划变更" hint="并村、换代码、划转和改名办好以后列在这里。" /> : <ChangeList data={data} />}
    </>
  )
}

function ChangeList({ data }: { readonly data: Data }): ReactNode {
  return (
    <table className={table['table']} aria-label="区划变更">
      <thead>
        <tr>
          {['原村', '变更', '现在的村', '生效日期', '文号', '原因', '带走的户', '经办人', ''].map((heading) => (
            <th key={heading} scope="col" data-number={heading === '带走的户' || undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row, index) => (
          <ChangeLine
            key={row.id}
            row={row}
            together={data.rows.filter(({ changeSet }) => changeSet !== null && changeSet === row.changeSet)}
            first={data.rows.findIndex(({ changeSet }) => changeSet === row.changeSet) === index}
            mayUndo={data.mayDo}
          />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly row: Change
  /** Those of the same operation, which are undone as one. */
  readonly together: readonly Change[]
  readonly first: boolean
  readonly mayUndo: boolean
}

function ChangeLine({ row, together, first, mayUndo }: LineProps): ReactNode {
  return (
    <tr>
      <td>
        {row.formerName} <span className={table['nowrap']}>{row.former}</span>
      </td>
      <td>{KINDS[row.kind]}</td>
      <td>
        {row.name} <span className={table['nowrap']}>{row.village}</span>
      </td>
      <td className={table['nowrap']}>{row.on}</td>
      <td>{row.documentNo}</td>
      <td>{row.reason}</td>
      <td data-number>{row.kind === 'renamed' ? '' : row.households}</td>
      <td>{row.by}</td>
      <td>{mayUndo && first && row.changeSet !== null && <UndoButton changeSet={row.changeSet} together={together} />}</td>
    </tr>
  )
}

function UndoButton({ changeSet, together }: { readonly changeSet: string; readonly together: readonly Change[] }): ReactNode {
  const client = useClient()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const undoing = useCommand(client.records.undo)
  const names = together.map(({ formerName }) => formerName).join('、')
  const undo = async (): Promise<void> => {
    const { confirmed } = await confirm({
      title: '撤销区划变更',
      message: `${names}的变更整个撤销：带走的户、社、照片和年度记录都回到原村。变更以后改过其中任何一条的，不能撤销，会说明是哪一条。`,
      confirmLabel: '撤销变更',
      danger: true,
    })
    if (!confirmed || (await undoing.run({ changeSet })) === null) return
    refresh(...MOVED)
    notifyDone('区划变更已撤销', names)
  }
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={undoing.running}
      onClick={() => {
        void undo()
      }}
    >
      撤销
    </Button>
  )
}
