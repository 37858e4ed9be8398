/** Draws on file: the frame is frozen first, the seed comes after it, and neither is ever changed; anybody counts the draw again from both. */
import { hash } from 'node:crypto'
import { z } from 'zod'
import { askerOf, mayReadRecord, type AskingUser } from '../access/asker.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { referenceTo, referredBy } from '../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { readableOf } from '../registers/journal.ts'
import { byHash } from './byHash.ts'
import { drawFrom, equalIntervals, frameText, readFrame, SEED, type Choosing, type Drawn, type FrameEntry } from './draw.ts'
import { makeFrame, type DrawPorts, type FrameQuestion, type Stratum } from './frame.ts'
import { FIRST_METHOD } from './methods.ts'
import { sizeRuleShape, type SizeRule } from './size.ts'

/** Kind of the change sets that freeze and draw. */
export const DRAW_KIND = 'draw'

const DRAW = registerOf('draw')
const LINE = registerOf('draw_line')

const wantedShape = z.object({
  rule: sizeRuleShape,
  strata: z.array(z.object({ stratum: z.string(), label: z.string(), size: z.number(), count: z.number(), reserves: z.number() })),
})

export interface FreezeRequest extends FrameQuestion {
  readonly name: string
  /** Why a frame is drawn from that was drawn from before. */
  readonly again?: string | undefined
}

/** One line of the list of draws. */
export interface DrawSummary {
  readonly id: string
  readonly number: string | null
  readonly name: string
  readonly place: string
  readonly register: string
  readonly frameSize: number
  readonly frameHash: string
  /** Key of the way of drawing. */
  readonly method: string
  readonly frozenOn: string
  readonly frozenBy: string | null
  readonly againBecause: string | null
  readonly seed: string | null
  readonly seedFrom: string | null
  readonly drawnOn: string | null
  readonly drawnBy: string | null
}

interface DrawnRecord extends Drawn {
  readonly register: string
  /** The number by which the frame is in order. */
  readonly number: string
  /** What it is called; null where it is not the asker's to see by now. */
  readonly title: string | null
}

export interface DrawShown extends DrawSummary {
  readonly where: string
  readonly dividedBy: string | null
  readonly rule: SizeRule
  readonly strata: readonly Stratum[]
  readonly drawn: readonly DrawnRecord[]
  /** What does not agree when it is all counted again from frame and seed; empty where all does. */
  readonly differences: readonly string[]
}

interface Row {
  readonly id: string
  readonly draw_no: string | null
  readonly name: string
  readonly place: string
  readonly drawn_from: string
  readonly selection: string
  readonly divided_by: string | null
  readonly method: string | null
  readonly wanted: string
  readonly frame_size: number
  readonly frame_hash: string
  readonly frozen_on: string
  readonly frozen_by: string | null
  readonly again_because: string | null
  readonly seed: string | null
  readonly seed_from: string | null
  readonly drawn_on: string | null
  readonly drawn_by: string | null
}

const COLUMNS = [
  'id',
  'draw_no',
  'name',
  'place',
  'drawn_from',
  'selection',
  'divided_by',
  'method',
  'wanted',
  'frame_size',
  'frame_hash',
  'frozen_on',
  'frozen_by',
  'again_because',
  'seed',
  'seed_from',
  'drawn_on',
  'drawn_by',
]
  .map((column) => `t.${column}`)
  .join(', ')

/**
 * Freezes the frame as it is now. Throws VALIDATION as {@link makeFrame} does, CONFLICT where the same frame was frozen before and nothing says why
 * again.
 */
export async function freezeFrame(ports: DrawPorts, user: AskingUser, request: FreezeRequest, today: string): Promise<{ id: string }> {
  const frame = makeFrame(ports, user, request)
  const again = request.again?.trim() ?? ''
  const earlier = ports.store.read.get<{ name: string; draw_no: string | null; place: string }>(
    'SELECT name, draw_no, place FROM draw WHERE frame_hash = ? AND deleted = 0 ORDER BY frozen_on, id LIMIT 1',
    frame.hash,
  )
  if (earlier !== undefined && again === '') {
    const mayRead = mayReadRecord(askerOf(user, ports.unit.code), DRAW, earlier.place)
    const named = mayRead ? `“${earlier.name}”（${earlier.draw_no ?? '没有编号'}）` : '别处的一次抽取'
    throw new AppError('CONFLICT', `这份名单和${named}的完全一样，已经抽过或正等着抽。`, '确实要再抽一次的，请写明理由；两次都留在记录里。')
  }
  const place = request.within ?? placeOf(ports, user)
  const { result } = await ports.records.writer.change(user, { kind: DRAW_KIND, title: `定名单：${request.name}`, reason: again || null }, (door) =>
    door.insert(DRAW, {
      name: request.name,
      place: place.padEnd(12, '0'),
      drawn_from: request.register,
      selection: JSON.stringify(request.where),
      divided_by: request.divideBy ?? null,
      method: request.method ?? FIRST_METHOD,
      wanted: JSON.stringify({ rule: request.rule, strata: frame.strata }),
      frame: frame.text,
      frame_size: frame.entries.length,
      frame_hash: frame.hash,
      frozen_on: today,
      frozen_by: user.displayName.slice(0, 40),
      again_because: again === '' ? null : again,
    }),
  )
  return { id: result }
}

/** Where a draw belongs that names no place: where the asker is limited to, if that is one place, else the office. */
function placeOf({ unit }: DrawPorts, user: AskingUser): string {
  const { scope } = askerOf(user, unit.code)
  const [only, ...others] = scope ?? [divisionPrefix(unit.code)]
  if (only !== undefined && others.length === 0) return only
  throw new AppError('VALIDATION', '您负责几个地方，没有写明这次抽哪里的。', '请选一个范围。')
}

export interface DrawRequest {
  readonly id: string
  readonly seed: string
  readonly seedFrom: string
}

/** Draws, once. Throws CONFLICT where it was drawn before, VALIDATION for a seed that is none. */
export async function drawOnce(ports: DrawPorts, user: AskingUser, { id, seed, seedFrom }: DrawRequest, today: string): Promise<void> {
  if (!SEED.test(seed)) throw new AppError('VALIDATION', `随机数“${seed.slice(0, 30)}”不是 1 至 18 位数字。`, '请照现场产生的数字填写，中间不要有空格。')
  const row = readableRow(ports, user, id)
  const subject = fieldOf(LINE, 'subject')
  await ports.records.writer.change(user, { kind: DRAW_KIND, title: `抽取：${row.name}`, reason: seedFrom }, (door) => {
    const now = door.transaction.get<{ seed: string | null; frame: string }>('SELECT seed, frame FROM draw WHERE id = ?', id)
    if (typeof now?.seed === 'string')
      throw new AppError('CONFLICT', `“${row.name}”已经抽过，随机数是 ${now.seed}。`, '抽过的不能重抽；确实要再抽，请另定一份名单并写明理由。')
    door.update(DRAW, id, { seed, seed_from: seedFrom, drawn_on: today, drawn_by: user.displayName.slice(0, 40) })
    for (const { id: record, ...place } of drawFrom(entriesOf(now?.frame), seed, wantedOf(row).strata, choosingOf(row)))
      door.insert(LINE, { draw_id: id, subject: referenceTo(subject, { register: row.drawn_from, id: record }), ...place })
  })
}

/** The draws that somebody may read, the newest first. */
export function listDraws(ports: DrawPorts, user: AskingUser): DrawSummary[] {
  const { sql, parameters } = ports.records.conditionOf(user, { register: DRAW.name })
  return ports.store.read
    .all<Row>(`SELECT ${COLUMNS} FROM draw t WHERE ${sql} ORDER BY t.frozen_on DESC, t.draw_no DESC, t.id`, ...parameters)
    .map((row) => summaryOf(ports, row))
}

/** A draw with what it gave, counted again. Throws NOT_FOUND. */
export function showDraw(ports: DrawPorts, user: AskingUser, id: string): DrawShown {
  const row = readableRow(ports, user, id)
  const entries = frameOf(ports, id)
  const numbers = new Map(entries.map((entry) => [entry.id, entry.number]))
  const kept = keptLines(ports, id)
  const titles = titlesFor(ports, user, row.drawn_from, kept)
  const wanted = wantedOf(row)
  const order = new Map(wanted.strata.map(({ stratum }, index) => [stratum, index]))
  return {
    ...summaryOf(ports, row),
    where: row.selection,
    dividedBy: row.divided_by,
    ...wanted,
    drawn: kept
      .toSorted((one, other) => (order.get(one.stratum) ?? 0) - (order.get(other.stratum) ?? 0) || roleOrder(one) - roleOrder(other) || one.rank - other.rank)
      .map((line) => ({ ...line, register: row.drawn_from, number: numbers.get(line.id) ?? '', title: titles.get(line.id) ?? null })),
    differences: differencesOf(row, entries, kept, wanted.strata),
  }
}

/** The frame of a draw, in its order. Throws NOT_FOUND. */
export function readableFrame(ports: DrawPorts, user: AskingUser, id: string): readonly FrameEntry[] {
  readableRow(ports, user, id)
  return frameOf(ports, id)
}

/** What records of a draw are called, as far as the asker may read them now. */
export function titlesFor(ports: DrawPorts, user: AskingUser, register: string, records: readonly { readonly id: string }[]): ReadonlyMap<string, string> {
  const asker = askerOf(user, ports.unit.code)
  const ids = records.map(({ id }) => id)
  const known = registerOf(register)
  return ports.records.titlesOf(known.name, readableOf(ports.store.read, asker, known, ids))
}

function roleOrder({ role }: Drawn): number {
  return role === 'drawn' ? 0 : 1
}

function readableRow(ports: DrawPorts, user: AskingUser, id: string): Row {
  const { sql, parameters } = ports.records.conditionOf(user, { register: DRAW.name })
  const row = ports.store.read.get<Row>(`SELECT ${COLUMNS} FROM draw t WHERE ${sql} AND t.id = ?`, ...parameters, id)
  if (row === undefined) throw new AppError('NOT_FOUND', '没有找到这次抽取。', '请刷新列表；它可能不在您负责的范围内。')
  return row
}

function frameOf({ store }: DrawPorts, id: string): readonly FrameEntry[] {
  return entriesOf(store.read.get<{ frame: string }>('SELECT frame FROM draw WHERE id = ?', id)?.frame)
}

function entriesOf(text: string | undefined): readonly FrameEntry[] {
  const entries = readFrame(text ?? '')
  if (entries === null) throw new AppError('VALIDATION', '这次抽取的名单读不出来。', '请让定名单的单位重新交换一次数据。')
  return entries
}

function keptLines({ store }: DrawPorts, id: string): Drawn[] {
  const subject = fieldOf(LINE, 'subject')
  return store.read
    .all<{ subject: string; stratum: string | null; position: number; role: string; rank: number }>(
      'SELECT subject, stratum, position, role, rank FROM draw_line WHERE draw_id = ? AND deleted = 0',
      id,
    )
    .flatMap((line) => {
      const about = referredBy(subject, line.subject)
      const role = line.role === 'reserve' ? ('reserve' as const) : ('drawn' as const)
      return about === undefined ? [] : [{ id: about.id, stratum: line.stratum ?? '', position: line.position, role, rank: line.rank }]
    })
}

function wantedOf({ wanted }: Pick<Row, 'wanted'>): z.infer<typeof wantedShape> {
  const read = wantedShape.safeParse(parsed(wanted))
  if (!read.success) throw new AppError('VALIDATION', '这次抽取每层抽多少读不出来。', '请让定名单的单位重新交换一次数据。')
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

const CHOOSING: Readonly<Record<string, Choosing>> = { [FIRST_METHOD]: equalIntervals, sha256: byHash }

/** The way a draw is made. Throws VALIDATION for one of a later version. */
function choosingOf({ method }: Pick<Row, 'method'>): Choosing {
  const found = CHOOSING[method ?? FIRST_METHOD]
  if (found === undefined) throw new AppError('VALIDATION', `这次抽取的抽法“${method ?? ''}”本版本不认识。`, '请升级程序。')
  return found
}

/** Frame against hash, lines against frame and seed. */
function differencesOf(row: Row, entries: readonly FrameEntry[], kept: readonly Drawn[], strata: readonly Stratum[]): string[] {
  const changed = hash('sha256', frameText(entries), 'hex') === row.frame_hash ? [] : ['名单和定下时的校验值不符']
  const key = ({ stratum, role, rank, position, id }: Drawn): string => `${stratum}/${role}/${rank}/${position}/${id}`
  const again = row.seed === null ? [] : drawFrom(entries, row.seed, strata, choosingOf(row))
  const [kepts, agains] = [kept.map(key), again.map(key)].map((keys) => keys.toSorted().join('\n'))
  return kepts === agains ? changed : [...changed, '按名单和随机数重抽，和留下的结果不同']
}

function summaryOf({ divisions }: DrawPorts, row: Row): DrawSummary {
  return {
    id: row.id,
    number: row.draw_no,
    name: row.name,
    place: divisions.fullName(row.place),
    register: row.drawn_from,
    frameSize: row.frame_size,
    frameHash: row.frame_hash,
    method: row.method ?? FIRST_METHOD,
    frozenOn: row.frozen_on,
    frozenBy: row.frozen_by,
    againBecause: row.again_because,
    seed: row.seed,
    seedFrom: row.seed_from,
    drawnOn: row.drawn_on,
    drawnBy: row.drawn_by,
  }
}
