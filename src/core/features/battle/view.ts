/** A battle map as somebody sees it: picture, signs, markers with their look by rule, legend. Who may not read what a marker stands for does not see it. */
import { mayWriteRecord } from '../../access/asker.ts'
import { referredBy } from '../../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { readLine, type Point } from '../../rules/affine.ts'
import { referenceDate } from '../../rules/dates.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { PHOTO_TYPE } from '../attachments/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { NO_COLOUR } from './colours.ts'
import type { MapMarker, MapSign, MapView } from './contract.ts'
import { ruleOf, rulesFor } from './look.ts'

export type Version = 'inner' | 'public'

const MOST_MARKERS = 5_000
const UNKNOWN_SIGN: MapSign = { id: '', name: '没有图例', standsFor: 'none', shape: 'circle', letter: '？', colour: 'grey', layer: 0 }
/** What the public version does not name. */
const UNNAMED: readonly string[] = ['household']

/** A picture as it is kept. */
export interface KeptPicture {
  readonly sha256: string
  readonly width: number
  readonly height: number
}

/** What a marker stands for: a record, and what it is called. */
interface Subject {
  readonly register: string
  readonly id: string
  readonly title: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const whole = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** Everything of a map but the content of its picture. Throws NOT_FOUND. */
export function mapOf(
  office: Office,
  user: SessionUser,
  id: string,
  version: Version,
  today: string,
): Omit<MapView, 'picture' | 'missing'> & { readonly kept: KeptPicture | null } {
  const row = office.records.get(user, 'battle_map', id)
  if (row['deleted'] === true) throw new AppError('NOT_FOUND', '这张作战图已经删除。', '需要时请在作战图册里恢复它。')
  const year = whole(row['year'])
  const place = text(row['place'])
  const signs = signsOf(office, user)
  const markers = markersOf(office, user, { map: id, version, signs, year, day: referenceDate(year, today) })
  const { asker } = office.records.asking(user)
  return {
    id,
    revision: whole(row['revision']),
    title: text(row['title']),
    place,
    placeName: office.divisions.fullName(place),
    year,
    scale: typeof row['scale'] === 'string' ? row['scale'] : null,
    anchors: anchorsOf(row),
    signs,
    markers,
    legend: legendOf(signs, markers),
    mayWrite: mayWriteRecord(asker, registerOf('battle_map'), place, 'update'),
    kept: pictureOf(office, id, text(row['picture'])),
  }
}

/** All signs, the lowest layer first. */
export function signsOf(office: Office, user: SessionUser): MapSign[] {
  return office.records.query(user, { register: 'map_sign', sort: [{ field: 'layer' }, { field: 'code' }], limit: 200 }).rows.map((row) => ({
    id: text(row['id']),
    name: text(row['name']),
    standsFor: text(row['stands_for']),
    shape: text(row['shape']),
    letter: text(row['letter']),
    colour: text(row['colour']),
    layer: whole(row['layer']),
  }))
}

interface Asked {
  readonly map: string
  readonly version: Version
  readonly signs: readonly MapSign[]
  readonly year: number
  readonly day: string
}

function markersOf(office: Office, user: SessionUser, { map, version, signs, ...asked }: Asked): MapMarker[] {
  const { rows } = office.records.query(user, { register: 'map_marker', where: { map_id: map }, limit: MOST_MARKERS })
  const subjects = subjectsOf(office, user, rows)
  const rules = new Map(
    [...new Set([...subjects.values()].map(({ register }) => register))].map((register) => {
      const ids = [...subjects.values()].filter((subject) => subject.register === register).map(({ id }) => id)
      return [register, ruleOf(office, user, register, ids, asked)] as const
    }),
  )
  return rows
    .flatMap((row) => {
      const subject = subjects.get(text(row['id'])) ?? null
      // What it stands for is not the asker's to see, or is gone: of the marker nothing is told either.
      if (typeof row['subject'] === 'string' && subject === null) return []
      const sign = signs.find(({ id }) => id === row['sign_id']) ?? UNKNOWN_SIGN
      return [{ layer: sign.layer, marker: markerOf(row, sign, subject, rules, version) }]
    })
    .toSorted((one, other) => one.layer - other.layer)
    .map(({ marker }) => marker)
}

function markerOf(row: Row, sign: MapSign, subject: Subject | null, rules: ReadonlyMap<string, ReturnType<typeof ruleOf>>, version: Version): MapMarker {
  const ruled = subject !== null && rulesFor(subject.register).length > 0
  const rule = ruled ? (rules.get(subject.register)?.get(subject.id) ?? NO_COLOUR) : null
  const hidden = version === 'public' && subject !== null && UNNAMED.includes(subject.register)
  const label = subject === null ? text(row['name']) : subject.title
  return {
    id: text(row['id']),
    revision: whole(row['revision']),
    sign: sign.id === '' ? null : sign.id,
    x: whole(row['x']),
    y: whole(row['y']),
    line: readLine(typeof row['line'] === 'string' ? row['line'] : null) ?? [],
    shape: sign.shape,
    letter: rule?.letter ?? sign.letter,
    colour: rule?.colour ?? sign.colour,
    meaning: rule?.label ?? sign.name,
    label: hidden || label === '' ? null : label,
    register: subject?.register ?? null,
    record: hidden ? null : (subject?.id ?? null),
  }
}

/** What markers stand for, by the marker's id: living records that the asker may read. */
function subjectsOf(office: Office, user: SessionUser, rows: readonly Row[]): Map<string, Subject> {
  const field = fieldOf('map_marker', 'subject')
  const held = rows.flatMap((row) => {
    const found = typeof row['subject'] === 'string' ? referredBy(field, row['subject']) : undefined
    return found === undefined ? [] : [{ marker: text(row['id']), ...found }]
  })
  const found = new Map<string, Subject>()
  for (const [register, some] of Map.groupBy(held, (one) => one.register)) {
    const ids = some.map(({ id }) => id)
    const readable = readableOf(office, user, register, ids)
    const titles = office.records.titlesOf(register, [...readable])
    for (const { marker, id } of some) if (readable.has(id)) found.set(marker, { register, id, title: titles.get(id) ?? '' })
  }
  return found
}

function readableOf(office: Office, user: SessionUser, register: string, ids: readonly string[]): ReadonlySet<string> {
  const { sql, parameters } = office.records.conditionOf(user, { register, where: { id: { in: [...ids] } } })
  return new Set(office.store.read.all<{ id: string }>(`SELECT t.id FROM ${registerOf(register).name} t WHERE ${sql}`, ...parameters).map(({ id }) => id))
}

/** What each look that stands on the map means, and how often: looks by rule in the order of the rules, the others in that of the signs. */
function legendOf(signs: readonly MapSign[], markers: readonly MapMarker[]): MapView['legend'] {
  const shown = signs.toSorted((one, other) => other.layer - one.layer)
  return shown.flatMap((sign) => {
    const own = markers.filter((marker) => marker.sign === sign.id)
    const rules = rulesFor(sign.standsFor)
    const looks = rules.length === 0 ? [{ label: sign.name, letter: sign.letter, colour: sign.colour }] : rules
    return looks.flatMap(({ label, letter, colour }) => {
      const count = own.filter((marker) => marker.letter === letter && marker.colour === colour).length
      return count === 0 ? [] : [{ shape: sign.shape, letter, colour, label: rules.length === 0 ? label : `${sign.name}：${label}`, count }]
    })
  })
}

function anchorsOf(row: Row): Point[] | null {
  const points = [1, 2, 3].map((number) => ({ x: row[`anchor${number}_x`], y: row[`anchor${number}_y`] }))
  return points.every(({ x, y }) => typeof x === 'number' && typeof y === 'number') ? points.map(({ x, y }) => ({ x: whole(x), y: whole(y) })) : null
}

/** The attachment with that content. A base map is seen by whoever reads the map: it shows no more than the map itself. */
function pictureOf({ store }: Office, map: string, sha256: string): KeptPicture | null {
  return (
    store.read.get<KeptPicture & { [column: string]: string | number }>(
      `SELECT sha256, coalesce(width, 1) AS width, coalesce(height, 1) AS height FROM attachment
       WHERE register = 'battle_map' AND record = ? AND sha256 = ? AND media_type = ? AND deleted = 0`,
      map,
      sha256,
      PHOTO_TYPE,
    ) ?? null
  )
}
