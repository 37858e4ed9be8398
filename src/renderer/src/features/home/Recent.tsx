import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { dateTimeText } from '../../components/time.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { whole } from '../../components/whole.ts'
import type { Summary } from './figures.ts'
import classes from './home.module.css'
import { Panel } from './Panel.tsx'

const MOST = 6

/** The last imports, for those who may import. */
export function RecentImports(): ReactNode {
  const { mayWrite } = useSession()
  const go = useGo()
  const query = useQuery({ ...useApi().imports.recent.queryOptions(), enabled: mayWrite })
  if (!mayWrite) return null
  const imports = query.data ?? []
  return (
    <Panel
      title="最近导入"
      flush
      actions={
        <Button size="compact-sm" variant="subtle" onClick={() => go('/imports')}>
          导入
        </Button>
      }
    >
      {query.isPending ? (
        <Loader size="sm" m="md" role="status" aria-label="正在读取" />
      ) : imports.length === 0 ? (
        <EmptyState title="还没有导入过" hint="手里有 Excel 花名册，可以直接导入，先看核对结果再写入。" />
      ) : (
        <table className={classes['lines']} aria-label="最近导入">
          <tbody>
            {imports.slice(0, MOST).map((entry) => (
              <tr key={entry.changeSet} data-undone={entry.undone || undefined}>
                <td className={classes['time']}>{dateTimeText(entry.at)}</td>
                <td className={classes['what']} title={entry.file}>
                  {screenOf(entry.register)?.title ?? entry.register}　{entry.file}
                </td>
                <td className={classes['figure']}>
                  {entry.undone ? '已撤销' : `新增 ${whole.format(entry.counts.new)}　变更 ${whole.format(entry.counts.changed)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

/** The last changes of anyone, for those who may see the change log. */
export function RecentChanges({ changes }: { readonly changes: Summary['recent'] }): ReactNode {
  const go = useGo()
  return (
    <Panel
      title="最近操作"
      flush
      actions={
        <Button size="compact-sm" variant="subtle" onClick={() => go('/changes')}>
          全部操作记录
        </Button>
      }
    >
      {changes.length === 0 ? (
        <EmptyState title="还没有操作记录" hint="新增、修改和导入之后，这里列出是谁在什么时候做的。" />
      ) : (
        <table className={classes['lines']} aria-label="最近操作">
          <tbody>
            {changes.slice(0, MOST).map((change) => (
              <tr key={change.id} data-undone={change.undoneBy !== null || undefined}>
                <td className={classes['time']}>{dateTimeText(change.at)}</td>
                <td className={classes['by']} title={change.by}>
                  {change.by}
                </td>
                <td className={classes['what']} title={change.title}>
                  {change.title}
                </td>
                <td className={classes['figure']}>{change.undoneBy === null ? '' : '已撤销'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
