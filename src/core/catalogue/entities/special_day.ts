import { defineRegister } from '../define.ts'

export const specialDay = defineRegister({
  name: 'special_day',
  label: '节假日调整',
  description: '与公布的节假日安排不同的一天：本地放假，或者照常上班。由县里维护。',
  title: 'name',
  keptBy: 'county',
  identity: ['day'],
  match: [['day']],
  uniqueTogether: [['day']],
  sort: [{ field: 'day', descending: true }],
  screen: { place: '系统', order: 35, icon: 'CalendarOff', search: '名称', counter: '天', first: ['day', 'works', 'name'], administrators: true },
  source: 'design.md §9.3',
  sections: [{ key: 'basic', label: '日期' }],
  fields: [
    { key: 'day', label: '日期', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'works', label: '是否上班', type: 'boolean', required: true, initial: false, section: 'basic', listed: true },
    { key: 'name', label: '名称', type: 'text', required: true, maximumLength: 40, search: 'name', section: 'basic', listed: true, example: '县庆放假' },
  ],
})
