/** The frame of a draw: which records somebody may read are in it, by which number, in which stratum. */
import { hash } from 'node:crypto'
import type { AskingUser } from '../access/asker.ts'
import { formatValue } from '../catalogue/derive/format.ts'
import { fieldOf, findField, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Records } from '../registers/records.ts'
import type { Where } from '../shapes.ts'
import type { Store } from '../store/index.ts'
import { dividingFields, drawable } from './choices.ts'
import { frameText, type FrameEntry } from './draw.ts'
import { DRAW_METHODS, methodOf } from './methods.ts'
import { countFor, type SizeRule } from './size.ts'

/** What draws work with. */
export interface DrawPorts {
  readonly store: Store
  readonly records: Records
  readonly unit: { readonly code: string }
  readonly divisions: { fullName(code: string): string }
}

/** What is to be drawn, before the frame is made. */
export interface FrameQuestion {
  readonly register: string
  readonly where: Where
  /** Division code; only records that belong there. */
  readonly within?: string | undefined
  /** Key of the code, division or yes-no field that divides the frame into strata. */
  readonly divideBy?: string | undefined
  readonly rule: SizeRule
  /** Reserves of each stratum. */
  readonly reserves: number
  /** Key of the way of drawing; at equal intervals without one. */
  readonly method?: string | undefined
}

export interface Stratum {
  readonly stratum: string
  readonly label: string
  readonly size: number
  readonly count: number
  readonly reserves: number
}

export interface Frame {
  readonly entries: readonly FrameEntry[]
  readonly strata: readonly Stratum[]
  readonly text: string
  readonly hash: string
}

/** Records that one frame holds at most: more than a county has households. */
const LARGEST_FRAME = 50_000

/** The field whose value puts the frame in order: the number that tells a record, else its title; never one that is masked for some. */
function orderingField(register: RegisterDefinition): FieldDefinition | undefined {
  const alone = register.match.flatMap((rule) => (rule.length === 1 ? (findField(register, rule[0] ?? '') ?? []) : []))
  return [...alone, fieldOf(register, register.title)].find(({ sensitive, type }) => sensitive === undefined && type !== 'reference' && type !== 'subject')
}

/** The frame as somebody sees it now. Throws VALIDATION for a register or field that cannot be drawn from, and for a frame that is empty or too large. */
export function makeFrame(ports: DrawPorts, user: AskingUser, question: FrameQuestion): Frame {
  const register = drawableRegister(question.register)
  if (methodOf(question.method ?? null) === undefined)
    throw new AppError(
      'VALIDATION',
      `没有“${question.method ?? ''}”这种抽法。`,
      `可以用的抽法：${DRAW_METHODS.map(({ key, label }) => `${key}（${label}）`).join('、')}。`,
    )
  const dividing = dividingField(register, question.divideBy)
  const { sql, parameters } = ports.records.conditionOf(user, { register: register.name, where: whereOf(register, question) })
  const number = orderingField(register)?.key
  const rows = ports.store.read.all<{ id: string; number: string | number | null; stratum: string | number | null }>(
    `SELECT t.id, ${number === undefined ? 'NULL' : `t.${number}`} AS number, ${dividing === undefined ? "''" : `t.${dividing.key}`} AS stratum
     FROM ${register.name} t WHERE ${sql} LIMIT ?`,
    ...parameters,
    LARGEST_FRAME + 1,
  )
  if (rows.length === 0) throw new AppError('VALIDATION', '按这些条件，名单里一条也没有。', '请放宽筛选条件。')
  if (rows.length > LARGEST_FRAME) throw new AppError('VALIDATION', `名单超过 ${LARGEST_FRAME} 条，一次抽取装不下。`, '请缩小范围，比如分乡镇抽。')
  const entries = rows.map(({ id, number: known, stratum }) => ({ id, number: plain(known), stratum: plain(stratum) }))
  const text = frameText(entries)
  return { entries, text, hash: hash('sha256', text, 'hex'), strata: strataOf(ports, entries, dividing, question) }
}

/** Strokes and line ends part the text of a frame; no number has any, and a name that has is told without. */
function plain(value: string | number | null): string {
  return value === null
    ? ''
    : String(value)
        .replaceAll(/[|\r\n]/g, ' ')
        .trim()
}

function drawableRegister(name: string): RegisterDefinition {
  if (drawable.includes(name)) return registerOf(name)
  throw new AppError('VALIDATION', `不能从“${name}”里抽取。`, `可以抽的台账：${drawable.map((one) => registerOf(one).label).join('、')}。`)
}

function dividingField(register: RegisterDefinition, key: string | undefined): FieldDefinition | undefined {
  if (key === undefined) return undefined
  const field = dividingFields(register).find((one) => one.key === key)
  if (field !== undefined) return field
  const known = dividingFields(register).map(({ label }) => label)
  throw new AppError('VALIDATION', `不能按“${key}”分层。`, `可以分层的栏：${known.join('、')}。`)
}

function whereOf(register: RegisterDefinition, { where, within }: FrameQuestion): Where {
  if (within === undefined) return where
  if (register.owner === undefined)
    throw new AppError('VALIDATION', `${register.label}不归任何一个地方，不能只抽一个地方的。`, '请不要填范围，或者改用筛选条件。')
  return { and: [where, { [register.owner]: { within } }] }
}

function strataOf(ports: DrawPorts, entries: readonly FrameEntry[], dividing: FieldDefinition | undefined, { rule, reserves }: FrameQuestion): Stratum[] {
  const sizes = new Map<string, number>()
  for (const { stratum } of entries) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1)
  return [...sizes]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([stratum, size]) => {
      const count = countFor(rule, size)
      return { stratum, label: labelOf(ports, dividing, stratum), size, count, reserves: Math.min(reserves, size - count) }
    })
}

function labelOf({ divisions }: DrawPorts, field: FieldDefinition | undefined, stratum: string): string {
  if (field === undefined) return '全部'
  if (stratum === '') return `${field.label}没有填`
  if (field.type === 'division') return divisions.fullName(stratum)
  return formatValue(field, field.type === 'boolean' ? stratum === '1' : stratum)
}
