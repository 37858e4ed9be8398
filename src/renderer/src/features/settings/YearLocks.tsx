import { Badge, Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { levelNames, OFFICE_LEVELS, type OfficeLevel } from '#core/rules/levels.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import table from '../../components/PlainTable.module.css'
import { CarryForward } from '../household/CarryForward.tsx'
import { useRefresh } from '../records/useRefresh.ts'

/** 村 × 年: which levels have locked a year; villages are chosen and locked or unlocked together. */
export function YearLocks(): ReactNode {
  const query = useQuery(useApi().locks.list.queryOptions())
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
  if (data.villages.length === 0 || data.years.length === 0)
    return <EmptyState title="还没有年度记录" hint="录入或导入年度记录以后，可以在这里按村、按年锁定。" />
  return <LockMatrix data={data} reload={() => query.refetch()} />
}

type Data = Awaited<ReturnType<ReturnType<typeof useClient>['locks']['list']>>

function LockMatrix({ data, reload }: { readonly data: Data; readonly reload: () => Promise<unknown> }): ReactNode {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const byCell = useMemo(() => {
    const found = new Map<string, Data['locks']>()
    for (const lock of data.locks.filter(({ locked }) => locked)) {
      const key = `${lock.division}.${lock.year}`
      found.set(key, [...(found.get(key) ?? []), lock])
    }
    return found
  }, [data.locks])
  const all = chosen.size === data.villages.length
  const toggle = (code: string): void => setChosen((now) => new Set(now.has(code) ? [...now].filter((one) => one !== code) : [...now, code]))
  return (
    <>
      {data.levels.length > 0 && <LockForm data={data} places={[...chosen]} reload={reload} />}
      <table className={table['table']} aria-label="年度锁定">
        <thead>
          <tr>
            <th scope="col" style={{ width: '3rem' }}>
              <Checkbox aria-label="选中所有村" checked={all} onChange={() => setChosen(new Set(all ? [] : data.villages.map(({ code }) => code)))} />
            </th>
            <th scope="col">行政村</th>
            {data.years.map((year) => (
              <th key={year} scope="col">
                {year} 年
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.villages.map(({ code, name }) => (
            <tr key={code}>
              <td>
                <Checkbox aria-label={`选中${name}`} checked={chosen.has(code)} onChange={() => toggle(code)} />
              </td>
              <td>{name}</td>
              {data.years.map((year) => (
                <td key={year}>
                  <LockCell locks={byCell.get(`${code}.${year}`) ?? []} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function LockCell({ locks }: { readonly locks: Data['locks'] }): ReactNode {
  if (locks.length === 0) return <Text c="gray.7">未锁定</Text>
  return (
    <Group gap={4}>
      {OFFICE_LEVELS.flatMap((level) => locks.filter((lock) => lock.level === level)).map(({ level, on, by }) => (
        <Badge key={level} title={[on, by].filter((text) => text !== null).join(' ')}>
          {levelNames[level]}锁
        </Badge>
      ))}
    </Group>
  )
}

function LockForm({ data, places, reload }: { readonly data: Data; readonly places: readonly string[]; readonly reload: () => Promise<unknown> }): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const [year, setYear] = useState(data.years[0] ?? 0)
  const [level, setLevel] = useState<OfficeLevel>(data.levels.at(-1) ?? 'village')
  const [reason, setReason] = useState('')
  const setting = useCommand(client.locks.set, { inline: true })
  const run = async (locked: boolean): Promise<void> => {
    const done = await setting.run({ year, villages: [...places], level, locked, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })
    if (done === null) return
    refresh('year_lock')
    await reload()
    setReason('')
    notifyDone(`${locked ? '锁定' : '解锁'}了 ${done.changed} 个村`, `${year} 年，${levelNames[level]}级`)
  }
  return (
    <>
      {setting.error !== null && <ErrorPanel error={setting.error} />}
      <Group gap="sm" align="end">
        <NativeSelect
          label="年度"
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
          data={data.years.map((one) => ({ value: String(one), label: `${one} 年` }))}
        />
        <NativeSelect
          label="级别"
          value={level}
          onChange={(event) => setLevel(data.levels.find((one) => one === event.currentTarget.value) ?? level)}
          data={data.levels.map((one) => ({ value: one, label: `${levelNames[one]}级` }))}
        />
        <TextInput label="理由（解锁必填）" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button
          disabled={places.length === 0}
          loading={setting.running}
          onClick={() => {
            void run(true)
          }}
        >
          锁定所选 {places.length} 个村
        </Button>
        <Button
          variant="default"
          disabled={places.length === 0 || reason.trim() === ''}
          loading={setting.running}
          onClick={() => {
            void run(false)
          }}
        >
          解锁所选
        </Button>
        <CarryForward places={places} year={year} reload={reload} />
      </Group>
      <Text size="sm" c="gray.7">
        沿用：生产生活条件、健康和劳力照抄到下一年，收入和签字留空，备注写“待核实”；下一年已有记录的不动。锁定以后，下级不能再改这一年的记录，还没见到锁定的改动会作为建议报上来；锁定的这一级更正时要写明原因。
      </Text>
    </>
  )
}
