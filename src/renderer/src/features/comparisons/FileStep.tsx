import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { codeLabel } from '#core/catalogue/derive/codes.ts'
import { codeListOf, fieldOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { ErrorPayload } from '#core/errors.ts'
import { openedListShape } from '#core/features/comparisons/contract.ts'
import { localDay } from '#core/rules/dates.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { payloadOf } from '../../bridge/errors.ts'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { FileChoice, FileStart, SHEET_EXTENSIONS } from '../../components/FileChoice.tsx'
import { StepWizard } from '../../components/StepWizard.tsx'
import { DayField } from '../../fields/DayField.tsx'
import { Field } from '../../fields/Field.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { useSession } from '../../session/useSession.tsx'
import { listSteps, useOwnJob, type ListDraft } from './steps.ts'

const { level: _, ...anyLevel } = fieldOf('compared_list', 'place')
const PLACE: FieldDefinition = { ...anyLevel, required: false, hint: '不填是负责的全部；只和这个地方的人比对。' }

const NOTES = [
  '先凭证件号码比对；没有号码或者库里没有号码的，再凭姓名和村，这样对上的要先核实是不是本人。',
  '同名而证件号码不同的不是同一人，不算疑点。',
  '比对出来的是疑点，不改动任何户；存入以后逐条核实，属实的再发起核查。',
]

/** What kind of list it is, of which day and place, and the file. */
export function FileStep({ onOpened }: { readonly onOpened: (draft: ListDraft) => void }): ReactNode {
  const client = useClient()
  const shell = useShell()
  const { user } = useSession()
  const refresh = useRefresh()
  const kinds = useQuery(useApi().comparisons.kinds.queryOptions())
  const [code, setCode] = useState<string | null>(null)
  const [department, setDepartment] = useState<string | null>(null)
  const [asOf, setAsOf] = useState(() => localDay(new Date()))
  const [place, setPlace] = useState<{ readonly code: string | null; readonly title: string }>({ code: null, title: '' })
  const [opening, setOpening] = useState<string | null>(null)
  const [error, setError] = useState<ErrorPayload | null>(null)
  const keeping = useCommand(client.comparisons.keepKinds)
  const { job, ended } = useOwnJob(opening)
  const kind = kinds.data?.find((one) => one.code === code) ?? kinds.data?.[0]
  const opened = ended?.state === 'done' ? openedListShape.safeParse(ended.result).data : undefined
  const failure = ended === undefined || ended.state !== 'failed' || ended.error === null ? error : payloadOf(ended.error)
  const from = department ?? kind?.department ?? ''
  const taken = useRef<string | null>(null)
  useEffect(() => {
    if (ended === undefined || opened === undefined || kind === undefined || taken.current === ended.id) return
    taken.current = ended.id
    const options = { ...(asOf === '' ? {} : { asOf }), ...(from === '' ? {} : { department: from }), ...(place.code === null ? {} : { place: place.code }) }
    onOpened({ kind: kind.code, opened, options })
  }, [asOf, ended, from, kind, onOpened, opened, place.code])
  const pick = async (): Promise<void> => {
    if (kind === undefined) return
    setError(null)
    setOpening(null)
    try {
      const ticket = await shell.pickFile({ title: '选择部门的名单', extensions: SHEET_EXTENSIONS })
      if (ticket !== null) setOpening((await client.comparisons.open({ kind: kind.code, ticket: ticket.ticket })).job)
    } catch (problem) {
      setError(payloadOf(problem))
    }
  }
  const keep = async (): Promise<void> => {
    const answer = await keeping.run(undefined)
    if (answer === null) return
    refresh('comparison_kind')
    void kinds.refetch()
    notifyDone('已登记常用种类', `新增 ${answer.added} 种，可以在“比对种类”里修改`)
  }
  const reading = opening !== null && ended === undefined
  return (
    <StepWizard label="比对步骤" steps={listSteps} current="file">
      <FileStart notes={NOTES}>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label="哪一种名单"
            w="16rem"
            value={kind?.code ?? ''}
            disabled={reading}
            onChange={(event) => {
              setCode(event.currentTarget.value)
              setDepartment(null)
            }}
            data={(kinds.data ?? []).map((one) => ({ value: one.code, label: one.name }))}
          />
          {kinds.data?.some(({ id }) => id === null) === true && user.divisions.length === 0 && (
            <Button
              variant="default"
              loading={keeping.running}
              onClick={() => {
                void keep()
              }}
            >
              登记常用种类
            </Button>
          )}
        </Group>
        {kind !== undefined && (
          <Text size="sm" c="gray.7">
            {kind.suspicion}：对{kind.concerns.map((one) => codeLabel(codeListOf('identification_scope'), one)).join('、')}的户算疑点
            {kind.item === null ? '；判过一次的，下一年同一人不再问。' : `；判过一次的，下一年同一人、同一${kind.item}不再问。`}
          </Text>
        )}
        <Group align="flex-end" gap="sm">
          <TextInput label="提供部门" w="16rem" value={from} maxLength={60} onChange={(event) => setDepartment(event.currentTarget.value)} />
          <DayField label="名单截止日期" initial={asOf} required onChange={setAsOf} />
        </Group>
        <div style={{ maxWidth: '22rem' }}>
          <Field
            field={PLACE}
            value={place.code}
            valueTitle={place.title}
            labelPosition="above"
            onChange={(value, title) => setPlace({ code: typeof value === 'string' && value !== '' ? value : null, title: title ?? '' })}
          />
        </div>
        <FileChoice
          kinds="Excel、WPS 表格（.xlsx、.xlsm、.xls、.et）或 CSV，最多 20 万行"
          reading={reading ? { job, title: '正在读取名单' } : null}
          error={failure}
          disabled={kind === undefined || asOf === ''}
          onPick={pick}
        />
      </FileStart>
    </StepWizard>
  )
}
