import type { ReactNode } from 'react'
import type { ExchangeOverview } from '#core/features/exchange/contract.ts'
import { waitingFigure } from '../../../components/figure.tsx'
import { StatTile, StatTiles } from '../../../components/StatTile.tsx'
import { useGo } from '../../../router/navigation.ts'
import { whole } from '../../../components/whole.ts'

type Waits = keyof ExchangeOverview['waiting']

const tiles: readonly {
  readonly key: Waits
  readonly label: string
  readonly unit: string
  readonly path: string
  readonly waits: string
  readonly none: string
}[] = [
  { key: 'returned', label: '退回的户', unit: '户', path: '/exchange/returns', waits: '上级退回，待整改', none: '没有退回的户' },
  { key: 'answered', label: '退回已回复', unit: '户', path: '/exchange/returns', waits: '对方已回复，待办结', none: '没有待办结的' },
  { key: 'conflicts', label: '冲突', unit: '处', path: '/exchange/conflicts', waits: '两边改得不同，待决定', none: '没有冲突' },
  { key: 'duplicates', label: '重复记录', unit: '对', path: '/exchange/duplicates', waits: '登记了两次，待核对', none: '没有重复' },
  { key: 'proposals', label: '修改建议', unit: '条', path: '/exchange/proposals', waits: '别的单位提的，待采纳', none: '没有建议' },
  { key: 'former', label: '以前的修改', unit: '条', path: '/exchange/former', waits: '退回以前做的，待收回', none: '' },
  { key: 'transfers', label: '迁移', unit: '件', path: '/exchange/transfers', waits: '迁来的户和人，待接收', none: '没有迁来的' },
  { key: 'unsent', label: '未发送的改动', unit: '次', path: '/exchange/send', waits: '点这里发送', none: '都已发送' },
  { key: 'missingFiles', label: '缺少的照片', unit: '张', path: '/exchange/receive', waits: '下次接收时补上', none: '照片齐全' },
]

/** What waits for somebody here; each number leads to where it is dealt with. */
export function Waiting({ overview }: { readonly overview: ExchangeOverview }): ReactNode {
  const go = useGo()
  // Shown where there are some: offices of every level send back, and are sent back to.
  const seldom: readonly Waits[] = ['former', overview.site.standing === 'superior' ? 'returned' : 'answered']
  return (
    <StatTiles label="待处理">
      {tiles
        .filter(({ key }) => overview.waiting[key] > 0 || !seldom.includes(key))
        .map(({ key, label, unit, path, waits, none }) => {
          const count = overview.waiting[key]
          return (
            <StatTile
              key={key}
              label={label}
              value={<span {...waitingFigure(key)}>{whole.format(count)}</span>}
              unit={unit}
              detail={count > 0 ? waits : none}
              onOpen={() => go(path, key === 'answered' ? { state: 'answered' } : undefined)}
            />
          )
        })}
    </StatTiles>
  )
}
