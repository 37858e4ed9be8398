import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi } from '../../../bridge/client.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { whole } from '../../../components/whole.ts'
import { Panel } from '../../home/Panel.tsx'
import table from '../../../components/PlainTable.module.css'
import classes from '../shared/exchange.module.css'
import { Fingerprint } from '../shared/Fingerprint.tsx'

/** Enough of a check code to tell two states apart by telephone; the whole stands in the tool tip. */
const SHOWN = 16

/** Check codes of the data, whole and by village: two offices with the same codes hold the same data. */
export function DigestPanel(): ReactNode {
  const [opened, setOpened] = useState(false)
  const query = useQuery({ ...useApi().exchange.digest.queryOptions(), enabled: opened })
  return (
    <Panel
      title="数据核对码"
      detail="两个单位的核对码相同，数据就完全相同；某个村不同，就只查那个村"
      flush
      actions={
        <Button
          size="compact-sm"
          variant="default"
          loading={query.isFetching}
          onClick={() => {
            if (opened) void query.refetch()
            else setOpened(true)
          }}
        >
          {opened ? '重新计算' : '计算'}
        </Button>
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
      {opened && query.isPending && <Loader size="sm" m="sm" role="status" aria-label="正在计算" />}
      {query.data !== undefined && (
        <section className={classes['tall']} tabIndex={0} aria-label="各村数据核对码">
          <table className={table['table']} aria-label="数据核对码">
            <thead>
              <tr>
                <th scope="col">范围</th>
                <th scope="col" data-number>
                  记录
                </th>
                <th scope="col">核对码</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>
                  <b>全部</b>
                </td>
                <td data-number>{whole.format(query.data.places.reduce((sum, place) => sum + place.records, 0))}</td>
                <td title={query.data.all}>
                  <b>
                    <Fingerprint value={query.data.all.slice(0, SHOWN)} />
                  </b>
                </td>
              </tr>
              {query.data.places.map((place) => (
                <tr key={place.place}>
                  <td>{place.name}</td>
                  <td data-number>{whole.format(place.records)}</td>
                  <td title={place.digest}>
                    <Fingerprint value={place.digest.slice(0, SHOWN)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  )
}
