/** Streams of money: sources at the left, those in charge in the middle, villages at the right; as wide as the money. */
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { FlowAnswer } from '#core/features/money/contract.ts'
import { yuanText } from '#core/rules/money.ts'
import { Chart } from '../../components/chart/Chart.tsx'
import classes from './money.module.css'

/** 分 of a 万元, for the picture alone. */
const TEN_THOUSAND = 1_000_000

export function FlowChart({ links }: Pick<FlowAnswer, 'links'>): ReactNode {
  const option = useMemo(() => {
    const names = [...new Set(links.flatMap(({ from, to }) => [from, to]))]
    return {
      tooltip: { trigger: 'item', valueFormatter: (value: number) => `${value} 万元` },
      series: [
        {
          type: 'sankey',
          nodeAlign: 'justify',
          emphasis: { focus: 'adjacency' },
          data: names.map((name) => ({ name })),
          links: links.map(({ from, to, amount }) => ({ source: from, target: to, value: amount / TEN_THOUSAND })),
          lineStyle: { color: 'gradient', opacity: 0.4 },
          label: { fontSize: 12 },
        },
      ],
    }
  }, [links])
  return (
    <div className={classes['flow']} style={{ height: `${Math.max(20, Math.ceil(links.length * 1.4))}rem` }}>
      <Chart
        label="资金从来源经支配单位到村的流向"
        option={option}
        figures={
          <ul>
            {links.map(({ from, to, amount }) => (
              <li key={`${from} ${to}`}>
                {from}到{to}：{yuanText(amount)} 元
              </li>
            ))}
          </ul>
        }
      />
    </div>
  )
}
