/**
 * Who may make a step of a procedure, as its declaration says: the one place that is asked for steps that are records, for those that stand in
 * the record itself, for what is undone and what is taken over. Pure, so that screens can ask the same before they offer a button.
 */
import type { ProcedureDefinition, ProcedureStep, StepMaker } from '../catalogue/procedure.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { isAtLeast, levelNames, LOWEST_LEVEL, type OfficeLevel } from '../rules/levels.ts'
import { levelAt, type Asker } from './asker.ts'
import type { Role } from './permissions.ts'

/** Somebody as they stand before a record. */
export interface Maker {
  readonly role: Role
  /** The level at which they act where the record is; null outside their divisions. */
  readonly level: OfficeLevel | null
}

/** Whoever enters and whoever reviews, where a step says nothing else. An administrator may always. */
const USUAL_ROLES: readonly string[] = ['entry', 'review']

/** Taking over what was reached elsewhere is entering it. */
export const TAKING_OVER: StepMaker = { level: LOWEST_LEVEL, roles: ['entry'] }

/** How somebody stands before a record of a register: at the division that the step names, else where the record belongs. */
export function makerOf(asker: Asker, register: RegisterDefinition, { side }: StepMaker, row: Readonly<Record<string, unknown>>): Maker {
  const key = side ?? register.owner
  const division = key === undefined ? null : (row[key] ?? null)
  return { role: asker.role, level: typeof division === 'string' ? levelAt(asker, division) : asker.level }
}

/** One thing for which somebody may not make a step. */
export interface MakerLack {
  readonly need: 'level' | 'role'
  readonly message: string
}

/** Why somebody may not make the step of that name; nothing where they may. */
export function makerLacks(who: StepMaker, label: string, { role, level }: Maker): MakerLack[] {
  const roles: readonly string[] = who.roles ?? USUAL_ROLES
  return [
    ...(level === null ? [{ need: 'level' as const, message: `“${label}”由负责那里的单位办理，不在您负责的范围内。` }] : []),
    ...(level !== null && !isAtLeast(level, who.level) ? [{ need: 'level' as const, message: `“${label}”由${levelNames[who.level]}级办理。` }] : []),
    ...(role === 'administrator' || roles.includes(role)
      ? []
      : [{ need: 'role' as const, message: `您的角色不能办“${label}”，请由${roleNames(roles)}办理。` }]),
  ]
}

/** Throws FORBIDDEN where somebody may not make the step of that name. */
export function requireMaker(who: StepMaker, label: string, maker: Maker): void {
  const [lack] = makerLacks(who, label, maker)
  if (lack !== undefined) throw new AppError('FORBIDDEN', lack.message, '请由能办的人办理，或与该级联系。')
}

/**
 * A record whose procedure stands in it is written: whoever writes it makes a step, or begins. Throws FORBIDDEN where they may make none of those
 * that lead there, CONFLICT where none does. `before` is the record as it stands, null for a new one.
 */
export function requireStepInRecord(
  asker: Asker,
  register: RegisterDefinition,
  before: Readonly<Record<string, unknown>> | null,
  values: Readonly<Record<string, unknown>>,
): void {
  const { procedure } = register
  if (procedure?.inRecord === undefined) return
  const { begins } = procedure.inRecord
  if (before === null) return requireMaker(begins.who, begins.label, makerOf(asker, register, begins.who, values))
  if (!(procedure.state in values)) return
  const leading = stepsBetween(procedure, before[procedure.state], values[procedure.state])
  const [first] = leading
  if (first === undefined) throw new AppError('CONFLICT', `“${procedure.label}”没有哪一步从现在的状态通到要写的状态。`, '请刷新后再办。')
  const may = leading.some((step) => makerLacks(step.who, step.label, makerOf(asker, register, step.who, before)).length === 0)
  if (!may) requireMaker(first.who, first.label, makerOf(asker, register, first.who, before))
}

/** The steps by which somebody who takes part brings a record from one state to another. */
function stepsBetween({ steps }: ProcedureDefinition, from: unknown, to: unknown): ProcedureStep[] {
  return steps.filter((step) => step.overrules !== true && 'to' in step && step.to === to && step.from.some((state) => state === from))
}

const ROLE_NAMES: Readonly<Record<string, string>> = { entry: '录入员', review: '审核人员', administrator: '管理员' }

function roleNames(roles: readonly string[]): string {
  return roles.map((role) => ROLE_NAMES[role] ?? role).join('或')
}
