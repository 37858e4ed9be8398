import { Badge, Button, Radio } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { entityFields, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { Duplicate } from '#core/features/exchange/contract.ts'
import { useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useConfirm } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { displayField } from '../../../fields/display.ts'
import { RecordLink } from '../../../router/RecordLink.tsx'
import { whole } from '../../../components/whole.ts'
import { attempt } from '../../records/attempt.ts'
import layout from '../../../components/layout.module.css'
import shared from '../shared/exchange.module.css'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { useValueText } from '../shared/useValueText.ts'
import { fieldLabel } from '../shared/words.ts'
import classes from './duplicates.module.css'

type Side = Duplicate['records'][number]

const PLAIN = { message: '这一对里的记录已经不全，可能刚被处理过。', action: '请按 F5 重新读取。', code: 'NOT_FOUND' }

function valueOf(side: Side, field: FieldDefinition): FieldValue {
  return side.values[field.key] ?? null
}

/** What became of a pair: the person who stays may be in two households now. */
export interface Joined {
  readonly title: string
  readonly linked: readonly { readonly register: string; readonly id: string; readonly title: string }[]
}

interface PairProps {
  readonly duplicate: Duplicate
  readonly mayDecide: boolean
  readonly onJoined: (joined: Joined) => void
}

/** What happens to the records that refer to the one that goes. */
function effectText({ pointed, removed }: Side['ifDropped']): string {
  if (pointed + removed === 0) return '没有别的记录用到被删除的这条。'
  const parts = [
    ...(pointed > 0 ? [`${whole.format(pointed)} 处改为指向留下的这条`] : []),
    ...(removed > 0 ? [`${whole.format(removed)} 处删除，因为留下的这条自己有同一年（或同一户）的，空着的栏目用删除的补上`] : []),
  ]
  return `用到被删除那条的记录：${parts.join('；')}。`
}

/** Two records side by side: differing fields stand out, each is chosen by itself. */
export function DuplicatePair({ duplicate, mayDecide, onJoined }: PairProps): ReactNode {
  const [one, other] = duplicate.records
  if (one === undefined || other === undefined || !isRegisterName(duplicate.register)) return <ErrorPanel error={PLAIN} />
  return <Pair duplicate={duplicate} one={one} other={other} mayDecide={mayDecide} onJoined={onJoined} />
}

function Pair({ duplicate, one, other, mayDecide, onJoined }: PairProps & { readonly one: Side; readonly other: Side }): ReactNode {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const register = registerOf(duplicate.register)
  const [keepFirst, setKeepFirst] = useState(one.references >= other.references)
  /** Fields taken from the record that goes; all others from the one that stays. */
  const [fromOther, setFromOther] = useState<ReadonlySet<string> | null>(null)
  const [keep, drop] = keepFirst ? [one, other] : [other, one]
  const fields = useMemo(
    () => entityFields(register, 'writable').filter((field) => valueOf(one, field) !== null || valueOf(other, field) !== null),
    [register, one, other],
  )
  const differing = fields.filter((field) => valueOf(one, field) !== valueOf(other, field))
  const shown = useMemo(
    () =>
      [one, other].flatMap((side) => fields.map((field) => ({ register: register.name, record: side.id, field: field.key, values: [valueOf(side, field)] }))),
    [one, other, fields, register],
  )
  const textOf = useValueText(shown)
  // What the record that stays has not, the other one fills in.
  const taken = fromOther ?? new Set(differing.filter((field) => valueOf(keep, field) === null).map((field) => field.key))
  const take = (field: string, side: Side): void => {
    const next = new Set(taken)
    if (side === drop) next.add(field)
    else next.delete(field)
    setFromOther(next)
  }
  const merge = async (): Promise<void> => {
    const answer = await confirm({
      title: `把两条${register.label}合成一条？`,
      message: `留下“${keep.title}”（${keep.placeName}），另一条删除。${effectText(drop.ifDropped)}可以在操作记录里撤销。`,
      confirmLabel: '合成一条',
      reason: 'required',
    })
    if (!answer.confirmed) return
    const values = Object.fromEntries(differing.map((field) => [field.key, valueOf(taken.has(field.key) ? drop : keep, field)]))
    const done = await attempt(client.mergeDuplicates({ register: register.name, keep: keep.id, drop: drop.id, values, reason: answer.reason }))
    if (!done.ok) {
      notifyError(done.error)
      return
    }
    notifyDone('已合成一条', keep.title)
    onJoined({ title: keep.title, linked: done.value.linked })
    refresh()
  }
  const keepBoth = async (): Promise<void> => {
    const answer = await confirm({
      title: '不是同一条？',
      message: '两条都留下，以后不再当作重复。证件号码相同的，请先核对是哪一条的号码错了。',
      confirmLabel: '两条都留',
      reason: 'required',
    })
    if (!answer.confirmed) return
    const done = await attempt(client.keepApart({ register: register.name, one: one.id, other: other.id, reason: answer.reason }))
    if (!done.ok) {
      notifyError(done.error)
      return
    }
    notifyDone('两条都留下了')
    refresh()
  }
  const cell = (side: Side, field: FieldDefinition): ReactNode => {
    const text =
      displayField(field, side.values) === '' || side.values[`${field.key}$title`] === undefined
        ? textOf(register.name, field.key, valueOf(side, field))
        : displayField(field, side.values)
    if (!differing.includes(field) || !mayDecide) return text
    return (
      <Radio
        size="xs"
        name={`field ${field.key}`}
        checked={(taken.has(field.key) ? drop : keep) === side}
        onChange={() => take(field.key, side)}
        label={text}
        aria-label={`${field.label}用 ${side.unitName} 的 ${text}`}
      />
    )
  }
  return (
    <div className={layout['stack']}>
      <p className={shared['sentence']}>
        这两条“{register.label}”记录，{duplicate.fields.map((field) => fieldLabel(register.name, field)).join('、')}相同。
        {differing.length === 0 ? '其余内容也都一样。' : `有 ${differing.length} 项不同，已经标出；逐项选用哪一边的。`}
        {duplicate.records.length > 2 && `还有 ${duplicate.records.length - 2} 条也相同，处理完这一对再接着处理。`}
      </p>
      <table className={classes['pair']} aria-label="两条记录对照">
        <thead>
          <tr>
            <td />
            {[one, other].map((side) => (
              <th key={side.id} scope="col" data-keep={side === keep || undefined}>
                <div className={classes['name']}>
                  <RecordLink register={register.name} id={side.id}>
                    {side.title}
                  </RecordLink>
                  {side === keep ? <Badge color="green">留下这条</Badge> : <Badge color="gray">并入另一条</Badge>}
                  {mayDecide && side !== keep && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => {
                        setKeepFirst(side === one)
                        setFromOther(null)
                      }}
                    >
                      改为留下这条
                    </Button>
                  )}
                </div>
                <div className={layout['note']}>
                  {side.unitName}　{side.placeName}　{side.by} {dateTimeText(side.at)}　有 {whole.format(side.references)} 处用到
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key} data-differs={differing.includes(field) || undefined}>
              <th scope="row">
                {field.label}
                {differing.includes(field) && <span className={classes['mark']}>不同</span>}
              </th>
              {[one, other].map((side) => (
                <td key={side.id} data-taken={(differing.includes(field) && (taken.has(field.key) ? drop : keep) === side) || undefined}>
                  {cell(side, field)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {mayDecide && (
        <div className={layout['buttons']}>
          <Button
            onClick={() => {
              void merge()
            }}
          >
            合成一条
          </Button>
          <Button
            variant="default"
            onClick={() => {
              void keepBoth()
            }}
          >
            不是同一条
          </Button>
        </div>
      )}
    </div>
  )
}
