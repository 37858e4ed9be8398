import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { householdMoving } from '#core/catalogue/entities/procedures/moving.ts'
import type { Transfer } from '#core/features/exchange/contract.ts'
import layout from '../../components/layout.module.css'
import { StateBadge } from '../procedures/StateBadge.tsx'
import table from '../../components/PlainTable.module.css'

/** What transfers of households and of people say alike. */
export type Move = Pick<
  Transfer,
  | 'id'
  | 'fromName'
  | 'toName'
  | 'state'
  | 'reason'
  | 'outOn'
  | 'outBy'
  | 'settledOn'
  | 'settledBy'
  | 'remark'
  | 'gone'
  | 'mayAccept'
  | 'mayDecline'
  | 'mayCancel'
  | 'unconfirmed'
>

/** What can be done with a move that is under way. */
export interface MoveActions<T> {
  readonly accept: (move: T) => Promise<void> | void
  readonly decline: (move: T) => Promise<void>
  readonly cancel: (move: T) => Promise<void>
}

export interface MoveTableProps<T extends Move> {
  readonly label: string
  readonly rows: readonly T[]
  /** Columns that say who moves, before where from and where to. */
  readonly who: readonly { readonly label: string; readonly number?: boolean; readonly of: (row: T) => ReactNode }[]
  /** How a move is called by the buttons. */
  readonly called: (row: T) => string
  /** Why it can no longer be taken in, where what moves has left the place it was to leave. */
  readonly goneText: string
  readonly actions: MoveActions<T>
  /** Further buttons of a row. */
  readonly more?: (row: T) => ReactNode
}

/** Moves one below the other, each with its state and what the user may do with it. */
export function MoveTable<T extends Move>(props: MoveTableProps<T>): ReactNode {
  return (
    <table className={table['table']} aria-label={props.label}>
      <thead>
        <tr>
          {props.who.map(({ label, number }) => (
            <th key={label} scope="col" data-number={number}>
              {label}
            </th>
          ))}
          {['从', '到', '原因', '迁出', '状态', '操作'].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.id}>
            {props.who.map(({ label, number, of }) => (
              <td key={label} data-number={number} className={number === true ? undefined : table['nowrap']}>
                {of(row)}
              </td>
            ))}
            <td>{row.fromName}</td>
            <td>{row.toName}</td>
            <td>{row.reason}</td>
            <td className={table['nowrap']}>
              {row.outOn}
              <div className={layout['note']}>{row.outBy}</div>
            </td>
            <td>
              <Standing move={row} goneText={props.goneText} />
            </td>
            <td className={table['nowrap']}>
              <span className={layout['buttons']}>
                <MoveButtons move={row} called={props.called(row)} actions={props.actions} />
                {props.more?.(row)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Its state, and who settled it and how. */
function Standing({ move, goneText }: { readonly move: Move; readonly goneText: string }): ReactNode {
  return (
    <>
      <StateBadge procedure={householdMoving} state={move.state} />
      {move.unconfirmed && <div className={layout['note']}>县里还没有收到</div>}
      {move.settledOn !== null && (
        <div className={layout['note']}>
          {move.settledOn} {move.settledBy}
        </div>
      )}
      {move.remark !== null && <div className={layout['note']}>{move.remark}</div>}
      {move.gone && (
        <div className={layout['note']}>
          {goneText}：{move.mayCancel ? '请取消这次迁出' : move.mayDecline ? '请选择“不接收”' : '等迁出方取消'}
        </div>
      )}
    </>
  )
}

/** Take in, not take in, call off: those that the user may. */
export function MoveButtons<T extends Move>({
  move,
  called,
  actions,
}: {
  readonly move: T
  readonly called: string
  readonly actions: MoveActions<T>
}): ReactNode {
  return (
    <>
      {move.mayAccept && (
        <Button
          size="compact-sm"
          aria-label={`接收${called}`}
          onClick={() => {
            void actions.accept(move)
          }}
        >
          接收
        </Button>
      )}
      {move.mayDecline && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`不接收${called}`}
          onClick={() => {
            void actions.decline(move)
          }}
        >
          不接收
        </Button>
      )}
      {move.mayCancel && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={`取消${called}的迁出`}
          onClick={() => {
            void actions.cancel(move)
          }}
        >
          取消迁出
        </Button>
      )}
    </>
  )
}
