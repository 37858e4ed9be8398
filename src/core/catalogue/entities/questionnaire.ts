import { defineRegister } from '../define.ts'

/** Registers whose records a questionnaire may be about. */
export const ASKED_ABOUT = ['household', 'unlisted_household', 'person', 'village', 'helper', 'organization'] as const

/** A published version: it stands as it was published, and is withdrawn by its reversal. */
export const questionnaire = defineRegister({
  name: 'questionnaire',
  label: '问卷',
  description: '一份问卷（评分表、测评票、调查表）发布的一版：题目、选项和计分。发布以后不再改动，要改就发布新的一版；答过的各照答时的那一版。',
  title: 'name',
  internal: true,
  keptBy: { level: 'village', divisionIn: 'issued_by' },
  appendOnly: { by: 'withdraws_id', negated: ['standing'] },
  match: [['issued_by', 'code', 'version']],
  sort: [{ field: 'code' }, { field: 'version', descending: true }],
  indexes: [['code', 'version']],
  screen: { path: '/questionnaires', counter: '版' },
  source: 'design.md §12',
  sections: [{ key: 'basic', label: '问卷' }],
  fields: [
    { key: 'code', label: '代号', type: 'text', required: true, maximumLength: 40, section: 'basic', listed: true },
    { key: 'version', label: '第几版', type: 'integer', required: true, minimum: 1, maximum: 10_000, section: 'basic', listed: true },
    { key: 'name', label: '名称', type: 'text', required: true, maximumLength: 80, search: 'name', section: 'basic', listed: true },
    { key: 'about', label: '问什么', type: 'text', required: true, maximumLength: 200, section: 'basic', hint: '问哪几种台账的记录，英文名用逗号隔开。' },
    { key: 'issued_by', label: '发布单位', type: 'division', required: true, section: 'basic', listed: true },
    { key: 'published_on', label: '发布日期', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'published_by', label: '发布人', type: 'text', maximumLength: 40, section: 'basic' },
    { key: 'definition', label: '题目', type: 'longText', required: true, maximumLength: 400_000, section: 'basic' },
    { key: 'print', label: '题目校验值', type: 'text', required: true, maximumLength: 16, section: 'basic' },
    { key: 'source', label: '来源', type: 'text', maximumLength: 400, section: 'basic' },
    { key: 'unverified', label: '待核', type: 'boolean', initial: false, section: 'basic' },
    { key: 'standing', label: '在用', type: 'integer', required: true, section: 'basic', hint: '发布记 1，停用记 -1；合计就是在用的版数。' },
    { key: 'withdraws_id', label: '停用哪一版', type: 'reference', register: 'questionnaire', section: 'basic' },
  ],
})

/** What an office is still writing. */
export const questionnaireDraft = defineRegister({
  name: 'questionnaire_draft',
  label: '问卷草稿',
  description: '一份还没有发布的问卷。',
  title: 'name',
  internal: true,
  keptBy: { level: 'village', divisionIn: 'issued_by' },
  identity: ['issued_by', 'code'],
  match: [['issued_by', 'code']],
  sort: [{ field: 'code' }],
  source: 'design.md §12',
  sections: [{ key: 'basic', label: '草稿' }],
  fields: [
    { key: 'code', label: '代号', type: 'text', required: true, maximumLength: 40, section: 'basic', listed: true },
    { key: 'name', label: '名称', type: 'text', required: true, maximumLength: 80, section: 'basic', listed: true },
    { key: 'about', label: '问什么', type: 'text', required: true, maximumLength: 200, section: 'basic' },
    { key: 'issued_by', label: '单位', type: 'division', required: true, section: 'basic', listed: true },
    { key: 'definition', label: '题目', type: 'longText', required: true, maximumLength: 400_000, section: 'basic' },
    { key: 'source', label: '来源', type: 'text', maximumLength: 400, section: 'basic' },
    { key: 'unverified', label: '待核', type: 'boolean', initial: false, section: 'basic' },
  ],
})

/** What was answered of one record, which may be of the given registers. */
export const answeredSheetOfRegisters = <const N extends readonly string[]>(registers: N) =>
  defineRegister({
    name: 'answered_sheet',
    label: '答卷',
    description: '一份问卷问一户、一人、一村或一名干部的一次回答。得分由程序按问卷那一版算出，不能手填。',
    title: 'sheet_no',
    internal: true,
    owner: 'place',
    partOf: { by: 'subject', stays: true },
    match: [['sheet_no']],
    sort: [{ field: 'place' }, { field: 'asked_on', descending: true }],
    indexes: [['code', 'asked_on']],
    screen: { path: '/answers', counter: '份' },
    papers: [
      { kind: 'sheet', label: '签字的答卷' },
      { kind: 'photo', label: '现场照片' },
    ],
    source: 'mechanisms.md M01（id_score_sheet）、M03（survey_answer）、M34（survey_ballot）',
    sections: [{ key: 'basic', label: '答卷' }],
    fields: [
      { key: 'sheet_no', label: '编号', type: 'numbered', numbering: { prefix: 'DJ', year: 'asked_on' }, search: 'number', section: 'basic', listed: true },
      { key: 'questionnaire_id', label: '问卷', type: 'reference', register: 'questionnaire', required: true, section: 'basic', listed: true },
      { key: 'code', label: '所答问卷', type: 'text', derived: '取问卷的代号。', section: 'basic', listed: true },
      { key: 'subject', label: '对象', type: 'subject', registers, required: true, section: 'basic', listed: true, merge: 'decide' },
      { key: 'place', label: '统计地', type: 'division', required: true, section: 'basic', listed: true, hint: '答的那一天对象在哪里；以后搬走不变。' },
      { key: 'asked_on', label: '日期', type: 'date', required: true, section: 'basic', listed: true },
      { key: 'asked_by', label: '调查人', type: 'text', maximumLength: 100, section: 'basic', listed: true, hint: '两人以上的用顿号隔开。' },
      { key: 'surveyors', label: '调查人数', type: 'integer', unit: '人', section: 'basic', derived: '“调查人”里写的不同的人数。' },
      { key: 'answered_by', label: '回答人', type: 'text', maximumLength: 40, section: 'basic', listed: true },
      { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'basic' },
      { key: 'score', label: '得分', type: 'decimal', scale: 2, unit: '分', derived: '按问卷的计分，由答案得出。', section: 'basic', listed: true },
      {
        key: 'full_score',
        label: '满分',
        type: 'decimal',
        scale: 2,
        unit: '分',
        derived: '问到的题最多能得的分；没有出现的题不在内。',
        section: 'basic',
        listed: true,
      },
      { key: 'grade', label: '等次', type: 'text', derived: '按问卷的等次，由没有四舍五入的得分得出；命中否决项的没有等次。', section: 'basic', listed: true },
      { key: 'vetoes', label: '否决项', type: 'text', derived: '答案命中的否决项的题号。', section: 'basic', listed: true },
      { key: 'open_questions', label: '未答题数', type: 'integer', unit: '题', derived: '必答而没有答的题数。', section: 'basic', listed: true },
    ],
  })

export const answeredSheet = answeredSheetOfRegisters(ASKED_ABOUT)

export const answer = defineRegister({
  name: 'answer',
  label: '答案',
  description: '一份答卷里一道题的答案。',
  title: 'question',
  internal: true,
  owner: 'place',
  partOf: { by: 'sheet_id', lines: true },
  identity: ['sheet_id', 'question'],
  match: [['sheet_id', 'question']],
  uniqueTogether: [['sheet_id', 'question']],
  sort: [{ field: 'sheet_id' }, { field: 'question' }],
  indexes: [['code', 'question', 'value']],
  source: 'mechanisms.md M03（survey_answer）',
  sections: [{ key: 'basic', label: '答案' }],
  fields: [
    { key: 'sheet_id', label: '答卷', type: 'reference', register: 'answered_sheet', required: true, section: 'basic', listed: true },
    { key: 'place', label: '统计地', type: 'division', derived: '取答卷的统计地。', section: 'basic' },
    { key: 'code', label: '所答问卷', type: 'text', derived: '取答卷所答问卷的代号。', section: 'basic' },
    { key: 'question', label: '题号', type: 'text', required: true, maximumLength: 20, section: 'basic', listed: true },
    { key: 'value', label: '答案', type: 'text', required: true, maximumLength: 2000, section: 'basic', listed: true },
    { key: 'number', label: '数值', type: 'decimal', scale: 4, derived: '答案是数的，它的值。', section: 'basic' },
    {
      key: 'points',
      label: '得分',
      type: 'decimal',
      scale: 4,
      unit: '分',
      derived: '按问卷的计分，由答案得出；没有出现的题不计。',
      section: 'basic',
      listed: true,
    },
  ],
})
