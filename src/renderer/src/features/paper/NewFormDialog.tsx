import { Button, Checkbox, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { officeRegisterNames, registerOf } from '#core/catalogue/index.ts'
import type { SavedView } from '#core/features/records/contract.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useSession } from '../../session/useSession.tsx'
import type { Tried } from './TryTemplateDialog.tsx'

type Kind = 'record' | 'list' | 'statistic'
const ALL = ''

/** A form of the office's own: what it is called, what it is filled from, and whose template it begins with. No code is written for it. */
export function NewFormDialog({
  onClose,
  onTry,
  onAdded,
}: {
  readonly onClose: () => void
  readonly onTry: (tried: Tried) => void
  readonly onAdded: () => void
}): ReactNode {
  const api = useApi()
  const client = useClient()
  const shell = useShell()
  const { year } = useSession()
  const [title, setTitle] = useState('')
  const [source, setSource] = useState('')
  const [kind, setKind] = useState<Kind>('record')
  const [register, setRegister] = useState<string>(officeRegisterNames[0] ?? '')
  const [view, setView] = useState(ALL)
  const [perPlace, setPerPlace] = useState(false)
  const [statistic, setStatistic] = useState('')
  const [busy, setBusy] = useState(false)
  const statistics = useQuery({ ...api.statistics.list.queryOptions(), enabled: kind === 'statistic' }).data ?? []
  const views = (useQuery({ ...api.records.views.queryOptions({ input: { register } }), enabled: kind === 'list' }).data ?? []) as readonly SavedView[]
  const chosen = views.find(({ id }) => id === view)
  const code = statistic === '' ? (statistics[0]?.code ?? '') : statistic
  const from =
    kind === 'statistic'
      ? { kind, code }
      : kind === 'record'
        ? { kind, register }
        : {
            kind,
            register,
            ...(chosen?.where === null || chosen === undefined ? {} : { where: chosen.where }),
            ...(chosen?.sort === null || chosen === undefined ? {} : { sort: chosen.sort }),
            ...(perPlace ? { per: 'village' as const } : {}),
          }
  const ready = title.trim() !== '' && (kind !== 'statistic' || code !== '')
  const add = async (ticket: string | null): Promise<void> => {
    await client.paper.addForm({ title, source, from, ticket })
    notifyDone('新增了一张表', `${title}：现在就能打印；要改版式，请在它那一行“取表样”，改好再“换表样”。`)
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
      onTry({ title, file: ticket.name, trial, action: '新增这张表', put: () => add(ticket.ticket) })
    })
  return (
    <Modal opened onClose={onClose} size="36rem" title="新增一张表">
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
            <Radio value="statistic" label="一张统计表" />
          </Group>
        </Radio.Group>
        {kind === 'statistic' ? (
          <NativeSelect
            label="统计表"
            value={code}
            onChange={(event) => setStatistic(event.currentTarget.value)}
            data={statistics.map((one) => ({ value: one.code, label: one.title }))}
          />
        ) : (
          <NativeSelect
            label="台账"
            value={register}
            onChange={(event) => {
              setRegister(event.currentTarget.value)
              setView(ALL)
            }}
            data={officeRegisterNames.map((name) => ({ value: name, label: screenOf(name)?.title ?? registerOf(name).label }))}
          />
        )}
        {kind === 'list' && (
          <>
            <NativeSelect
              label="筛选和排序"
              description="用该列表里保存过的视图；要别的条件，请先在列表里筛选好并保存视图。"
              value={view}
              onChange={(event) => setView(event.currentTarget.value)}
              data={[{ value: ALL, label: '不筛选' }, ...views.map((one) => ({ value: one.id, label: one.name }))]}
            />
            {registerOf(register).owner !== undefined && (
              <Checkbox label="每村一份" checked={perPlace} onChange={(event) => setPerPlace(event.currentTarget.checked)} />
            )}
          </>
        )}
        <Text size="xs" c="gray.7">
          由程序生成表样时，该台账的各项都已排好、写好占位符，取出来在 Excel 或 WPS 里删改就行。
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
            loading={busy}
            disabled={!ready}
            onClick={() => {
              void attempt(() => add(null))
            }}
          >
            由程序生成表样
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
