import { Badge, Button, Loader } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SiteSummary } from '#core/features/exchange/contract.ts'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useConfirm } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { Panel } from '../../home/Panel.tsx'
import table from '../../../components/PlainTable.module.css'
import { attempt } from '../../records/attempt.ts'
import { isCounty, useMayManageSites, useOverview } from '../shared/standing.ts'
import layout from '../../../components/layout.module.css'
import { ExchangeTabs } from '../shared/ExchangeTabs.tsx'
import { Fingerprint } from '../shared/Fingerprint.tsx'
import { NotAllowed } from '../shared/NotAllowed.tsx'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { AdmitDialog } from './AdmitDialog.tsx'
import { RequestDialog } from './RequestDialog.tsx'

/** Who may exchange: sites known here, admitting and withdrawing them, this site's own request and keys. */
export function SitesScreen(): ReactNode {
  const mayManage = useMayManageSites()
  const query = useQuery({ ...useApi().exchange.sites.queryOptions(), enabled: mayManage })
  const overview = useOverview()
  const [admitting, setAdmitting] = useState(false)
  const [requesting, setRequesting] = useState<{ readonly renew: boolean } | null>(null)
  if (!mayManage) return <NotAllowed title="站点" hint="登记和停用站点由管理员来做。" />
  const standing = overview?.site.standing
  const superior = standing === 'superior'
  const mayAdmit = superior || (standing === 'alone' && isCounty(overview?.site.unit.code ?? ''))
  const sites = query.data ?? []
  return (
    <Page
      header={
        <PageHeader
          title="站点"
          detail={query.data !== undefined && <span>{sites.filter((site) => site.state === 'admitted').length} 个在用</span>}
          actions={
            <>
              {overview !== undefined && !mayAdmit && standing !== 'admitted' && (
                <Button variant="default" onClick={() => setRequesting({ renew: false })}>
                  制作加入申请
                </Button>
              )}
              {standing === 'admitted' && (
                <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={() => setRequesting({ renew: true })}>
                  更换本站点密钥
                </Button>
              )}
              {mayAdmit && (
                <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdmitting(true)}>
                  登记新站点
                </Button>
              )}
            </>
          }
        >
          <ExchangeTabs />
        </PageHeader>
      }
    >
      <div className={layout['stack']}>
        {query.error !== null && (
          <ErrorPanel
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )}
        {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
        {query.data !== undefined && (
          <Panel title="登记的站点" detail="一台电脑是一个站点，一个单位可以有几个" flush>
            {sites.length === 0 ? (
              <EmptyState
                title="还没有登记站点"
                hint={
                  mayAdmit ? '请各单位制作加入申请，用 U 盘带来，点“登记新站点”读入。' : '先制作加入申请交给上级；读入登记文件以后，这里列出可以交换的站点。'
                }
              />
            ) : (
              <SiteTable sites={sites} mayWithdraw={superior} />
            )}
          </Panel>
        )}
      </div>
      {admitting && <AdmitDialog onClose={() => setAdmitting(false)} />}
      {requesting !== null && overview !== undefined && <RequestDialog overview={overview} renew={requesting.renew} onClose={() => setRequesting(null)} />}
    </Page>
  )
}

function SiteTable({ sites, mayWithdraw }: { readonly sites: readonly SiteSummary[]; readonly mayWithdraw: boolean }): ReactNode {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const withdraw = async (site: SiteSummary): Promise<void> => {
    const answer = await confirm({
      title: `停用“${site.unitName} ${site.label}”？`,
      message: '停用以后，这台电脑发来的文件一律拒收，也不再给它发送。已经合并的数据不变。电脑丢失、报废、换人时使用；换了新电脑请另外登记。',
      confirmLabel: '停用这个站点',
      danger: true,
      reason: 'required',
    })
    if (!answer.confirmed) return
    const done = await attempt(client.withdraw({ site: site.id, reason: answer.reason }))
    if (!done.ok) {
      notifyError(done.error)
      return
    }
    notifyDone('已停用', `${site.unitName} ${site.label}`)
    refresh()
  }
  return (
    <table className={table['table']} aria-label="登记的站点">
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col">站点名称</th>
          <th scope="col">核对码</th>
          <th scope="col">登记日期</th>
          <th scope="col">状态</th>
          <th scope="col">操作</th>
        </tr>
      </thead>
      <tbody>
        {sites.map((site) => (
          <tr key={site.id} data-left-out={site.state === 'withdrawn' || undefined}>
            <td>{site.unitName}</td>
            <td>
              {site.label} {site.own && <Badge color="ink">本机</Badge>} {site.superior && <Badge color="gray">上级</Badge>}
            </td>
            <td className={table['nowrap']}>
              <Fingerprint value={site.fingerprint} />
            </td>
            <td className={table['nowrap']}>{site.admittedOn ?? '—'}</td>
            <td>{site.state === 'admitted' ? <Badge color="green">在用</Badge> : <Badge color="red">已停用 {site.withdrawnOn ?? ''}</Badge>}</td>
            <td>
              {mayWithdraw && !site.own && site.state === 'admitted' && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  aria-label={`停用 ${site.unitName} ${site.label}`}
                  onClick={() => {
                    void withdraw(site)
                  }}
                >
                  停用
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
