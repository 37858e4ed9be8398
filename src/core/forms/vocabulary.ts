/** What placeholders of a form may name: derived from the catalogue for any register, so that labels are those of the fields. */
import { isRegisterName, registers, type RegisterName } from '../catalogue/index.ts'
import { HOUSEHOLD_VOCABULARY, READ_WITH_HOUSEHOLD } from './household.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { DAY_FACTS } from './declared/dayFacts.ts'
import { shapeOf, type RecordShape } from './shape.ts'
import { DIVISION, OCCASION, PHOTO_LIST, PHOTO_PAIR_LIST, PHOTO_PAIRS, PHOTOS, recordEntry, valueEntry } from './words.ts'
import type { FormSource, ListSource, Vocabulary } from './types.ts'

/** A record that is read in a way of its own, as it was in the year: its names, and the registers that are read with it. */
interface ReadOtherwise {
  readonly vocabulary: Vocabulary
  readonly registers: readonly string[]
}

const READ_OTHERWISE: Readonly<Record<string, ReadOtherwise>> = {
  household: { vocabulary: HOUSEHOLD_VOCABULARY, registers: READ_WITH_HOUSEHOLD },
}

/** What the form of a step knows beside its record: the step, and what the meeting or notice by which it was made says of the record. */
const STEP: Vocabulary = {
  procedure_name: valueEntry('流程名称'),
  step_name: valueEntry('步骤名称'),
  procedure_step: recordEntry('procedure_step'),
  line: recordEntry('shared_act_line'),
}

/** What the paper of a questionnaire may name: the version, its lines in their order, and the sheet with the answers, empty in a blank. */
const QUESTIONNAIRE: Vocabulary = {
  name: valueEntry('问卷名称'),
  version: valueEntry('第几版'),
  issuer: valueEntry('发布单位'),
  basis: valueEntry('依据'),
  preface: valueEntry('填写说明'),
  filled: valueEntry('是答卷（空白卷没有）'),
  lines: {
    kind: 'list',
    label: '各部分和各题',
    entries: {
      kind: valueEntry('部分是 section，题是 question'),
      depth: valueEntry('第几层，从 0 开始'),
      number: valueEntry('题号'),
      code: valueEntry('题的代号'),
      label: valueEntry('题目'),
      hint: valueEntry('提示'),
      type: valueEntry('回答的种类'),
      required: valueEntry('必答'),
      shown: valueEntry('要答（空白卷里都是）'),
      choices: valueEntry('各选项，选中的打勾'),
      answer: valueEntry('答案'),
      points: valueEntry('得分'),
      condition: valueEntry('什么时候才问'),
    },
  },
  sheet: {
    kind: 'record',
    label: '答卷',
    entries: {
      number: valueEntry('编号'),
      subject: valueEntry('对象'),
      place: valueEntry('地方'),
      asked_on: valueEntry('日期'),
      asked_by: valueEntry('调查人'),
      answered_by: valueEntry('回答人'),
      remark: valueEntry('备注'),
      score: valueEntry('得分'),
      full_score: valueEntry('满分'),
      grade: valueEntry('等次'),
      vetoes: valueEntry('否决项'),
    },
  },
}

/** What must hold of a record beside its steps, as papers of its procedure list it. */
export const CONDITIONS = 'conditions'
const CONDITION_LIST: Vocabulary = {
  [CONDITIONS]: {
    kind: 'list',
    label: '各项条件',
    entries: {
      key: valueEntry('代号'),
      label: valueEntry('指标'),
      target: valueEntry('标准'),
      value: valueEntry('现状'),
      met: valueEntry('达标（1 是，0 否，空不知道）'),
      found: valueEntry('认定为达标（1 是，0 否，空还没有认定）'),
      evidence: valueEntry('佐证资料'),
      signed: valueEntry('签认部门、签认人'),
      note: valueEntry('说明'),
    },
  },
}

/** Whether the procedure of a register has conditions that a feature judges. */
export const hasConditions = (register: RegisterName): boolean => (registers[register] as RegisterDefinition).procedure?.conditions !== undefined

/** What the photos of the meeting or notice are called, beside those of the record. */
export const ACT_PHOTOS = 'act_photos'

/** Whether a name of a record's shape is told by the way of its own in which the record is read. */
export function isReadWith(register: string, name: string): boolean {
  const own = READ_OTHERWISE[register]
  if (own === undefined) return false
  return (
    own.registers.includes(name) ||
    Object.entries(own.vocabulary).some(([known, entry]) => known === name || (entry.kind === 'list' && Object.hasOwn(entry.entries, name)))
  )
}

/** What the list of a source is called. */
export function listName(source: ListSource): string {
  return source.name ?? 'rows'
}

/** What a form of the catalogue may name. Throws RangeError for a statistic, whose columns the catalogue does not know, and for a register that is none. */
export function vocabularyOf(source: FormSource): Vocabulary {
  if (source.kind === 'questionnaire') return { ...OCCASION, ...QUESTIONNAIRE }
  if (source.kind === 'statistic') throw new RangeError(`the columns of statistic ${source.code} are not in the catalogue`)
  const register = namedRegister(source.register)
  const conditions = hasConditions(register) ? CONDITION_LIST : {}
  if (source.kind === 'record') return { ...OCCASION, ...recordVocabulary(register), ...conditions }
  if (source.kind === 'step') {
    const { [PHOTOS]: photos, [PHOTO_PAIRS]: _pairs, ...act } = recordVocabulary('shared_act')
    return { ...OCCASION, ...recordVocabulary(register), ...conditions, ...STEP, ...act, ...(photos === undefined ? {} : { [ACT_PHOTOS]: photos }) }
  }
  return { ...OCCASION, [listName(source)]: { kind: 'list', label: registers[register].label, entries: itemVocabulary(source, register) } }
}

/** One heading of a statistic: its name among the placeholders, and what it says. */
export interface StatisticName {
  readonly name: string
  readonly label: string
}

/** What the form of a statistic may name: rows with their figures by column, and the same of the total. */
/** What rows are called by how high a figure of theirs is. */
const GRADE = { grade: valueEntry('等次'), grade_meaning: valueEntry('等次的意思') }

export function statisticVocabulary(columns: readonly StatisticName[], graded = false): Vocabulary {
  const figures = Object.fromEntries(columns.map(({ name, label }) => [name, valueEntry(label)]))
  return {
    ...OCCASION,
    title: valueEntry('表名'),
    period: valueEntry('统计时间'),
    basis: valueEntry('依据'),
    notes: valueEntry('说明'),
    rows: { kind: 'list', label: '各行', entries: { label: valueEntry('行名'), ...figures, ...(graded ? GRADE : {}) } },
    total: { kind: 'record', label: '合计', entries: figures },
  }
}

function namedRegister(name: string): RegisterName {
  if (!isRegisterName(name)) throw new RangeError(`no such register: ${name}`)
  return name
}

function itemVocabulary(source: ListSource, register: RegisterName): Vocabulary {
  const record: Vocabulary = { division: DIVISION, ...recordVocabulary(register) }
  if (source.flat === undefined) return record
  const { of, number, first, each } = source.flat
  const { [of]: list, ...shared } = record
  if (list?.kind !== 'list') throw new RangeError(`${register} has no list ${of}`)
  return {
    ...shared,
    ...list.entries,
    [number]: valueEntry(`${registers[register].label}序号`),
    [first]: valueEntry(`${registers[register].label}数（每${registers[register].label}第一行为 1）`),
    [each]: valueEntry(`${list.label}数（没有的为 0）`),
  }
}

/** The names of a record with all that stands beside it. */
function recordVocabulary(register: RegisterName): Vocabulary {
  const derived = {
    ...shapeVocabulary(shapeOf(register)),
    ...DAY_FACTS[register],
    ...(mayHavePhotos(register) ? { [PHOTOS]: PHOTO_LIST, [PHOTO_PAIRS]: PHOTO_PAIR_LIST } : {}),
  }
  const own = READ_OTHERWISE[register]
  if (own === undefined) return derived
  return { ...Object.fromEntries(Object.entries(derived).filter(([name]) => !isReadWith(register, name))), ...own.vocabulary }
}

/** Whether photos may be attached to the records of a register. */
function mayHavePhotos(register: RegisterName): boolean {
  const { internal, owner } = registers[register] as RegisterDefinition
  return internal !== true && owner !== undefined
}

function shapeVocabulary(shape: RecordShape): Vocabulary {
  return {
    [shape.name]: recordEntry(shape.register),
    ...Object.fromEntries(
      shape.yearly.flatMap(({ register, name, before, all, own }): [string, Vocabulary[string]][] => {
        const entry = recordEntry(register)
        const { label } = registers[register]
        return [
          ...(own === true ? [] : ([[name, entry]] as [string, Vocabulary[string]][])),
          [before, { ...entry, label: `${label}（上一年）` }],
          [all, { kind: 'list', label: `${label}（各年）`, entries: { [name]: entry } }],
        ]
      }),
    ),
    ...Object.assign({}, ...shape.referred.map((referred) => shapeVocabulary(referred.shape))),
    ...Object.fromEntries(shape.lists.map((list) => [list.name, { kind: 'list', label: list.label, entries: shapeVocabulary(list.item) } as const])),
  }
}
