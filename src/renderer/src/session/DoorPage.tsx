import type { ReactNode } from 'react'
import type { SessionStatus } from '#core/features/session/contract.ts'
import classes from './DoorPage.module.css'

const PRODUCT = '精准帮扶工作台'

/** What stands before the program opens: set-up, login, unlock. */
export function DoorPage({
  title,
  status,
  wide = false,
  children,
}: {
  readonly title: string
  readonly status: Pick<SessionStatus, 'demo' | 'version'>
  readonly wide?: boolean
  readonly children: ReactNode
}): ReactNode {
  return (
    <main className={classes['page']}>
      <div className={classes['card']} data-wide={wide || undefined}>
        <header className={classes['head']}>
          <span className={classes['seal']} aria-hidden>
            帮
          </span>
          <div>
            <h1 className={classes['title']}>{title}</h1>
            <p className={classes['product']}>{title === PRODUCT ? '县、乡镇、村建档立卡和帮扶台账' : PRODUCT}</p>
          </div>
        </header>
        <div className={classes['body']}>
          {status.demo && <p className={classes['demo']}>演示数据，不是真实情况</p>}
          {children}
        </div>
      </div>
      <p className={classes['version']}>版本 {status.version}　数据只保存在本机</p>
    </main>
  )
}
