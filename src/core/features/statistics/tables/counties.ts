/** 贫困人口 by what the county is: tables 1.11 and 1.12. What a county is says the office in parameters; no register does. */
import type { Where } from '../../../shapes.ts'
import type { StatisticDefinition } from '../../../statistics/types.ts'
import { COUNTY_NOTE, POOR_HOUSEHOLDS, POOR_NOTE, POOR_PEOPLE, POOR_VILLAGE_NOTE, SOURCE, shares } from './words.ts'

/** Counted in a county that a parameter names. */
const countedIn = (setting: string): Where => ({ counted_village: { within: `@${setting}` } })
const IN_AREA = countedIn('area_county')

export const countyTables: readonly StatisticDefinition[] = [
  {
    code: '1.11',
    title: '贫困人口分布统计表（按贫困县属性）',
    group: '贫困人口',
    source: `${SOURCE} 1.11`,
    notes: ['贫困县是重点县或片区县；一个县可以有几种属性，各列会有重复'],
    unverified: [POOR_NOTE, COUNTY_NOTE],
    populations: { people: POOR_PEOPLE },
    columns: [
      { key: 'people', label: '贫困人口', count: 'people', unit: '人' },
      ...shares('people', 'people', '人', [
        { key: 'poor_county', label: '贫困县', where: { or: [countedIn('key_county'), IN_AREA] } },
        { key: 'key_county', label: '重点县', where: countedIn('key_county') },
        { key: 'area_county', label: '片区县', where: IN_AREA },
        { key: 'revolutionary_county', label: '老区县', where: countedIn('revolutionary_county') },
        { key: 'autonomous_county', label: '少数民族自治县', where: countedIn('autonomous_county') },
        { key: 'border_county', label: '边境县', where: countedIn('border_county') },
      ]),
    ],
    chart: ['people'],
  },
  {
    code: '1.12',
    title: '贫困人口分布统计表（按片区）',
    group: '贫困人口',
    source: `${SOURCE} 1.12`,
    notes: ['只算片区县里的；片区县数是有贫困户的片区县'],
    unverified: [POOR_NOTE, POOR_VILLAGE_NOTE, COUNTY_NOTE],
    populations: {
      households: { ...POOR_HOUSEHOLDS, where: { and: [POOR_HOUSEHOLDS.where ?? {}, IN_AREA] } },
      people: { ...POOR_PEOPLE, where: { and: [POOR_PEOPLE.where ?? {}, IN_AREA] } },
      villages: {
        register: 'village',
        time: 'today',
        where: { village_attribute: { in: ['@poor_village_attributes'] }, village: { within: '@area_county' } },
      },
    },
    columns: [
      { key: 'counties', label: '片区县数', distinct: 'households', field: 'counted_village', level: 'county', unit: '个' },
      { key: 'villages', label: '贫困村数', count: 'villages', unit: '个' },
      { key: 'households', label: '贫困户数', count: 'households', unit: '户' },
      { key: 'people', label: '贫困人口', count: 'people', unit: '人' },
    ],
    chart: ['people'],
  },
]
