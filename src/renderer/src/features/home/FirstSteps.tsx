import { Button } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useGo } from '../../router/navigation.ts'
import { isCounty, useOverview } from '../exchange/shared/standing.ts'
import { useSession } from '../../session/useSession.tsx'
import { whole } from '../../components/whole.ts'
import classes from './home.module.css'
import { Panel } from './Panel.tsx'

/** An office with nothing on file yet: where to begin. */
export function FirstSteps({ villages }: { readonly villages: number }): ReactNode {
  const go = useGo()
  const { mayWrite } = useSession()
  const unit = useOverview()?.site.unit.code
  const below = unit !== undefined && !isCounty(unit)
  return (
    <Panel title="从这里开始">
      <ol className={classes['first']}>
        <li>
          <strong>核对区划。</strong>
          {villages > 0 ? `已有 ${whole.format(villages)} 个行政村；` : ''}村名、代码有变动的，先在“区划与村”里改好。
          <Button size="compact-sm" variant="subtle" onClick={() => go('/villages')}>
            看区划与村
          </Button>
        </li>
        {below && (
          <li>
            <strong>县里已经有本单位的数据，</strong>先加入数据交换，用 U 盘接收下来，不用再录一遍。
            <Button size="compact-sm" variant="subtle" onClick={() => go('/exchange')}>
              去数据交换
            </Button>
          </li>
        )}
        <li>
          <strong>装入花名册。</strong>全国系统导出的花名册、本程序的模板、自己的 Excel 表都可以导入，写入之前先看核对结果。
        </li>
        <li>
          <strong>补全和打印。</strong>逐户补填信息，打印信息采集表和花名册，按需导出。
        </li>
      </ol>
      {mayWrite && (
        <div className={classes['firstActions']}>
          <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => go('/imports/new', { register: 'household' })}>
            导入花名册
          </Button>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go('/households/new')}>
            手工登记一户
          </Button>
        </div>
      )}
    </Panel>
  )
}
