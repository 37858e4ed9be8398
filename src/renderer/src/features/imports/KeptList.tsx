import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { ChosenUnits } from '#core/features/undoing/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { RecordLink } from '../../router/RecordLink.tsx'
import { whole } from '../../components/whole.ts'
import { NextPage } from '../../components/NextPage.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'

const PAGE = 100

/** What stays though it was chosen, why, and the way to it. */
export function KeptList({ changeSet, chosen }: { readonly changeSet: string; readonly chosen: ChosenUnits }): ReactNode {
  const query = useInfiniteQuery({
    ...useApi().undoing.kept.infiniteOptions({
      input: (offset: number) => ({ changeSet, ...chosen, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0)
        return loaded < last.total && last.rows.length > 0 ? loaded : undefined
      },
    }),
    gcTime: 0,
    placeholderData: (before) => before,
  })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  if (total === 0) return null
  return (
    <Panel title={`留下的 ${whole.format(total)} 条`} detail="后来有人接着用，不收回" flush>
      <table className={table['table']} aria-label="留下的记录">
        <thead>
          <tr>
            <th scope="col">记录</th>
            <th scope="col">为什么留下</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ register, id, title, why, by }) => (
            <tr key={`${register} ${id}`}>
              <td>
                <Named register={register} id={id} title={title} />
              </td>
              <td>
                {why}
                {by !== null && (
                  <div>
                    <Named register={by.register} id={by.id} title={by.title} />
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <NextPage query={query} size={PAGE} unit="条" total={total} fullWidth />
    </Panel>
  )
}

function Named({ register, id, title }: { readonly register: string; readonly id: string; readonly title: string }): ReactNode {
  const label = isRegisterName(register) ? registerOf(register).label : register
  return screenOf(register) === undefined ? (
    `${label} ${title}`
  ) : (
    <RecordLink register={register} id={id}>
      {label} {title}
    </RecordLink>
  )
}
