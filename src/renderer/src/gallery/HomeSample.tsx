import { Paper, SimpleGrid, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { BarList } from '../components/BarList.tsx'
import { Page, PageHeader } from '../components/PageHeader.tsx'
import { StatTile, StatTiles } from '../components/StatTile.tsx'
import { useGo } from '../router/navigation.ts'

const causes = [
  ['因病', 5120],
  ['缺资金', 3310],
  ['缺技术', 2208],
  ['因学', 1407],
  ['缺劳力', 980],
  ['因残', 421],
  ['自身发展动力不足', 120],
] as const

export function HomeSample(): ReactNode {
  const go = useGo()
  return (
    <Page header={<PageHeader title="首页" detail="2016 年度" />}>
      <StatTiles label="在册情况">
        <StatTile label="在册贫困户" value="13,600" unit="户" detail="54,500 人" onOpen={() => go('/gallery/list')} />
        <StatTile label="未脱贫" value="9,214" unit="户" detail="37,020 人" onOpen={() => go('/gallery/list')} />
        <StatTile label="已脱贫" value="4,386" unit="户" detail="17,480 人" onOpen={() => go('/gallery/list')} />
        <StatTile label="贫困村" value="68" unit="个" detail="共 140 个行政村" />
        <StatTile label="贫困发生率" value="24.76%" detail="乡村人口 190,000 人" />
      </StatTiles>
      <SimpleGrid cols={2} spacing="md" mt="md">
        <Paper withBorder p="md">
          <Title order={2} mb="xs">
            主要致贫原因
          </Title>
          <BarList label="主要致贫原因" unit=" 户" items={causes.map(([label, value]) => ({ key: label, label, value, onOpen: () => go('/gallery/list') }))} />
        </Paper>
        <Paper withBorder p="md">
          <Title order={2} mb="xs">
            各乡镇在册户数
          </Title>
          <BarList
            label="各乡镇在册户数"
            unit=" 户"
            items={[
              ['三岔镇', 1520],
              ['新寺镇', 1310],
              ['金钟镇', 1102],
              ['盐井镇', 860],
            ].map(([label, value]) => ({ key: String(label), label: String(label), value: Number(value) }))}
          />
        </Paper>
      </SimpleGrid>
    </Page>
  )
}
