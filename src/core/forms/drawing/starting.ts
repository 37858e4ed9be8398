/**
 * The template that an office begins with, made from the catalogue: every field of the source laid out under its label, with the marks in place.
 * What an office does not need it takes away; where a field goes it is moved.
 */
import { screenOf } from '../../catalogue/derive/screen.ts'
import { findField, isRegisterName, registerOf } from '../../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'
import type { FormSheet } from '../../excel/formSheet.ts'
import type { FormSource, Vocabulary } from '../types.ts'
import { listName } from '../vocabulary.ts'
import { cardTemplate, type CardItem, type CardPart } from './card.ts'
import { countedColumn, fieldColumn, headingOf, lookOf, type TableColumn } from './columns.ts'
import { notesSheet } from './notes.ts'
import { questionnaireTemplate } from './questionnaire.ts'
import { tableTemplate } from './table.ts'

/** Columns of a list at most; beyond, an office chooses for itself from the notes. */
const MOST_COLUMNS = 30
/** Columns of a table within the paper of one record. */
const MOST_INNER_COLUMNS = 9
/** Tables within the paper of one record, so that it stays a page or two. */
const MOST_TABLES = 4

const NUMBER: TableColumn = { heading: '序号', text: '{{@number}}', width: 22 }

/** The worksheets of a starting template: the form, and the notes on what may be named. `vocabulary` is that of the source. */
export function startingTemplate(title: string, source: FormSource, vocabulary: Vocabulary): FormSheet[] {
  return [formSheet(title, source, vocabulary), notesSheet(vocabulary)]
}

function formSheet(title: string, source: FormSource, vocabulary: Vocabulary): FormSheet {
  if (source.kind === 'statistic') return statisticSheet(title, vocabulary)
  if (source.kind === 'questionnaire') return questionnaireTemplate(title)
  const register = registerOf(source.register)
  if (source.kind === 'list')
    return tableTemplate({
      title,
      each: listName(source),
      columns: [NUMBER, ...listColumns(register)],
      total: `合　　计：　{{${listName(source)}|count}} ${counterOf(register)}`,
    })
  const parts = [...sections(register, vocabulary), ...tables(vocabulary)]
  return cardTemplate({ title, parts: source.kind === 'step' ? [...stepParts(), ...parts] : parts })
}

function counterOf({ name }: RegisterDefinition): string {
  return screenOf(name)?.counter ?? '条'
}

/** The fields of a list: those that its screen shows first, then the others as far as there is room. */
function listColumns(register: RegisterDefinition): TableColumn[] {
  const screen = screenOf(register.name)
  const first = [...(screen?.first ?? []), ...(screen?.listed ?? register.fields.filter(({ listed }) => listed === true).map(({ key }) => key))]
  const keys = new Set([...first, ...register.fields.filter(isShown).map(({ key }) => key)])
  return [...keys].slice(0, MOST_COLUMNS).flatMap((key) => {
    const field = findField(register, key)
    return field === undefined ? [] : [fieldColumn(field, `${register.name}.${key}`)]
  })
}

/** Fields that mean something on paper: no keys of records, which are told by their names already. */
function isShown(field: FieldDefinition): boolean {
  return field.keeps === undefined && !(field.type === 'reference' && field.derived !== undefined)
}

/** The sections of a record, and those of its record of the year. */
function sections(register: RegisterDefinition, vocabulary: Vocabulary): CardPart[] {
  const yearly = Object.keys(vocabulary).flatMap((name) => (isRegisterName(name) && registerOf(name).yearly?.of === register.name ? [registerOf(name)] : []))
  return [
    ...sectionsOf(register, (field) => field.key !== register.owner || field.derived === undefined),
    ...yearly.flatMap((one) => sectionsOf(one, (field) => field.key !== one.yearly?.reference && field.key !== one.yearly?.year && field.key !== one.owner)),
  ]
}

function sectionsOf(register: RegisterDefinition, wanted: (field: FieldDefinition) => boolean): CardPart[] {
  return register.sections.flatMap(({ key, label }): CardPart[] => {
    const fields = register.fields.filter((field) => field.section === key && isShown(field) && wanted(field))
    return fields.length === 0 ? [] : [{ kind: 'items', heading: label, items: fields.map((field) => item(register.name, field)) }]
  })
}

function item(register: string, field: FieldDefinition): CardItem {
  const ticked = field.type === 'boolean' ? '|choices' : ''
  return {
    label: headingOf(field),
    text: `{{${register}.${field.key}${ticked}}}`,
    look: lookOf(field),
    ...(field.type === 'longText' || field.type === 'codes' ? { wide: true } : {}),
  }
}

/** What belongs to the record, as far as it is told by records of registers: members, lines, links. */
function tables(vocabulary: Vocabulary): CardPart[] {
  const lists = Object.entries(vocabulary).flatMap(([name, entry]): CardPart[] => {
    if (entry.kind !== 'list' || name.endsWith('_all')) return []
    const columns = Object.keys(entry.entries).flatMap(innerColumns)
    return columns.length === 0
      ? []
      : [{ kind: 'table', heading: entry.label, each: `${name} min=3`, columns: [NUMBER, ...columns.slice(0, MOST_INNER_COLUMNS)] }]
  })
  return lists.slice(0, MOST_TABLES)
}

function innerColumns(name: string): TableColumn[] {
  if (!isRegisterName(name)) return []
  const register = registerOf(name)
  return register.fields
    .filter(
      (field) =>
        isShown(field) &&
        field.type !== 'reference' &&
        field.type !== 'longText' &&
        (field.listed === true || field.key === register.title) &&
        field.key !== register.owner,
    )
    .map((field) => fieldColumn(field, `${name}.${field.key}`))
}

function stepParts(): CardPart[] {
  const step = registerOf('procedure_step')
  const keys = ['done_on', 'done_by', 'signatures', 'remark']
  return [
    {
      kind: 'items',
      heading: '办理',
      items: [
        { label: '流程', text: '{{procedure_name}}' },
        { label: '步骤', text: '{{step_name}}' },
        ...step.fields.filter(({ key }) => keys.includes(key)).map((field) => item(step.name, field)),
      ],
    },
  ]
}

/** A statistic: rows and their figures, the total below. */
function statisticSheet(title: string, vocabulary: Vocabulary): FormSheet {
  const rows = vocabulary['rows']
  const figures = rows?.kind === 'list' ? Object.entries(rows.entries).filter(([name]) => name !== 'label') : []
  const columns: TableColumn[] = [
    { heading: '名称', text: '{{label}}', width: 70 },
    ...figures.map(([name, { label }]) => countedColumn({ heading: label, text: `{{${name}}}`, width: 40 })),
  ]
  const total = ['合计', ...figures.map(([name]) => `{{total.${name}}}`)]
  return tableTemplate({
    title,
    each: 'rows',
    columns,
    under: ['填报单位：{{office}}', '{{period}}', '打印日期：{{printed_on}}'],
    totals: total,
    below: ['依据：{{basis}}', '说明：{{notes}}'],
  })
}
