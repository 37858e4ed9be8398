import { Badge, Button, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useImperativeHandle, useMemo, useState } from 'react'
import type { ReactNode, Ref } from 'react'
import { isMoved } from '#core/catalogue/derive/belonging.ts'
import { counterOf } from '#core/catalogue/derive/screen.ts'
import { findField, isRegisterName } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Conflict, Decision } from '#core/features/exchange/contract.ts'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyInfo } from '../../../bridge/notify.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useAnnounce } from '../../../components/LiveMessage.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { Field } from '../../../fields/Field.tsx'
import { useEnterToNext } from '../../../keyboard/enterToNext.ts'
import { shortcutKeys } from '../../../keyboard/shortcuts.ts'
import { useShortcut } from '../../../keyboard/useShortcut.ts'
import { useKeptState } from '../../../preferences/useKeptState.ts'
import { RecordLink } from '../../../router/RecordLink.tsx'
import layout from '../../../components/layout.module.css'
import shared from '../shared/exchange.module.css'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { useValueText } from '../shared/useValueText.ts'
import { fieldLabel, registerLabel } from '../shared/words.ts'
import classes from './conflicts.module.css'

/** What the keys of the desk ask of the card. */
export interface ConflictCardHandle {
  readonly take: (index: number) => void
}

type Sibling = Conflict['siblings'][number]

/** One conflict: the values that stand against each other, by whom and why, and the choice between them. */
export function ConflictCard({
  handle,
  conflict,
  position,
  mayDecide,
  onDecided,
  onStep,
}: {
  readonly handle: Ref<ConflictCardHandle>
  readonly conflict: Conflict
  readonly position: string
  readonly mayDecide: boolean
  readonly onDecided: () => void
  readonly onStep: (by: number) => void
}): ReactNode {
  const client = useClient().exchange
  const refresh = useRefreshAll()
  const announce = useAnnounce()
  const [choice, setChoice] = useState<number | 'other' | null>(null)
  const [other, setOther] = useState<FieldValue>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [reason, setReason] = useKeptState('exchange.conflict.reason', '')
  const resolving = useCommand(client.resolve, { inline: true })
  const { siblings } = conflict
  const removal = conflict.field === '$deleted'
  const field = !removal && isRegisterName(conflict.register) ? findField(conflict.register, conflict.field) : undefined
  const { contested } = conflict
  // Between offices only what one of them holds for its own can be chosen.
  const mayFill = field !== undefined && field.derived === undefined && contested === null
  const shown = useMemo(
    () => [{ register: conflict.register, record: conflict.record, field: conflict.field, values: siblings.map((sibling) => sibling.value) }],
    [conflict, siblings],
  )
  const textOf = useValueText(shown)
  const checks = useQuery({
    ...useApi().exchange.conflictChecks.queryOptions({ input: { register: conflict.register, record: conflict.record, field: conflict.field } }),
    enabled: mayDecide,
  })
  const checksOf = (sibling: Sibling): readonly string[] =>
    checks.data?.siblings.find(({ author, number, stamp }) => author === sibling.author && number === sibling.number && stamp === sibling.stamp)?.checks ?? []
  useImperativeHandle(
    handle,
    () => ({
      take: (index) => {
        if (mayDecide && index < siblings.length) setChoice(index)
        else if (mayDecide && index === siblings.length && mayFill) setChoice('other')
      },
    }),
    [mayDecide, siblings.length, mayFill],
  )
  const taken = typeof choice === 'number' ? siblings[choice] : undefined
  const ready = mayDecide && reason.trim() !== '' && (taken !== undefined || (choice === 'other' && problem === null))
  const save = async (): Promise<void> => {
    if (!ready) return
    const take: Decision['take'] = taken === undefined ? { value: other } : { author: taken.author, number: taken.number, stamp: taken.stamp }
    const done = await resolving.run({
      decisions: [{ register: conflict.register, record: conflict.record, field: conflict.field, take }],
      reason: reason.trim(),
    })
    if (done === null) return
    notifyDone('已决定', `${conflict.title}　${fieldLabel(conflict.register, conflict.field)}`)
    if (done.findings.length > 0) notifyInfo(`检查提示（${conflict.title}）`, done.findings.join(' '))
    announce('已决定，转到下一处')
    onDecided()
    refresh()
  }
  useShortcut(
    'save',
    () => {
      void save()
    },
    mayDecide,
  )
  const enter = useEnterToNext(() => {
    void save()
  })
  return (
    <>
      <header className={classes['head']}>
        <div>
          <h2 className={classes['heading']}>
            {conflict.title}　<span>{fieldLabel(conflict.register, conflict.field)}</span>
          </h2>
          <p className={classes['where']}>
            {registerLabel(conflict.register)}　{conflict.placeName}　发现于 {dateTimeText(conflict.openedAt)}
          </p>
        </div>
        <div className={layout['buttons']}>
          {conflict.opens !== null && <RecordLink {...conflict.opens}>打开这一{counterOf(conflict.opens.register)}</RecordLink>}
          <span className="numeric">{position}</span>
          <Button size="compact-md" variant="default" leftSection={<IconChevronLeft size={15} aria-hidden />} onClick={() => onStep(-1)}>
            上一处
          </Button>
          <Button size="compact-md" variant="default" rightSection={<IconChevronRight size={15} aria-hidden />} onClick={() => onStep(1)}>
            下一处
          </Button>
        </div>
      </header>
      <p className={classes['question']}>
        {field?.derived !== undefined
          ? linkedText(contested)
          : contested !== null
            ? contestedText(conflict.register, contested)
            : removal
              ? '一方删除了这条记录，另一方修改了它。删除，还是留下？'
              : '各单位填的不一样，用哪一个？'}
      </p>
      {resolving.error !== null && <ErrorPanel error={resolving.error} />}
      <div className={classes['values']} role="radiogroup" aria-label="用哪一个值">
        {siblings.map((sibling, index) => (
          <Value
            key={`${sibling.author} ${sibling.number}`}
            sibling={sibling}
            index={index}
            checked={choice === index}
            disabled={!mayDecide}
            onChoose={() => setChoice(index)}
            checks={checksOf(sibling)}
            text={removal ? (sibling.value === true ? '删除这条记录' : '留下这条记录') : textOf(conflict.register, conflict.field, sibling.value)}
          />
        ))}
        {mayFill && mayDecide && (
          <label className={classes['value']}>
            <input type="radio" name="value" checked={choice === 'other'} onChange={() => setChoice('other')} />
            <kbd className={classes['key']} aria-hidden>
              {siblings.length + 1}
            </kbd>
            <span className={classes['text']}>都不对，填一个新的值</span>
          </label>
        )}
      </div>
      {(checks.data?.common.length ?? 0) > 0 && <p className={classes['common']}>不论用哪一个，检查都会提示：{checks.data?.common.join(' ')}</p>}
      {mayDecide ? (
        <div className={classes['decide']} {...enter}>
          {choice === 'other' && field !== undefined && (
            <div className={classes['other']}>
              <Field field={field} value={other} onChange={setOther} onProblem={setProblem} labelPosition="above" autoFocus />
            </div>
          )}
          <TextInput
            label="理由（记入操作记录，必填；连续处理时沿用上一次的）"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={200}
            w="32rem"
          />
          <Button
            disabled={!ready}
            loading={resolving.running}
            title={shortcutKeys('save')}
            onClick={() => {
              void save()
            }}
          >
            就用这个，看下一处
          </Button>
        </div>
      ) : (
        <p className={shared['sentence']}>
          这一处由{contested?.decider ?? '负责这个村的单位'}决定；决定以后会随文件带过来。现在先用标着“暂用”的值
          {field?.derived !== undefined ? '，各户的人口都还算着他；要是归别处，也可以自己先结束本单位的成员关系' : contested !== null && '，人口也只算在那里'}。
        </p>
      )}
    </>
  )
}

function linkedText(contested: Conflict['contested']): string {
  const where = contested === null ? '' : `：${contested.units.join('、')}`
  return `同一个人现在是几户的成员${where}。他是哪一户的人？别的成员关系，比选定的开始得早的，到选定的那天结束；不早的撤销。`
}

function contestedText(register: string, { units, townships }: NonNullable<Conflict['contested']>): string {
  const names = units.join('、')
  if (!isMoved(register)) return `这条${registerLabel(register)}记录${names}都算作自己的。归哪一个？`
  return `同一${counterOf(register)}被${units.length === 2 ? '两' : `${units.length} `}个${townships ? '乡镇' : '单位'}接收：${names}。归哪一个？`
}

function Value({
  sibling,
  index,
  text,
  checks,
  checked,
  disabled,
  onChoose,
}: {
  readonly sibling: Sibling
  readonly index: number
  readonly text: string
  readonly checks: readonly string[]
  readonly checked: boolean
  readonly disabled: boolean
  readonly onChoose: () => void
}): ReactNode {
  return (
    <label className={classes['value']}>
      <input type="radio" name="value" checked={checked} disabled={disabled} onChange={onChoose} />
      <kbd className={classes['key']} aria-hidden>
        {index + 1}
      </kbd>
      <span className={classes['text']}>{text}</span>
      <span className={classes['who']}>
        <span className={classes['unit']}>
          {sibling.unitName} {sibling.ours && <Badge color="ink">本单位</Badge>} {sibling.provisional && <Badge color="amber">暂用</Badge>}
        </span>
        <span>
          {sibling.by}　{dateTimeText(sibling.at)}
          {sibling.package !== null && `　来自文件 ${sibling.package}`}
        </span>
        {sibling.reason !== null && <span>理由：{sibling.reason}</span>}
      </span>
      {checks.length > 0 && <span className={classes['checks']}>用这个值，检查会提示：{checks.join(' ')}</span>}
    </label>
  )
}
