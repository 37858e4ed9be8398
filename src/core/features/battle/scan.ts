/** Another picture under a map: the markers go along by three points of reference, as one change set. */
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { readLine, threePointsProblem, transformOf, writeLine, type ThreePoints } from '../../rules/affine.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { PHOTO_TYPE } from '../attachments/index.ts'

export interface NewPicture {
  readonly map: string
  readonly attachment: string
  /** The three points as they were in the picture before, and as they are now. */
  readonly was?: ThreePoints | undefined
  readonly now?: ThreePoints | undefined
  /** The markers stay where they are. */
  readonly asIs?: boolean | undefined
}

/** Throws NOT_FOUND, VALIDATION (no picture, points in one line, markers that nobody said where to), FORBIDDEN. */
export async function setPicture(office: Office, user: SessionUser, request: NewPicture): Promise<{ moved: number; changeSet: string | null }> {
  const map = office.records.get(user, 'battle_map', request.map)
  const sha256 = pictureOf(office, request)
  const transform = transformFor(request)
  const markers = office.store.read.all<{ id: string; x: number; y: number; line: string | null }>(
    'SELECT id, x, y, line FROM map_marker WHERE map_id = ? AND deleted = 0',
    request.map,
  )
  const hadPicture = typeof map['picture'] === 'string' && map['picture'] !== sha256
  if (transform === null && request.asIs !== true && hadPicture && markers.length > 0)
    throw new AppError(
      'VALIDATION',
      `图上已经有 ${markers.length} 个标记，换底图要知道它们搬到哪里。`,
      '请在旧底图和新底图上各指出三个相同的参照点；新底图和旧的完全对得上的，选“位置不变”。',
    )
  const { changeSet } = await office.records.writer.change(user, { kind: 'edit', title: `换作战图“${String(map['title'])}”的底图` }, (door) => {
    door.update(registerOf('battle_map'), request.map, { picture: sha256, ...anchors(request.now) })
    if (transform === null) return
    for (const { id, line, ...at } of markers) {
      const further = (readLine(line) ?? []).map((point) => transform(point))
      door.update(registerOf('map_marker'), id, { ...transform(at), line: writeLine(further) })
    }
  })
  return { moved: transform === null ? 0 : markers.length, changeSet }
}

function pictureOf({ store }: Office, { map, attachment }: NewPicture): string {
  const found = store.read.get<{ sha256: string; media_type: string }>(
    `SELECT sha256, media_type FROM attachment WHERE id = ? AND register = 'battle_map' AND record = ? AND deleted = 0`,
    attachment,
    map,
  )
  if (found === undefined) throw new AppError('NOT_FOUND', '没有找到这个附件。', '请先把底图添加到这张作战图的附件里。')
  if (found.media_type !== PHOTO_TYPE) throw new AppError('VALIDATION', '这个附件不是图片，不能当底图。', '请用照片或扫描的图片（JPG、PNG）。')
  return found.sha256
}

function transformFor({ was, now }: NewPicture) {
  if (was === undefined || now === undefined) return null
  const problem = threePointsProblem(was) ?? threePointsProblem(now)
  if (problem !== null) throw new AppError('VALIDATION', problem, '三个点离得越远、越靠近图的边角越准。')
  return transformOf(was, now)
}

function anchors(points: ThreePoints | undefined): Record<string, number | null> {
  return Object.fromEntries(
    [0, 1, 2].flatMap((index) => [
      [`anchor${index + 1}_x`, points?.[index]?.x ?? null],
      [`anchor${index + 1}_y`, points?.[index]?.y ?? null],
    ]),
  )
}
