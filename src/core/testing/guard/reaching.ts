/** Made-up registers that reach places of others: a project over several villages, the villages that it reaches, and its lines. */
import { defineRegister } from '../../catalogue/define.ts'
import type { RegisterDefinition } from '../../catalogue/types.ts'

const project: RegisterDefinition = defineRegister({
  name: 'gadget_project',
  label: '器件项目',
  description: '测试用：一个村的项目，惠及几个村。',
  title: 'name',
  owner: 'village',
  match: [['project_no']],
  tellBy: [{ fields: ['project_no'] }],
  reaches: [{ register: 'gadget_project_village', by: 'project_id', to: 'reached' }],
  papers: [{ kind: 'plan', label: '实施方案' }],
  screen: { place: '水电路房', order: 96, icon: 'Tools', title: '器件项目', counter: '个', first: ['project_no', 'name'] },
  sort: [{ field: 'village' }, { field: 'project_no' }],
  sections: [{ key: 'basic', label: '项目' }],
  fields: [
    { key: 'project_no', label: '项目编号', type: 'text', required: true, unique: true, maximumLength: 20, search: 'number', section: 'basic', listed: true },
    { key: 'name', label: '项目名称', type: 'text', required: true, maximumLength: 40, search: 'name', section: 'basic', listed: true },
    { key: 'budget', label: '预算', type: 'money', unit: '元', minimum: 0, section: 'basic', listed: true },
    { key: 'contact_phone', label: '联系人电话', type: 'phone', sensitive: 'phone', section: 'basic' },
    { key: 'village', label: '行政村', type: 'division', level: 'village', required: true, section: 'basic', listed: true },
  ],
})

const reached: RegisterDefinition = defineRegister({
  name: 'gadget_project_village',
  label: '器件项目惠及村',
  description: '测试用：项目惠及的一个村。',
  title: 'reached',
  owner: 'village',
  match: [['project_id', 'reached']],
  partOf: { by: 'project_id', lines: true },
  uniqueTogether: [['project_id', 'reached']],
  sort: [{ field: 'project_id' }, { field: 'reached' }],
  sections: [{ key: 'basic', label: '惠及村' }],
  fields: [
    { key: 'project_id', label: '项目', type: 'reference', register: 'gadget_project', required: true, section: 'basic', listed: true },
    { key: 'reached', label: '惠及村', type: 'division', level: 'village', required: true, section: 'basic', listed: true },
    { key: 'share', label: '份额', type: 'money', unit: '元', minimum: 0, section: 'basic', listed: true },
    { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取该项目所在行政村。', section: 'basic' },
  ],
})

/** The registers of this file, in the order of the catalogue. */
export const reaching = { gadget_project: project, gadget_project_village: reached } as const
