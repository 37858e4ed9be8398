/** The pictures of the demo: what lies under its battle maps, what shows that tasks are done, what the work looked like. All are drawings of our own; no real place is on them. */
import type { Actor, Store } from '../../../store/index.ts'
import { pictureOfDrawing, thumbnailOf, type AttachmentFiles } from '../../attachments/index.ts'
import { stepRecords } from '../lives/steps.ts'
import { DemoIds } from '../numbers.ts'
import { landOf } from './land.ts'

/** Tasks that were finished until then are struck off, by somebody else; those after it wait. */
const CLOSED_UNTIL = '2015-09-10'
/** Whoever strikes off is not who finished (mechanisms.md M07.c). */
const SECOND: Actor = { id: 'demo-2', name: '演示审核员' }
/** What borders of a map run between. */
const SEATS = ['office', 'village', 'group'] as const

export interface Pictured {
  readonly actor: Actor
  readonly attachments: AttachmentFiles
  readonly seed: string
}

/** Draws, keeps and attaches them; resolves to the change sets. */
export async function addPictures(store: Store, pictured: Pictured): Promise<string[]> {
  const sets = [await addMaps(store, pictured), await addPhotos(store, pictured), await closeTasks(store, pictured)]
  return sets.filter((set) => set !== null)
}

interface Kept {
  readonly register: string
  readonly record: string
  readonly village: string
  readonly name: string
  readonly sha256: string
  readonly media_type: string
  readonly size: number
  readonly width: number
  readonly height: number
  readonly kind: string
  readonly taken_on?: string
}

/** The drawing as an attachment of a record, its content on the disk. */
async function keep(
  { attachments }: Pictured,
  svg: string,
  about: Pick<Kept, 'register' | 'record' | 'village' | 'name' | 'kind' | 'taken_on'>,
): Promise<Kept> {
  const { content, sha256, mediaType, width, height } = await pictureOfDrawing(svg)
  await attachments.write(sha256, [content])
  await attachments.keepThumbnail(sha256, await thumbnailOf(content))
  return { ...about, sha256, media_type: mediaType, size: content.length, width, height }
}

async function addMaps(store: Store, pictured: Pictured): Promise<string | null> {
  const maps = store.read.all<{ id: string; place: string }>('SELECT id, place FROM battle_map WHERE deleted = 0 ORDER BY place')
  const kept: Kept[] = []
  for (const { id, place } of maps) {
    const seats = store.read.all<{ code: string; x: number; y: number }>(
      `SELECT s.code, k.x, k.y FROM map_marker k JOIN map_sign s ON s.id = k.sign_id
       WHERE k.map_id = ? AND k.deleted = 0 AND s.code IN (SELECT value FROM json_each(?)) ORDER BY k.id`,
      id,
      JSON.stringify(SEATS),
    )
    // Of a county the borders are those of its townships, of a township those of its villages.
    const finest = seats.filter(({ code }) => code === (seats.some((one) => one.code === 'group') ? 'group' : seats.length > MANY ? 'office' : 'village'))
    kept.push(
      await keep(pictured, landOf(`${place} ${pictured.seed}`, finest), {
        register: 'battle_map',
        record: id,
        village: place,
        name: '底图（示意，演示用）',
        kind: 'base_map',
      }),
    )
  }
  if (kept.length === 0) return null
  const { changeSet } = await store.change(pictured.actor, { kind: 'demo', title: '装入演示数据：作战图的底图' }, (transaction) => {
    for (const one of kept) {
      transaction.insert('attachment', { ...one })
      transaction.update('battle_map', one.record, { picture: one.sha256 })
    }
  })
  return changeSet
}

/** What shows that a task is done is so much smaller. */
const SMALL = 0.4

/** More seats than a township has villages. */
const MANY = 40

/** Reports of the village with a map that have a picture each. */
const PHOTOGRAPHED = 8

async function addPhotos(store: Store, pictured: Pictured): Promise<string | null> {
  const reports = store.read.all<{ id: string; place: string; as_of: string; name: string }>(
    `SELECT p.id, p.place, max(p.as_of) AS as_of, n.name FROM battle_map m JOIN node_progress p ON p.place = m.place AND p.deleted = 0 AND p.completion > 0
     JOIN project_node n ON n.id = p.node_id WHERE m.deleted = 0 GROUP BY p.node_id ORDER BY p.project_id, n.position LIMIT ?`,
    PHOTOGRAPHED,
  )
  const kept: Kept[] = []
  for (const { id, place, as_of: on, name } of reports) {
    const about = { register: 'node_progress', record: id, village: place, name: `${name}（示意图，演示用）`, kind: 'photo', taken_on: on }
    kept.push(await keep(pictured, landOf(`seen ${id} ${pictured.seed}`, [], SMALL), about))
  }
  if (kept.length === 0) return null
  const { changeSet } = await store.change(pictured.actor, { kind: 'demo', title: '装入演示数据：工序进度的照片' }, (transaction) => {
    for (const one of kept) transaction.insert('attachment', { ...one })
  })
  return changeSet
}

async function closeTasks(store: Store, pictured: Pictured): Promise<string | null> {
  const tasks = store.read.all<{ id: string; place: string; finished_on: string; follows: string }>(
    `SELECT t.id, t.place, t.finished_on, s.id AS follows FROM battle_task t
     JOIN procedure_step s ON s.subject = 'battle_task:' || t.id AND s.step = 'finish' AND s.deleted = 0
     WHERE t.deleted = 0 AND t.stage = 'finished' AND t.finished_on <= ? ORDER BY t.id`,
    CLOSED_UNTIL,
  )
  const kept: Kept[] = []
  for (const { id, place, finished_on: on } of tasks)
    kept.push(
      await keep(pictured, landOf(`done ${id} ${pictured.seed}`, [], SMALL), {
        register: 'battle_task',
        record: id,
        village: place,
        name: '完成后示意图（演示用）',
        kind: 'evidence',
        taken_on: on,
      }),
    )
  if (kept.length === 0) return null
  const ids = new DemoIds(`closing ${pictured.seed}`)
  const { changeSet } = await store.change(SECOND, { kind: 'demo', title: '装入演示数据：作战任务销号' }, (transaction) => {
    for (const one of kept) transaction.insert('attachment', { ...one })
    for (const { id, finished_on: on, follows } of tasks)
      for (const step of stepRecords(`battle_task:${id}`, 'battle_stage', [{ key: 'close', level: 'village', on, by: SECOND.name }], { ids }))
        transaction.insert(step.register, { ...step.values, follows }, step.id)
  })
  return changeSet
}
