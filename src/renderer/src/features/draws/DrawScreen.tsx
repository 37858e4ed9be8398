/** One draw: its frame, the form for the seed while it waits, and who was drawn. */
import { Alert, Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import { SEED } from '#core/draws/draw.ts'
import { methodOf } from '#core/draws/methods.ts'
import { ruleInWords } from '#core/draws/size.ts'
import type { DrawShown } from '#core/features/draws/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo, useRouteParameter } from '../../router/navigation.ts'
import { RecordLink } from '../../router/RecordLink.tsx'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { useRefresh } from '../records/useRefresh.ts'
import { StrataTable } from './StrataTable.tsx'

const POSITION = '名单里的序号'

export function DrawScreen(): ReactNode {
  const id = useRouteParameter('id')
  const query = useQuery(useApi().draws.show.queryOptions({ input: { id } }))
  const go = useGo()
  const client = useClient()
  const run = useRunJob({ saveFile: true })
  const { mayWrite } = useSession()
  const shown = query.data
  return (
    <Page
      header={
        <PageHeader
          title={shown?.name ?? '随机抽取'}
          detail={shown?.number ?? undefined}
          actions={
            <Group gap="xs">
              <Button variant="default" onClick={() => go('/draws')}>
                全部抽取
              </Button>
              <Button
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
                disabled={shown === undefined}
                onClick={() => {
                  void run(client.draws.export({ id }))
                }}
              >
                导出 Excel
              </Button>
            </Group>
          }
        />
      }
    >
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
      {shown !== undefined && (
        <Stack gap="md">
          <Verdict shown={shown} />
          {shown.seed === null && mayWrite && <SeedForm id={shown.id} name={shown.name} />}
          {shown.seed !== null && <Drawn shown={shown} />}
          <Frame shown={shown} />
        </Stack>
      )}
    </Page>
  )
}

function Verdict({ shown }: { readonly shown: DrawShown }): ReactNode {
  if (shown.differences.length > 0)
    return (
      <Alert color="red" role="alert" title="核对不符">
        {shown.differences.join('；')}。请和定名单的单位核对，不要用这份结果。
      </Alert>
    )
  return shown.seed === null ? null : <Text size="sm">程序照名单和随机数重抽了一遍，结果相同。导出的工作簿里写有用纸笔核对的办法。</Text>
}

function SeedForm({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  const [seed, setSeed] = useState('')
  const [from, setFrom] = useState('')
  const client = useClient()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const drawing = useCommand(client.draws.draw, { inline: true })
  const wrong = seed !== '' && !SEED.test(seed)
  const ready = seed !== '' && !wrong && from.trim() !== ''
  const submit = async (): Promise<void> => {
    if (!ready) return
    const answer = await confirm({ title: `用 ${seed} 抽“${name}”`, message: '一份名单只能抽一次，抽过不能重抽。', confirmLabel: '抽取' })
    if (!answer.confirmed) return
    const done = await drawing.run({ id, seed, seedFrom: from.trim() })
    if (done === null) return
    refresh('draw', 'draw_line')
    notifyDone('已抽取', name)
  }
  const save = (): void => {
    void submit()
  }
  useShortcut('save', save)
  const enter = useEnterToNext(save)
  return (
    <Panel title="用当众产生的随机数来抽">
      <Stack gap="sm" maw="32rem" {...enter}>
        {drawing.error !== null && <ErrorPanel error={drawing.error} />}
        <TextInput
          label="随机数"
          required
          inputMode="numeric"
          description="1 至 18 位数字，如摇号、掷骰子得出的。"
          value={seed}
          onChange={(event) => setSeed(event.currentTarget.value.trim())}
          error={wrong ? '只能是 1 至 18 位数字' : null}
        />
        <TextInput
          label="怎样产生、谁见证"
          required
          maxLength={200}
          placeholder="例如：村民代表王某、李某各摇两位"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button loading={drawing.running} disabled={!ready} title="Ctrl+S" onClick={save}>
            抽取
          </Button>
        </Group>
      </Stack>
    </Panel>
  )
}

function Drawn({ shown }: { readonly shown: DrawShown }): ReactNode {
  const labels = new Map(shown.strata.map(({ stratum, label }) => [stratum, label]))
  return (
    <Panel title="抽取结果" detail={`随机数 ${shown.seed ?? ''}（${shown.seedFrom ?? ''}），${shown.drawnOn ?? ''} 由${shown.drawnBy ?? ''}抽`} flush>
      <table className={table['table']} aria-label="抽取结果">
        <thead>
          <tr>
            {['分层', '结果', POSITION, '编号', '名称'].map((label) => (
              <th key={label} scope="col" data-number={label === POSITION || undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.drawn.map(({ id, stratum, role, rank, position, number, title, register }) => (
            <tr key={id} data-left-out={role === 'reserve' || undefined}>
              <td>{labels.get(stratum) ?? stratum}</td>
              <td className={table['nowrap']}>{`${role === 'drawn' ? '抽中' : '备选'} ${rank}`}</td>
              <td data-number>{position}</td>
              <td className={table['nowrap']}>{number}</td>
              <td>
                {title === null ? (
                  '（不在您负责的范围内）'
                ) : (
                  <RecordLink register={register} id={id}>
                    {title === '' ? '没有名称' : title}
                  </RecordLink>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Frame({ shown }: { readonly shown: DrawShown }): ReactNode {
  const label = isRegisterName(shown.register) ? registerOf(shown.register).label : shown.register
  return (
    <Panel title="名单" detail={`${label} ${shown.frameSize} 条，${shown.frozenOn} 由${shown.frozenBy ?? ''}定下，以后没有变过`}>
      <Stack gap="sm">
        <Text size="sm">{`${ruleInWords(shown.rule)}；${methodOf(shown.method)?.label ?? shown.method}。`}</Text>
        {shown.againBecause !== null && <Text size="sm">{`同一名单再抽的理由：${shown.againBecause}`}</Text>}
        <StrataTable strata={shown.strata} />
        <Text size="xs" c="gray.7" ff="monospace">
          {`校验值 ${shown.frameHash}`}
        </Text>
      </Stack>
    </Panel>
  )
}
