import { Alert, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { KnownSite } from '#core/features/exchange/contract.ts'
import type { requestShape } from '#core/features/exchange/siteShapes.ts'
import { dateTimeText } from '../../../components/time.ts'
import classes from '../shared/exchange.module.css'
import { Fingerprint } from '../shared/Fingerprint.tsx'

/** Whose request it is, what is on file of that PC already, and the 核对码 to compare. */
export function RequestFacts({ request }: { readonly request: z.infer<typeof requestShape> }): ReactNode {
  const { known } = request
  return (
    <>
      <dl className={classes['facts']}>
        <div>
          <dt>单位</dt>
          <dd>{request.unitName}</dd>
        </div>
        <div>
          <dt>站点名称</dt>
          <dd>{request.label}</dd>
        </div>
        <div>
          <dt>制作时间</dt>
          <dd>{dateTimeText(request.madeAt)}</dd>
        </div>
      </dl>
      {request.renewal && <Text size="sm">这是更换密钥的申请：登记以后，这个站点旧的密钥作废。</Text>}
      {known?.state === 'withdrawn' && <WithdrawnBefore known={known} />}
      {known?.state === 'admitted' && !request.renewal && (
        <Text size="sm">这个站点{known.admittedOn === null ? '' : ` ${known.admittedOn} `}已经登记过，再登记一次只会重新发给它登记文件。</Text>
      )}
      <div className={classes['compare']}>
        <span>核对码</span>
        <Fingerprint value={request.fingerprint} />
      </div>
    </>
  )
}

function WithdrawnBefore({ known }: { readonly known: KnownSite }): ReactNode {
  return (
    <Alert color="red" role="alert" title={`这台电脑（${known.label}）已经停用过`}>
      {known.withdrawnOn ?? ''} 停用，原因：{known.withdrawnReason ?? '没有写'}
      。再登记就恢复使用：又能收到数据，它的文件又会被接收。电脑丢了的，拿着它的人也能用旧的申请文件来登记，请先问清楚电脑现在在谁手里；换了新电脑的，请让对方在新电脑上另做申请。
    </Alert>
  )
}
