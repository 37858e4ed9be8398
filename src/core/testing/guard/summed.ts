/** A made-up link with amounts: the households that share a gadget, with laws of sums in both directions. */
import { defineRegister } from '../../catalogue/define.ts'
import type { RegisterDefinition } from '../../catalogue/types.ts'

const share: RegisterDefinition = defineRegister({
  name: 'gadget_share',
  label: '器件份额',
  description: '测试用：一件器件由几户共有，各占多少。',
  title: 'household_id',
  owner: 'village',
  match: [['gadget_id', 'household_id']],
  partOf: { by: 'gadget_id', lines: true },
  uniqueTogether: [['gadget_id', 'household_id']],
  sums: [
    { key: 'whole', label: '份额合计', whole: 'gadget_id', of: ['share'], equals: 10_000, only: { until: [null] }, level: 'refuse', source: '测试' },
    { key: 'price', label: '分摊合计', whole: 'gadget_id', of: ['amount'], equals: 'price', only: { until: [null] }, level: 'refuse', source: '测试' },
    { key: 'burden', label: '户内比重合计', whole: 'household_id', of: ['burden'], equals: 10_000, only: { until: [null] }, level: 'finding', source: '测试' },
  ],
  sort: [{ field: 'gadget_id' }, { field: 'household_id' }],
  sections: [{ key: 'basic', label: '份额' }],
  fields: [
    { key: 'gadget_id', label: '器件', type: 'reference', register: 'gadget', required: true, section: 'basic', listed: true },
    { key: 'household_id', label: '共有户', type: 'reference', register: 'household', required: true, section: 'basic', listed: true },
    { key: 'since', label: '共有起', type: 'date', section: 'basic', listed: true },
    { key: 'until', label: '共有止', type: 'date', section: 'basic', listed: true },
    { key: 'share', label: '份额', type: 'rate', scale: 2, unit: '%', minimum: 0, section: 'basic', listed: true },
    { key: 'burden', label: '户内比重', type: 'rate', scale: 2, unit: '%', minimum: 0, section: 'basic', listed: true },
    { key: 'amount', label: '分摊', type: 'money', unit: '元', section: 'basic', listed: true },
    { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取该器件所在行政村。', section: 'basic' },
  ],
})

/** The registers of this file, in the order of the catalogue. */
export const summed = { gadget_share: share } as const
