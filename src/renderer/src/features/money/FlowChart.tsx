/** Streams of money: sources at the left, those in charge in the middle, villages at the right; as wide as the money. */
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { listPath } from '#core/catalogue/derive/screen.ts'
import type { FlowAnswer, FlowNode } from '#core/features/money/contract.ts'
import type { Where } from '#core/shapes.ts'
import { Chart } from '../../components/chart/Chart.tsx'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { useMoneyText } from '../../fields/moneyUnit.tsx'

/** Points of the screen from one name to the next, and those between two nodes, so that names never meet. */
const LINE = 24
const GAP = 16
/** Room for the names beside the first and the last layer. */
const [LEFT, RIGHT] = [270, 250]
const COLOURS: Readonly<Partial<Record<FlowNode['layer'], string>>> = { place: '#6b9db4', village: '#1f5b78' }
const POSITIONS: Readonly<Record<FlowNode['layer'], string>> = { source: 'left', place: 'right', village: 'right' }
const FIELDS: Readonly<Record<FlowNode['layer'], string>> = { source: 'source_id', place: 'place', village: 'village' }

export function FlowChart({ flow, year }: { readonly flow: FlowAnswer; readonly year: number }): ReactNode {
  const { nodes, links } = flow
  const { text, unit } = useMoneyText()
  const openList = useOpenList()
  const labels = useMemo(() => new Map(nodes.map(({ key, label }) => [key, label])), [nodes])
  const said = useCallback((amount: number): string => `${text(amount)} ${unit}`, [text, unit])
  const option = useMemo(() => optionOf(flow, labels, said), [flow, labels, said])
  const open = useCallback(
    (index: number, _: number, part?: string) => {
      const keys = part === 'edge' ? [links[index]?.from, links[index]?.to] : [nodes[index]?.key]
      const met = nodes.filter(({ key }) => keys.includes(key))
      const where: Where = { year, ...Object.fromEntries(met.map(({ layer, record }) => [FIELDS[layer], record])) }
      openList('fund_allocation', listPath('fund_allocation'), [], { label: met.map(({ label }) => label).join('，'), where })
    },
    [links, nodes, openList, year],
  )
  return (
    <Chart
      label="资金从来源经支配单位到村的流向"
      option={option}
      height={heightOf(nodes)}
      onOpen={open}
      figures={
        <ul>
          {links.map(({ from, to, amount }) => (
            <li key={`${from} ${to}`}>
              {labels.get(from)}到{labels.get(to)}：{said(amount)}
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** As high as the layer with the most names needs. */
function heightOf(nodes: readonly FlowNode[]): number {
  const counts = new Map<string, number>()
  for (const { layer } of nodes) counts.set(layer, (counts.get(layer) ?? 0) + 1)
  return Math.max(12, ...counts.values()) * LINE
}

function optionOf({ nodes, links }: FlowAnswer, labels: ReadonlyMap<string, string>, said: (amount: number) => string): Record<string, unknown> {
  const labelOf = (key: unknown): string => labels.get(String(key)) ?? ''
  return {
    tooltip: {
      trigger: 'item',
      formatter: ({ data }: { readonly data: { readonly name?: string; readonly source?: string; readonly target?: string; readonly amount: number } }) =>
        `${data.name === undefined ? `${labelOf(data.source)}到${labelOf(data.target)}` : labelOf(data.name)}：${said(data.amount)}`,
    },
    series: [
      {
        type: 'sankey',
        left: LEFT,
        right: RIGHT,
        top: LINE / 2,
        bottom: LINE / 2,
        nodeWidth: 10,
        nodeGap: GAP,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        data: nodes.map(({ key, layer, amount }) => ({
          name: key,
          amount,
          depth: ['source', 'place', 'village'].indexOf(layer),
          label: { position: POSITIONS[layer] },
          ...(COLOURS[layer] === undefined ? {} : { itemStyle: { color: COLOURS[layer] } }),
        })),
        // The picture alone takes 分 for a length.
        links: links.map(({ from, to, amount }) => ({ source: from, target: to, value: amount, amount })),
        lineStyle: { color: 'source', opacity: 0.35 },
        label: {
          fontSize: 12,
          color: '#333a44',
          textBorderColor: '#ffffff',
          textBorderWidth: 3,
          formatter: ({ data }: { readonly data: { readonly name: string; readonly amount: number } }) => `${labelOf(data.name)}  ${said(data.amount)}`,
        },
      },
    ],
  }
}
