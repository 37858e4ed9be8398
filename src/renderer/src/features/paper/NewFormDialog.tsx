import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { officeRegisterNames, registerOf } from '#core/catalogue/index.ts'
import type { SavedView } from '#core/features/records/contract.ts'
import type { FormSourceInput } from '#core/features/paper/sourceShapes.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useSession } from '../../session/useSession.tsx'
import type { PaperForm } from './paperForms.ts'
import { Dialog } from '../../components/Dialog.tsx'
import type { Tried } from './TryTemplateDialog.tsx'

type Kind = 'record' | 'list' | 'step' | 'statistic' | 'questionnaire'
const ALL = ''
/** The filter and order that the form has already, whatever view they came from. */
const AS_IT_IS = '*'
const PROCEEDING = officeRegisterNames.filter((name) => registerOf(name).procedure !== undefined && registerOf(name).procedure?.inRecord === undefined)

/** A form of the office's own, a new one or one that is changed: what it is called, what it is filled from, and whose template it has. No code is written for it. */
export function NewFormDialog({
  known,
  onClose,
  onTry,
  onAdded,
}: {
  /** The form that is changed. */
  readonly known?: PaperForm | undefined
  readonly onClose: () => void
  readonly onTry: (tried: Tried) => void
  readonly onAdded: () => void
}): ReactNode {
  const api = useApi()
  const client = useClient()
  const shell = useShell()
  const { year } = useSession()
  const held = known?.from ?? null
  const heldList = held?.kind === 'list' ? held : null
  const [title, setTitle] = useState(known?.title ?? '')
  const [source, setSource] = useState(known?.source ?? '')
  const [kind, setKind] = useState<Kind>(held?.kind ?? 'record')
  const [register, setRegister] = useState<string>(known?.register ?? officeRegisterNames[0] ?? '')
  const [view, setView] = useState(heldList?.where !== undefined || heldList?.sort !== undefined ? AS_IT_IS : ALL)
  const [perPlace, setPerPlace] = useState(heldList?.per !== undefined)
  const [statistic, setStatistic] = useState(known?.statistic ?? '')
  const [asked, setAsked] = useState(held?.kind === 'questionnaire' ? (held.code ?? ALL) : ALL)
  const [busy, setBusy] = useState(false)
  const statistics = useQuery({ ...api.statistics.list.queryOptions(), enabled: kind === 'statistic' }).data ?? []
  const views = (useQuery({ ...api.records.views.queryOptions({ input: { register } }), enabled: kind === 'list' }).data ?? []) as readonly SavedView[]
  const questionnaires = useQuery({ ...api.questionnaires.list.queryOptions(), enabled: kind === 'questionnaire' }).data ?? []
  const code = statistic === '' ? (statistics[0]?.code ?? '') : statistic
  const from = sourceOf({ kind, register, code, asked, perPlace, view, chosen: views.find(({ id }) => id === view), held: heldList })
  const ready = title.trim() !== '' && (kind !== 'statistic' || code !== '')
  const put = async (workbook: 'kept' | 'drawn' | { ticket: string }): Promise<void> => {
    if (known === undefined) {
      await client.paper.addForm({ title, source, from, ticket: typeof workbook === 'string' ? null : workbook.ticket })
      notifyDone('新增了一张表', `${title}：现在就能打印；要改版式，请在它那一行“取表样”，改好再“换表样”。`)
    } else {
      await client.paper.changeForm({ code: known.code, title, source, from, workbook })
      notifyDone('已修改', title)
    }
    onAdded()
  }
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } catch (problem) {
      notifyError(problem)
    } finally {
      setBusy(false)
    }
  }
  const withFile = (): Promise<void> =>
    attempt(async () => {
      const ticket = await shell.pickFile({ title: '选择表样', extensions: ['xlsx'] })
      if (ticket === null) return
      const trial = await client.paper.tryTemplate({ ticket: ticket.ticket, wanted: { title, from, year } })
      onTry({ title, file: ticket.name, trial, action: known === undefined ? '新增这张表' : '改用这个表样', put: () => put({ ticket: ticket.ticket }) })
    })
  return (
    <Dialog onClose={onClose} size="36rem" title={known === undefined ? '新增一张表' : `修改“${known.title}”`}>
      <Stack gap="sm">
        <TextInput label="表名" required data-autofocus value={title} onChange={(event) => setTitle(event.currentTarget.value)} maxLength={60} />
        <TextInput
          label="依据"
          placeholder="哪个文件要求填的，可以不写"
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
          maxLength={200}
        />
        <Radio.Group label="内容来自" value={kind} onChange={(value) => setKind(value as Kind)}>
          <Group gap="md" mt={4}>
            <Radio value="record" label="一条记录一份" />
            <Radio value="list" label="一个列表" />
            <Radio value="step" label="流程的一步" />
            <Radio value="statistic" label="一张统计表" />
            <Radio value="questionnaire" label="一份问卷" />
          </Group>
        </Radio.Group>
        {kind === 'questionnaire' ? (
          <NativeSelect
            label="问卷"
            value={asked}
            onChange={(event) => setAsked(event.currentTarget.value)}
            data={[{ value: ALL, label: '任何一份' }, ...new Map(questionnaires.map((one) => [one.code, { value: one.code, label: one.name }])).values()]}
          />
        ) : kind === 'statistic' ? (
          <NativeSelect
            label="统计表"
            value={code}
            onChange={(event) => setStatistic(event.currentTarget.value)}
            data={statistics.map((one) => ({ value: one.code, label: one.title }))}
          />
        ) : (
          <NativeSelect
            label="台账"
            value={kind === 'step' && !PROCEEDING.some((name) => name === register) ? (PROCEEDING[0] ?? '') : register}
            onChange={(event) => {
              setRegister(event.currentTarget.value)
              setView(ALL)
            }}
            data={(kind === 'step' ? PROCEEDING : officeRegisterNames).map((name) => ({ value: name, label: screenOf(name)?.title ?? registerOf(name).label }))}
          />
        )}
        {kind === 'list' && (
          <>
            <NativeSelect
              label="筛选和排序"
              description="用该列表里保存过的视图；要别的条件，请先在列表里筛选好并保存视图。"
              value={view}
              onChange={(event) => setView(event.currentTarget.value)}
              data={[
                { value: ALL, label: '不筛选' },
                ...(heldList !== null && heldList.register === register ? [{ value: AS_IT_IS, label: '和现在一样' }] : []),
                ...views.map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
            {registerOf(register).owner !== undefined && (
              <Checkbox label="每村一份" checked={perPlace} onChange={(event) => setPerPlace(event.currentTarget.checked)} />
            )}
          </>
        )}
        <Text size="xs" c="gray.7">
          {known === undefined
            ? '由程序生成表样时，各项都已排好、写好占位符，取出来在 Excel 或 WPS 里删改就行。'
            : '只改表名、依据、筛选的，表样照旧；内容来自别处的，表样里的占位符要跟着换，可以由程序重新生成，现在的表样不再用。'}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            variant="default"
            disabled={!ready || busy}
            onClick={() => {
              void withFile()
            }}
          >
            用自己的表样…
          </Button>
          <Button
            variant={known === undefined ? 'filled' : 'default'}
            loading={busy}
            disabled={!ready}
            onClick={() => {
              void attempt(() => put('drawn'))
            }}
          >
            {known === undefined ? '由程序生成表样' : '重新生成表样'}
          </Button>
          {known !== undefined && (
            <Button
              loading={busy}
              disabled={!ready}
              onClick={() => {
                void attempt(() => put('kept'))
              }}
            >
              保存
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}

interface Choices {
  readonly kind: Kind
  readonly register: string
  readonly code: string
  readonly asked: string
  readonly perPlace: boolean
  readonly view: string
  readonly chosen: SavedView | undefined
  readonly held: Extract<FormSourceInput, { kind: 'list' }> | null
}

/** What the choices come to. */
function sourceOf({ kind, register, code, asked, perPlace, view, chosen, held }: Choices): FormSourceInput {
  if (kind === 'statistic') return { kind, code }
  if (kind === 'questionnaire') return asked === ALL ? { kind } : { kind, code: asked }
  if (kind === 'step') return { kind, register: PROCEEDING.some((name) => name === register) ? register : (PROCEEDING[0] ?? '') }
  if (kind === 'record') return { kind, register }
  const { where, sort } = view === AS_IT_IS ? (held ?? {}) : { where: chosen?.where ?? undefined, sort: chosen?.sort ?? undefined }
  return {
    kind,
    register,
    ...(where === undefined ? {} : { where }),
    ...(sort === undefined ? {} : { sort: [...sort] }),
    ...(perPlace ? { per: 'village' as const } : {}),
  }
}
