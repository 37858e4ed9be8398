/** 行政村信息采集表 and 贫困村登记表: what the catalogue has of a village and of its year, group by group in the order of forms.md §3. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { fieldOf, registerOf } from '../../../src/core/catalogue/index.ts'
import type { FieldDefinition } from '../../../src/core/catalogue/types.ts'
import { cardTemplate, type CardItem, type CardPart } from '../../../src/core/forms/drawing/card.ts'
import { headingOf, lookOf } from '../../../src/core/forms/drawing/columns.ts'

const NUMERALS = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
  '十七',
  '十八',
  '十九',
  '二十',
] as const
/** Keys that say which record it is, and stand in the heading or nowhere. */
const TOLD = new Set(['village', 'village_id', 'counted_village', 'year', 'remark'])
/** Sections of what the county asks for beside the form of forms.md §3. */
const BESIDE = new Set(['works'])
/** Order of forms.md §3 where the catalogue, which follows what belongs together on screen, has another. By register, and by section of the year. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  village: ['leader', 'leader_position', 'phone', 'village_attribute', 'development_direction', 'terrain', 'longitude', 'latitude', 'altitude'],
  population: [
    ...['households', 'natural_villages', 'poor_households', 'allowance_households', 'support_households', 'population', 'poor_population'],
    ...['allowance_population', 'support_population', 'minority_population', 'women', 'disabled', 'labourers', 'migrant_workers'],
    ...['general_poor_households', 'general_poor_population', 'allowance_poor_households', 'allowance_poor_population'],
    ...['support_poor_households', 'support_poor_population', 'poor_disabled'],
  ],
  health: ['clinics', 'public_toilets', 'doctors', 'waste_points', 'clinic_area', 'clinic_rooms'],
}

/** The fields to show, those of the order first. */
function shown(register: string, section?: string): readonly FieldDefinition[] {
  const fields = registerOf(register).fields.filter((field) => !TOLD.has(field.key) && (section === undefined || field.section === section))
  const first = (ORDER[section ?? register] ?? []).map((key) => fieldOf(register, key))
  return [...first, ...fields.filter((field) => !first.includes(field))]
}

function item(register: string, field: FieldDefinition): CardItem {
  const choices = field.type === 'boolean' || (field.type === 'code' && register === 'village') ? '|choices' : ''
  return {
    label: headingOf(field),
    text: `{{${register}.${field.key}${choices}}}`,
    look: lookOf(field),
    ...(field.type === 'code' && register === 'village' ? { wide: true } : {}),
  }
}

function parts(): CardPart[] {
  const place: CardItem[] = [
    { label: '县', text: '{{division.county}}' },
    { label: '乡（镇）', text: '{{division.township}}' },
    { label: '行政村', text: '{{division.village}}' },
  ]
  const basic: CardPart = { kind: 'items', heading: '村的基本情况', items: [...place, ...shown('village').map((field) => item('village', field))] }
  const yearly = registerOf('village_year').sections.flatMap(({ key, label }): CardPart[] => {
    if (BESIDE.has(key)) return []
    const items = shown('village_year', key).map((field) => item('village_year', field))
    return items.length === 0 ? [] : [{ kind: 'items', heading: key === 'basic' ? '当年情况' : label, items }]
  })
  return [basic, ...yearly].map((part, index): CardPart => (part.kind === 'items' ? { ...part, heading: `${NUMERALS[index] ?? ''}、${part.heading}` } : part))
}

export const villageCard = (): FormSheet =>
  cardTemplate({
    title: '行政村信息采集表',
    parts: parts(),
    pairs: 3,
    size: 8,
    rowHeight: 16,
    signatures: ['采集人：', '审核人：', '村负责人：', '日期：　　年　月　日'],
  })

export const poorVillageCard = (): FormSheet =>
  cardTemplate({
    title: '贫困村登记表',
    under: ['{{division.county}}{{division.township}}{{division.village}}', '{{year}}年度'],
    parts: parts(),
    pairs: 3,
    size: 8,
    rowHeight: 16,
    signatures: ['村委会（盖章）：', '乡镇人民政府（盖章）：', '县扶贫办（盖章）：', '日期：　　年　月　日'],
  })
