import { Alert, Button, Group, SegmentedControl } from '@mantine/core'
import { IconChecks, IconDownload, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { permits } from '#core/access/rights.ts'
import type { FindingFilter, FindingKey, RuleItem } from '#core/features/checks/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { DataTable } from '../../components/DataTable/DataTable.tsx'
import type { Row, Selection } from '../../components/DataTable/types.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useGo, useSearchParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { ActDialog, type ActKind } from './ActDialog.tsx'
import classes from './checks.module.css'
import { findingColumns } from './columns.tsx'
import { Counts } from './Counts.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { useFindingPages } from './useFindingPages.ts'
import type { CountedBy } from './words.ts'

const LEVEL_CHOICES = [
  { value: '', label: '各级' },
  { value: 'block', label: '须改正' },
  { value: 'doubt', label: '请核实' },
  { value: 'remark', label: '待补填' },
]
const STATE_CHOICES = [
  { value: 'open', label: '待处理' },
  { value: 'assigned', label: '已交办' },
  { value: 'overdue', label: '已逾期' },
  { value: 'explained', label: '已说明' },
  { value: 'closed', label: '已销号' },
  { value: '', label: '全部' },
]

function keyOf(row: Row): FindingKey {
  return { rule: String(row['rule']), register: String(row['register']), record: String(row['record']), field: String(row['field']) }
}

/** 核查: what the rules found, counted by rule, village and person in charge; Enter leads to the cell. */
export function CheckScreen(): ReactNode {
  const client = useClient()
  const go = useGo()
  const queryClient = useQueryClient()
  const api = useApi()
  const { user, setYear } = useSession()
  const raisedBy = useSearchParameter('raisedBy')
  const [by, setBy] = useState<CountedBy>('rule')
  const [chosen, setChosen] = useState<string | null>(null)
  const [level, setLevel] = useState('')
  const [state, setState] = useState(raisedBy === undefined ? 'open' : '')
  const [selection, setSelection] = useState<Selection>(new Map())
  const [acting, setActing] = useState<ActKind | null>(null)
  const [switching, setSwitching] = useState<RuleItem | null>(null)
  const run = useRunJob()
  const save = useRunJob({ saveFile: true })
  const rest = {
    ...(level === '' ? {} : { level }),
    ...(state === '' ? {} : { state }),
    ...(raisedBy === undefined ? {} : { raisedBy }),
  } as FindingFilter
  const filter: FindingFilter = chosen === null ? rest : { ...rest, [by]: chosen }
  const source = useFindingPages(filter)
  const rules = useQuery(api.checks.rules.queryOptions()).data ?? []
  const off = rules.filter((rule) => rule.off !== null)
  const due = useQuery(api.checks.summary.queryOptions({ input: { by, filter: rest } })).data?.due ?? 0
  const mayAct = permits(user, { rights: ['enter', 'review'], scope: 'divisions' })
  const mayRun = permits(user, { rights: ['enter', 'review'], scope: 'unit' })
  const maySwitch = permits(user, { rights: ['set parameters'], scope: 'unit' })
  const rule = by === 'rule' ? rules.find(({ id }) => id === chosen) : undefined

  const refresh = (): void => {
    setSelection(new Map())
    void queryClient.invalidateQueries({ queryKey: api.checks.key() })
  }
  const choose = (key: string | null): void => {
    setChosen(key)
    setSelection(new Map())
  }
  const open = (row: Row): void => {
    if (typeof row['year'] === 'number') setYear(row['year'])
    go(recordPath(String(row['subject']), String(row['about'])), { at: `${String(row['register'])}.${String(row['field'])}`, of: String(row['record']) })
  }
  const actions = selection.size > 0 && (
    <Group gap="xs">
      <Button size="compact-sm" onClick={() => setActing('assign')}>
        交办
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setActing('explain')}>
        说明
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setActing('close')}>
        销号
      </Button>
    </Group>
  )
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="核查"
          detail={source.total !== null && <span {...source.figure}>{source.total.toLocaleString('zh-CN')} 个问题</span>}
          actions={
            <>
              {rule !== undefined && maySwitch && (
                <Button variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => setSwitching(rule)}>
                  停用这条规则
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
                disabled={source.total === 0}
                onClick={() => {
                  void save(client.checks.export({ filter }))
                }}
              >
                导出
              </Button>
              {mayRun && (
                <Button
                  leftSection={<IconChecks size={16} aria-hidden />}
                  onClick={() => {
                    void run(client.checks.run()).then(refresh)
                  }}
                >
                  全面核查
                </Button>
              )}
            </>
          }
        />
      }
    >
      <div className={classes['split']}>
        <Counts
          by={by}
          onBy={(next) => {
            setBy(next)
            choose(null)
          }}
          filter={rest}
          chosen={chosen}
          onChoose={(row) => choose(row?.key ?? null)}
        />
        <div className={classes['detail']}>
          <div className={classes['filters']}>
            <SegmentedControl size="xs" aria-label="问题的级别" value={level} data={LEVEL_CHOICES} onChange={setLevel} />
            <SegmentedControl size="xs" aria-label="问题的状态" value={state} data={STATE_CHOICES} onChange={setState} />
            {raisedBy !== undefined && (
              <Button size="compact-sm" variant="light" onClick={() => go('/checks', {}, true)}>
                只看一次导入带来的 ✕
              </Button>
            )}
          </div>
          {due > 0 && (
            <Alert color="amber" py={6}>
              还有 {due.toLocaleString('zh-CN')} 条记录正在核对，数字会接着变。
            </Alert>
          )}
          {maySwitch && off.length > 0 && (
            <Alert color="gray" py={6}>
              停用的规则：
              {off.map((one) => (
                <Button
                  key={one.id}
                  size="compact-xs"
                  variant="subtle"
                  leftSection={<IconPlayerPlay size={12} aria-hidden />}
                  onClick={() => setSwitching(one)}
                >
                  {one.title}（{one.off?.reason}）
                </Button>
              ))}
            </Alert>
          )}
          <div className={classes['table']}>
            <DataTable
              label="问题列表"
              storageKey="checks"
              columns={findingColumns}
              source={source}
              onOpen={open}
              countUnit="项"
              autoFocus
              {...(mayAct ? { selection, onSelectionChange: setSelection } : {})}
              footActions={actions}
              empty={
                <EmptyState
                  icon={<IconChecks size={36} stroke={1.2} />}
                  title={state === 'open' ? '没有待处理的问题' : '没有这样的问题'}
                  hint="录入、导入和合并时随时核查；想从头核查一遍，按“全面核查”。"
                />
              }
            />
          </div>
        </div>
      </div>
      {acting !== null && (
        <ActDialog
          kind={acting}
          findings={[...selection.values()].map(keyOf)}
          onClose={() => setActing(null)}
          onDone={() => {
            setActing(null)
            refresh()
          }}
        />
      )}
      {switching !== null && (
        <RuleDialog
          rule={switching}
          onClose={() => setSwitching(null)}
          onDone={() => {
            setSwitching(null)
            choose(null)
            refresh()
          }}
        />
      )}
    </Page>
  )
}
