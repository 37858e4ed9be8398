/** What a step names cannot be removed before the step is undone: the papers and acts that it relied on. */
import { referenceTo, referredBy } from '../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import type { ReadDatabase } from '../store/index.ts'
import { proceedings } from './proceedings.ts'
import { isUndoing } from './state.ts'
import { readRelied } from './steps.ts'

interface NamingStep {
  readonly id: string
  readonly step: string
  readonly subject: string
  readonly act: string | null
  readonly relied: string | null
}

/** Throws CONFLICT where a step that is not undone names the record; steps that go with it do not hold it. */
export function refuseNamed(database: ReadDatabase, register: string, id: string, going: ReadonlySet<string>): void {
  const naming = namingSteps(database, register, id).filter((step) => !going.has(step.id))
  if (naming.length === 0) return
  const undone = new Set(
    database
      .all<{ follows: string | null; step: string }>(
        'SELECT follows, step FROM procedure_step WHERE deleted = 0 AND follows IN (SELECT value FROM json_each(?))',
        JSON.stringify(naming.map((step) => step.id)),
      )
      .flatMap(({ follows, step }) => (isUndoing(step) && follows !== null ? [follows] : [])),
  )
  const standing = naming.find((step) => !undone.has(step.id))
  if (standing === undefined) return
  const about = referredBy(fieldOf('procedure_step', 'subject'), standing.subject)
  const label = proceedings.find((one) => one.register.name === about?.register)?.procedure.steps.find(({ key }) => key === standing.step)?.label
  throw new AppError('CONFLICT', `办“${label ?? standing.step}”时用到了它，不能删除。`, '请先撤销那一步。')
}

function namingSteps(database: ReadDatabase, register: string, id: string): readonly NamingStep[] {
  if (register === 'shared_act') return ofAct(database, id)
  if (register === 'shared_act_line') {
    const line = database.get<{ act_id: string; subject: string }>('SELECT act_id, subject FROM shared_act_line WHERE id = ?', id)
    return line === undefined ? [] : ofAct(database, line.act_id).filter(({ subject }) => subject === line.subject)
  }
  if (register !== 'attachment') return []
  const paper = database.get<{ register: string; record: string }>('SELECT register, record FROM attachment WHERE id = ?', id)
  if (paper === undefined) return []
  const steps =
    paper.register === 'shared_act'
      ? ofAct(database, paper.record)
      : database.all<NamingStep>(
          'SELECT id, step, subject, act, relied FROM procedure_step WHERE deleted = 0 AND subject = ?',
          referenceTo(fieldOf(registerOf('procedure_step'), 'subject'), { register: paper.register, id: paper.record }),
        )
  return steps.filter(({ relied }) => readRelied(relied).papers?.some((named) => named.id === id))
}

function ofAct(database: ReadDatabase, act: string): readonly NamingStep[] {
  return database.all<NamingStep>('SELECT id, step, subject, act, relied FROM procedure_step WHERE deleted = 0 AND act = ?', act)
}
