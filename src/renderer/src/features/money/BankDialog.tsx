/** Reads a payment list or a bank's return into a claim: first what it comes to, then written. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { bankAnswerShape, type BankListAnswer } from '#core/features/money/contract.ts'
import { localDay } from '#core/rules/dates.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { Field } from '../../fields/Field.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { BankAccount } from './BankAccount.tsx'
import { SHEET_EXTENSIONS } from '../../components/FileChoice.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { useValues } from './useValues.ts'

const CLAIM: FieldDefinition = { ...fieldOf('household_payment', 'claim_id'), required: true }
const KIND: FieldDefinition = { ...fieldOf('household_payment', 'aid_kind'), required: true }
const ITEM: FieldDefinition = { ...fieldOf('household_payment', 'item'), hint: '表里没有“补助项目”一列的用它。' }
const DAY: FieldDefinition = { ...fieldOf('payment_event', 'happened_on'), label: '银行办理日期' }
const TEXTS = {
  list: { title: '读发放名单', hint: '按表头认列：证件号码、户编号、一卡通账号、姓名、金额。先看对上多少，再写进台账；没有对上的行不写。' },
  return: { title: '读银行回单', hint: '按账号和金额对上这张报账单里的各笔：成功的登记发放，失败的登记银行退回。先看对上多少，再写进台账。' },
} as const

export function BankDialog({ kind, onClose }: { readonly kind: 'list' | 'return'; readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const shell = useShell()
  const run = useRunJob()
  const refresh = useRefresh()
  const [told, setTold] = useState<BankListAnswer | null>(null)
  const [ticket, setTicket] = useState<{ readonly ticket: string; readonly name: string } | null>(null)
  const [running, setRunning] = useState(false)
  const values = useValues(
    () => ({ happened_on: localDay(new Date()), aid_kind: null }),
    () => setTold(null),
  )
  const enter = useEnterToNext(() => undefined)
  const [claim, aidKind, item, on] = [values.text('claim_id'), values.text('aid_kind'), values.text('item'), values.text('happened_on')]
  const ready = claim !== undefined && on !== undefined && (kind === 'return' || aidKind !== undefined) && !running
  const read = async (file: string, save: boolean): Promise<void> => {
    if (!ready) return
    setRunning(true)
    const more = { ...(aidKind === undefined ? {} : { aidKind }), ...(item === undefined ? {} : { item }) }
    const done = await run(client.money.bankList({ claim, ticket: file, kind, on, save, ...more }))
    setRunning(false)
    if (done === null) return
    const answer = bankAnswerShape.parse(done.result)
    setTold(answer)
    if (!save) return
    refresh('household_payment', 'payment_event', 'payment_claim')
    notifyDone('已写进台账', `${answer.account.matched} 笔`)
    onClose()
  }
  const pick = async (): Promise<void> => {
    const picked = await shell.pickFile({ title: TEXTS[kind].title, extensions: SHEET_EXTENSIONS })
    if (picked === null) return
    setTicket({ ticket: picked.ticket, name: picked.name })
    await read(picked.ticket, false)
  }
  return (
    <Dialog onClose={onClose} title={TEXTS[kind].title} size={760}>
      <Stack gap="sm" {...enter}>
        <Text size="sm" c="gray.7">
          {TEXTS[kind].hint}
        </Text>
        {(kind === 'list' ? [CLAIM, KIND, ITEM] : [CLAIM, DAY]).map((field) => (
          <Field key={field.key} {...values.props(field)} />
        ))}
        {ticket !== null && <Text size="sm">{ticket.name}</Text>}
        {told !== null && <BankAccount answer={told} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            关闭
          </Button>
          <Button
            variant="default"
            disabled={!ready}
            loading={running}
            onClick={() => {
              void pick()
            }}
          >
            选择文件
          </Button>
          <Button
            disabled={!ready || ticket === null || told === null || told.account.matched === 0}
            onClick={() => {
              if (ticket !== null) void read(ticket.ticket, true)
            }}
          >
            {told === null ? '写进台账' : `写进台账 ${told.account.matched} 笔`}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
