import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { dateTimeText } from '../../components/time.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { whole } from '../../components/whole.ts'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { MendedList } from './MendedList.tsx'
import { sheetName } from './sheets.ts'

/** Imports made so far, each with its undo. */
export function ImportListScreen(): ReactNode {
  const { mayWrite } = useSession()
  const go = useGo()
  const query = useQuery(useApi().imports.recent.queryOptions())
  const start = (): void => go('/imports/new')
  useShortcut('new', start, mayWrite)
  const begin = mayWrite && (
    <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={start}>
      导入文件
    </Button>
  )
  const entries = query.data ?? []
  return (
    <Page header={<PageHeader title="导入" actions={begin} />}>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.data !== undefined && (
        <Panel title="导入记录" detail="每次导入都可以撤销，整次或只撤几户" flush>
          {entries.length === 0 ? (
            <EmptyState title="还没有导入过" hint="选一个 Excel 或 CSV 文件，对好表头，先看哪些行新增、变更、相同、拒绝，再决定写不写入。" actions={begin} />
          ) : (
            <table className={table['table']}>
              <thead>
                <tr>
                  <th scope="col">时间</th>
                  <th scope="col">台账</th>
                  <th scope="col">文件</th>
                  <th scope="col" data-number>
                    行数
                  </th>
                  <th scope="col" data-number>
                    新增
                  </th>
                  <th scope="col" data-number>
                    变更
                  </th>
                  <th scope="col" data-number>
                    相同
                  </th>
                  <th scope="col" data-number>
                    拒绝
                  </th>
                  <th scope="col">操作人</th>
                  <th scope="col">撤销</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.changeSet}>
                    <td className={table['nowrap']}>{dateTimeText(entry.at)}</td>
                    <td className={table['nowrap']}>{sheetName(entry.register)}</td>
                    <td className={table['file']} title={entry.file}>
                      {entry.file}
                      <MendedList mended={entry.mended} />
                    </td>
                    <td data-number>{whole.format(entry.counts.rows)}</td>
                    <td data-number>{whole.format(entry.counts.new)}</td>
                    <td data-number>{whole.format(entry.counts.changed)}</td>
                    <td data-number>{whole.format(entry.counts.same)}</td>
                    <td data-number data-bad={entry.counts.rejected > 0 || undefined}>
                      {whole.format(entry.counts.rejected)}
                    </td>
                    <td className={table['nowrap']}>{entry.by}</td>
                    <td className={table['nowrap']}>
                      {entry.undone
                        ? '已撤销'
                        : mayWrite && (
                            <>
                              {entry.undoneInPart && '撤销了一部分 '}
                              <Button
                                size="compact-sm"
                                variant="default"
                                aria-label={`撤销 ${dateTimeText(entry.at)} 的导入`}
                                onClick={() => go('/imports/undo', { changeSet: entry.changeSet })}
                              >
                                撤销
                              </Button>
                            </>
                          )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Panel>
      )}
    </Page>
  )
}
