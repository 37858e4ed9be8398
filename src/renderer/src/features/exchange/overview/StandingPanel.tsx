import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ExchangeOverview } from '#core/features/exchange/contract.ts'
import { useGo } from '../../../router/navigation.ts'
import { Panel } from '../../home/Panel.tsx'
import { isCounty, useMayManageSites } from '../shared/standing.ts'
import classes from '../shared/exchange.module.css'
import { Fingerprint } from '../shared/Fingerprint.tsx'
import { firstDataFrom, standingLabels } from '../shared/words.ts'
import type { Standing } from '../shared/words.ts'
import { RequestDialog } from '../sites/RequestDialog.tsx'

const colors: Readonly<Record<Standing, string>> = { alone: 'gray', requested: 'amber', admitted: 'green', superior: 'ink', withdrawn: 'red' }

function sentenceOf({ site, superior, lastReceived }: ExchangeOverview): string {
  const above = superior?.unitName ?? '上级单位'
  switch (site.standing) {
    case 'alone':
      if (isCounty(site.unit.code)) return '还没有和下面的单位交换过数据。请乡镇制作加入申请，用 U 盘带来，在“站点”里登记；登记第一个以后，本机就是上级站点。'
      return `这台电脑还没有加入数据交换。先制作一份加入申请，用 U 盘交给${above}；${above}登记后给您一份登记文件，读进来就可以上报和接收了。`
    case 'requested':
      return `加入申请已经制作，等${above}登记。拿到登记文件后，到“接收”里读入；申请文件丢了可以再做一份。`
    case 'admitted':
      if (lastReceived === null) return `已经加入，还没有收到过数据：${firstDataFrom(above)}`
      return `已经加入。每月把变动上报给${above}，带回来的回执和下发文件到“接收”里读入。`
    case 'superior':
      return '这是上级站点：给下面的单位登记站点，接收各单位的上报，再把回执和下发的数据带回去。'
    case 'withdrawn':
      return `${above}已经停用这台电脑，不能再发送和接收。数据仍然可以查看和备份；需要重新加入时，请再制作一份加入申请。`
  }
}

/** What this installation is to the others, and the one thing to do next. */
export function StandingPanel({ overview }: { readonly overview: ExchangeOverview }): ReactNode {
  const go = useGo()
  const mayManage = useMayManageSites()
  const [requesting, setRequesting] = useState(false)
  const { site } = overview
  const first = site.standing === 'alone' && isCounty(site.unit.code)
  const outside = !first && (site.standing === 'alone' || site.standing === 'requested' || site.standing === 'withdrawn')
  return (
    <Panel
      title="本站点"
      actions={
        <>
          {site.standing === 'requested' && (
            <Button size="compact-md" onClick={() => go('/exchange/receive')}>
              读入登记文件
            </Button>
          )}
          {outside && mayManage && (
            <Button size="compact-md" variant={site.standing === 'requested' ? 'default' : 'filled'} onClick={() => setRequesting(true)}>
              {site.standing === 'requested' ? '再做一份申请' : '制作加入申请'}
            </Button>
          )}
          {!outside && mayManage && (
            <Button size="compact-md" variant={first ? 'filled' : 'default'} onClick={() => go('/exchange/sites')}>
              站点
            </Button>
          )}
        </>
      }
    >
      <dl className={classes['facts']}>
        <div>
          <dt>单位</dt>
          <dd>{site.unit.name}</dd>
        </div>
        <div>
          <dt>站点名称</dt>
          <dd>{site.label}</dd>
        </div>
        <div>
          <dt>状态</dt>
          <dd>
            <Badge color={colors[site.standing]}>{standingLabels[site.standing]}</Badge>
          </dd>
        </div>
        <div>
          <dt>核对码</dt>
          <dd>
            <Fingerprint value={site.fingerprint} />
          </dd>
        </div>
      </dl>
      <p className={classes['sentence']}>
        {sentenceOf(overview)}
        {outside && !mayManage && '加入申请由管理员制作。'}
      </p>
      {requesting && <RequestDialog overview={overview} renew={false} onClose={() => setRequesting(false)} />}
    </Panel>
  )
}
