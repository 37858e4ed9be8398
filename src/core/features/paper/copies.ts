/** What the copies of a form are filled with, read as they are made. */
import { isRegisterName, registerOf, type RegisterName } from '../../catalogue/index.ts'
import { referredBy } from '../../catalogue/derive/subject.ts'
import { findField } from '../../catalogue/index.ts'
import { flatten } from '../../forms/flatten.ts'
import { shapeOf } from '../../forms/shape.ts'
import type { FormCopy, FormDefinition, FormScope, ListSource, StepSource } from '../../forms/types.ts'
import { ACT_PHOTOS, CONDITIONS, hasConditions, listName } from '../../forms/vocabulary.ts'
import { PHOTO_NAMES, PHOTOS } from '../../forms/words.ts'
import { conditionsOf } from '../../procedures/conditions.ts'
import { tableOf, toContractRow } from '../../store/table.ts'
import type { SqlRow } from '../../store/index.ts'
import { conditionSources } from '../procedures/index.ts'
import { questionnairePaper, type QuestionnaireCopy } from '../questionnaires/index.ts'
import { blankScope, readerOf } from './readers.ts'
import { divisionOf, type Reading } from './reading.ts'
import { Portion } from './registerReader.ts'
import { statisticScope } from './statisticScope.ts'
import { listIds, registerNamed, type Subject } from './subjects.ts'

/** One copy, and a number by which its file is told apart. */
export interface NumberedCopy extends FormCopy {
  readonly number: string
}

/** The copies of a form for its subjects, in their order, whole. Records are read when they are asked for, a portion at a time. */
export async function* copiesOf(reading: Reading, form: FormDefinition, subjects: readonly Subject[]): AsyncGenerator<NumberedCopy> {
  for await (const copy of readCopies(reading, form, subjects)) {
    await reading.photos.settle(reading.office)
    yield copy
  }
}

/** The same without the contents of photos. */
async function* readCopies(reading: Reading, form: FormDefinition, subjects: readonly Subject[]): AsyncGenerator<NumberedCopy> {
  const records = subjects.flatMap((subject) => (subject.kind === 'record' ? [subject.id] : []))
  if (form.from.kind === 'record') yield* asCopies(reading, registerNamed(form.from.register), records, form)
  if (form.from.kind === 'step') for (const id of records) yield* stepCopies(reading, form.from, id, form.title)
  for (const subject of subjects) {
    if (subject.kind === 'questionnaire') yield questionnaireCopy(reading, subject.copy)
    else if (subject.kind !== 'record') yield await placeCopy(reading, form, subject)
  }
}

function* asCopies(reading: Reading, register: RegisterName, ids: readonly string[], form: FormDefinition): IterableIterator<NumberedCopy> {
  for (const { id, scope, name, number } of readerOf(register).read(reading, ids))
    yield { scope: { ...scope, ...conditionScope(reading, register, id) }, name: name === '' ? form.title : name, number }
}

/** What must hold of a record beside its steps, where the template asks for it: what stands on file, else how it stands today. */
function conditionScope({ office, wanted, today }: Reading, register: RegisterName, id: string): FormScope {
  const procedure = registerOf(register).procedure
  if (!wanted.has(CONDITIONS) || procedure === undefined || !hasConditions(register)) return {}
  const row = office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ? AND deleted = 0`, id)
  const found = row === undefined ? [] : conditionsOf(procedure, conditionSources, office.store.read, { id, row, on: today }, office.parameters())
  return {
    [CONDITIONS]: found.map(({ key, label, target, value, met, note, kept }) => ({
      key,
      label,
      target,
      value: kept?.value ?? value ?? '',
      met: kept === undefined ? (met === 'unknown' ? '' : met === 'met' ? '1' : '0') : kept.met ? '1' : '0',
      found: kept === undefined ? '' : kept.met ? '1' : '0',
      evidence: kept?.evidence ?? '',
      signed: kept?.signed ?? '',
      note: note ?? '',
    })),
  }
}

function questionnaireCopy({ office, user, year }: Reading, copy: QuestionnaireCopy): NumberedCopy {
  const { scope, name, number, place } = questionnairePaper(office, user, copy)
  return { scope: { ...scope, division: { ...divisionOf(office, place, year) } }, name, number }
}

async function placeCopy(reading: Reading, form: FormDefinition, subject: Exclude<Subject, { kind: 'record' | 'questionnaire' }>): Promise<NumberedCopy> {
  const { from, title } = form
  const code = subject.kind === 'rows' ? reading.office.unit.code : (subject.code ?? reading.office.unit.code)
  const division = { ...divisionOf(reading.office, code, reading.year) }
  const place = [division.village, division.township, division.county].find((name) => name !== '') ?? title
  if (subject.kind === 'blank') {
    const scope = from.kind === 'record' ? blankScope(reading, registerNamed(from.register), subject.code) : {}
    return { scope, name: '空白表', number: '' }
  }
  if (from.kind === 'statistic') return { scope: { division, ...statisticScope(reading, from.code, code) }, name: title, number: code }
  if (from.kind !== 'list') throw new RangeError(`form ${form.code} is not made for a place`)
  const ids = subject.kind === 'rows' ? subject.ids : listIds(reading, from, code)
  return { scope: { division, [listName(from)]: await itemsOf(reading, from, ids) }, name: subject.kind === 'rows' ? title : place, number: code }
}

async function itemsOf(reading: Reading, source: ListSource, ids: readonly string[]): Promise<FormScope[]> {
  // Laid flat, the list within is read although the template does not name it.
  const wanted = source.flat === undefined ? reading.wanted : new Set([...reading.wanted, source.flat.of])
  const scopes: FormScope[] = []
  for (const { scope } of readerOf(registerNamed(source.register)).read({ ...reading, wanted }, ids)) {
    scopes.push(scope)
    await reading.step()
  }
  return source.flat === undefined ? scopes : flatten(scopes, source.flat)
}

/** The step, its record, and the act by which it was made. Nothing where the record is out of sight. */
function* stepCopies(reading: Reading, { register }: StepSource, id: string, title: string): IterableIterator<NumberedCopy> {
  const definition = registerOf('procedure_step')
  const stored = reading.office.store.read.get<SqlRow>('SELECT * FROM procedure_step WHERE id = ? AND deleted = 0', id)
  if (stored === undefined) return
  const row = toContractRow(tableOf('procedure_step'), stored)
  const subject = referredBy(findField(definition, 'subject'), row['subject'])
  if (subject === undefined || subject.register !== register) return
  const [record] = readerOf(subject.register).read(reading, [subject.id])
  if (record === undefined) return
  const procedure = registerOf(register).procedure
  const [step = {}] = new Portion(reading).scopes({ ...shapeOf('procedure_step'), referred: [], lists: [] }, [row])
  const names = { procedure_name: procedure?.label ?? '', step_name: procedure?.steps.find(({ key }) => key === row['step'])?.label ?? '' }
  yield {
    scope: {
      ...record.scope,
      ...conditionScope(reading, subject.register, subject.id),
      ...step,
      ...names,
      ...actScope(reading, row['act'], String(row['subject'])),
    },
    name: record.name === '' ? title : record.name,
    number: record.number,
  }
}

/** The meeting or notice of a step, with what it says of the step's record. */
function actScope(reading: Reading, act: unknown, subject: string): FormScope {
  if (typeof act !== 'string' || !isRegisterName('shared_act')) return {}
  const wanted = new Set([...reading.wanted].filter((name) => !PHOTO_NAMES.includes(name)).concat(reading.wanted.has(ACT_PHOTOS) ? [PHOTOS] : []))
  const [read] = readerOf('shared_act').read({ ...reading, wanted }, [act])
  const stored = reading.office.store.read.get<SqlRow>('SELECT * FROM shared_act_line WHERE act_id = ? AND subject = ? AND deleted = 0', act, subject)
  const line = stored === undefined ? undefined : toContractRow(tableOf('shared_act_line'), stored)
  const [own = {}] = line === undefined ? [] : new Portion(reading).scopes({ ...shapeOf('shared_act_line'), name: 'line', referred: [], lists: [] }, [line])
  const { division: _place, [PHOTOS]: photos, ...scope } = read?.scope ?? {}
  return { ...scope, ...(photos === undefined ? {} : { [ACT_PHOTOS]: photos }), ...own }
}
