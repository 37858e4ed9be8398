import { defineRegister } from '../define.ts'

/** Registers whose records may go through a procedure. */
export const PROCEEDING = [
  'village',
  'village_year',
  'household',
  'household_year',
  'person',
  'person_year',
  'identification',
  'comparison_hit',
  'shortfall',
  'survey_visit',
  'household_plan',
  'monitored_household',
  'county_exit',
  'project',
  'project_change',
  'battle_task',
  'correction_sheet',
  'house_retrofit',
  'payment_claim',
] as const

/** The steps of procedures, of records of the given registers. */
export const stepOfRegisters = <const N extends readonly string[]>(registers: N) =>
  defineRegister({
    name: 'procedure_step',
    label: '办理步骤',
    description: '一条记录在一个流程中办的一步：哪天、谁办、依据什么。状态由步骤得出；撤销也是一步。',
    title: 'step',
    internal: true,
    owner: 'village',
    keptBy: { levelIn: 'level' },
    partOf: { by: 'subject' },
    identity: ['subject', 'procedure', 'step', 'round'],
    match: [['subject', 'procedure', 'step', 'round']],
    uniqueTogether: [['subject', 'procedure', 'step', 'round']],
    sort: [{ field: 'village' }, { field: 'subject' }, { field: 'done_on' }],
    indexes: [['act'], ['follows']],
    source: 'mechanisms.md §0.3；design.md §12',
    sections: [{ key: 'basic', label: '步骤' }],
    fields: [
      { key: 'subject', label: '办理对象', type: 'subject', registers, required: true, section: 'basic', listed: true, merge: 'decide' },
      { key: 'village', label: '行政村', type: 'division', derived: '取办理对象所在行政村。', section: 'basic', listed: true },
      { key: 'procedure', label: '流程', type: 'text', required: true, maximumLength: 60, section: 'basic', listed: true },
      { key: 'step', label: '步骤', type: 'text', required: true, maximumLength: 80, section: 'basic', listed: true },
      { key: 'round', label: '第几次', type: 'integer', required: true, minimum: 1, maximum: 1000, section: 'basic' },
      { key: 'follows', label: '上一步', type: 'text', maximumLength: 200, section: 'basic' },
      { key: 'level', label: '办理级别', type: 'code', codeList: 'office_level', required: true, section: 'basic', listed: true },
      { key: 'done_on', label: '办理日期', type: 'date', required: true, section: 'basic', listed: true },
      { key: 'done_by', label: '办理人', type: 'text', maximumLength: 40, section: 'basic', listed: true },
      { key: 'signatures', label: '签字人', type: 'text', maximumLength: 400, section: 'basic' },
      { key: 'act', label: '会议或公示', type: 'text', maximumLength: 60, section: 'basic' },
      { key: 'due_on', label: '办理期限', type: 'date', section: 'basic', listed: true },
      { key: 'remark', label: '说明', type: 'longText', maximumLength: 1000, section: 'basic', listed: true },
      { key: 'basis', label: '来源', type: 'text', maximumLength: 200, section: 'basic' },
      { key: 'relied', label: '依据', type: 'longText', maximumLength: 20_000, section: 'basic' },
    ],
  })

export const step = stepOfRegisters(PROCEEDING)
