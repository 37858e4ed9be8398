/** Rows of a list by what became of them, before it is saved. */
import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Account, ComparedRow, ShownRows } from '#core/features/comparisons/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { whole } from '../../components/whole.ts'
import { NextPage } from '../../components/NextPage.tsx'
import table from '../../components/PlainTable.module.css'
import { payloadOf } from '../../bridge/errors.ts'

const PAGE = 100

const SHOWN: readonly (readonly [ShownRows, string, (account: Account) => number])[] = [
  ['hit', '新疑点', ({ hits }) => hits],
  ['unsure', '存疑（凭姓名和村）', ({ unsure }) => unsure],
  ['known', '已判过', ({ known }) => known],
  ['pending', '已在待核实', ({ pending }) => pending],
  ['harmless', '不算疑点', ({ harmless }) => harmless],
  ['unmatched', '没对上', ({ unmatched }) => unmatched],
  ['unreadable', '读不出', ({ unreadable }) => unreadable],
  ['repeated', '重复', ({ repeated }) => repeated],
]

export function Rows({ comparison, job, account }: { readonly comparison: string; readonly job: string; readonly account: Account }): ReactNode {
  const [shown, setShown] = useState<ShownRows>(() => SHOWN.find(([, , count]) => count(account) > 0)?.[0] ?? 'hit')
  const client = useClient()
  const query = useInfiniteQuery({
    queryKey: ['comparison-rows', comparison, job, shown],
    queryFn: ({ pageParam }) => client.comparisons.rows({ comparison, shown, offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const seen = all.reduce((sum, { rows }) => sum + rows.length, 0)
      return seen < last.total ? seen : undefined
    },
  })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <NativeSelect
        label="看哪些行"
        w="18rem"
        mt="xs"
        mb="xs"
        value={shown}
        onChange={(event) => setShown(event.currentTarget.value as ShownRows)}
        data={SHOWN.map(([value, label, count]) => ({ value, label: `${label} ${whole.format(count(account))}` }))}
      />
      {query.error !== null && <ErrorPanel error={payloadOf(query.error)} />}
      {rows.length > 0 && <Table rows={rows} />}
      {query.data !== undefined && rows.length === 0 && <EmptyState title="没有这样的行" />}
      <NextPage query={query} size={PAGE} unit="行" total={query.data?.pages[0]?.total ?? 0} mt="xs" variant="default" />
    </>
  )
}

function Table({ rows }: { readonly rows: readonly ComparedRow[] }): ReactNode {
  return (
    <table className={table['table']} aria-label="名单的行">
      <thead>
        <tr>
          {['行', '名单上的姓名', '登记的姓名', '村', '户的类别', '凭什么对上', '车牌号、登记号等', '说明'].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.row}>
            <td className={table['nowrap']}>{row.row}</td>
            <td>{row.name}</td>
            <td>{row.person}</td>
            <td>{row.village}</td>
            <td>{row.scope}</td>
            <td>{row.by}</td>
            <td>{row.item}</td>
            <td>{[row.note, row.earlier ?? '', row.evidence].filter((text) => text !== '').join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
