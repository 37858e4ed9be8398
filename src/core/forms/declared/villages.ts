/** Papers about villages and their groups. */
import type { FormDefinition } from '../types.ts'

export const villageForms: readonly FormDefinition[] = [
  {
    code: 'village_card',
    title: '行政村信息采集表',
    source: '贫困村登记表、行政村信息采集表指标（forms.md §3；原表编号未得，不编号）',
    paper: 'A4 纵向，一村一份',
    from: { kind: 'record', register: 'village' },
    variants: [{ file: 'village_card.xlsx' }],
  },
  {
    code: 'poor_village_card',
    title: '贫困村登记表',
    source: '国开办发〔2014〕24 号贫困村登记表指标（forms.md §3；原表版面未得，待核）',
    paper: 'A4 纵向，一村一份',
    from: { kind: 'record', register: 'village' },
    variants: [{ file: 'poor_village_card.xlsx' }],
  },
  {
    code: 'village_groups',
    title: '自然村信息表',
    source: '自然村表（forms.md §3）',
    paper: 'A4 横向，一个自然村一行',
    from: { kind: 'list', register: 'village_group', per: 'village' },
    variants: [{ file: 'village_groups.xlsx' }],
  },
]
