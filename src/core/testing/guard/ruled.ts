/** Made-up registers with rules of their own as to who may do what with them; they hang on the gadgets of the family. */
import { defineRegister } from '../../catalogue/define.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'

const common = [
  { key: 'gadget_id', label: '器件', type: 'reference', register: 'gadget', required: true, section: 'basic', listed: true },
  { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取该器件所在行政村。', section: 'basic' },
] as const satisfies readonly FieldDefinition[]

/** Read by townships and counties, written by counties alone. */
export const gadgetRating: RegisterDefinition = defineRegister({
  name: 'gadget_rating',
  label: '器件评级',
  description: '测试用：县里给一件器件评的级，乡镇看得到。',
  title: 'grade',
  owner: 'village',
  keptBy: 'both',
  rights: { read: 'township', write: { administrator: 'county', entry: 'county' }, remove: { administrator: 'county' }, decide: { administrator: 'county' } },
  match: [['gadget_id', 'grade']],
  partOf: { by: 'gadget_id' },
  screen: { place: '产业金融', order: 91, icon: 'Stars', title: '器件评级' },
  sort: [{ field: 'village' }, { field: 'grade' }],
  sections: [{ key: 'basic', label: '评级' }],
  fields: [
    ...common,
    { key: 'grade', label: '级别', type: 'text', required: true, maximumLength: 20, search: 'name', section: 'basic', listed: true },
    { key: 'remark', label: '评语', type: 'text', maximumLength: 100, section: 'basic', listed: true },
  ],
})

/** The registers of this file, in the order of the catalogue. */
export const ruled = { gadget_rating: gadgetRating } as const
