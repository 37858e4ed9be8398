import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { useGo } from '../../router/navigation.ts'

/** What the checks found in what came in, counted; it stays on the screen of checks until it is settled. */
export function RaisedNote({ changeSet }: { readonly changeSet: string }): ReactNode {
  const go = useGo()
  const rows = useQuery(useApi().checks.summary.queryOptions({ input: { by: 'rule', filter: { raisedBy: changeSet }, settled: true } })).data?.rows
  if (rows === undefined) return <Text size="sm">正在核查导入的内容……</Text>
  const sum = (key: 'total' | 'block' | 'doubt' | 'remark'): number => rows.reduce((total, row) => total + row[key], 0)
  if (sum('total') === 0) return <Text size="sm">核查没有发现问题。</Text>
  return (
    <Text size="sm">
      核查列为问题 {sum('total')} 项：须改正 {sum('block')}，请核实 {sum('doubt')}，待补填 {sum('remark')}。{' '}
      <Anchor component="button" type="button" onClick={() => go('/checks', { raisedBy: changeSet })}>
        去处理
      </Anchor>
    </Text>
  )
}
