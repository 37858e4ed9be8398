/** Photos of records for paper: which there are, and their contents. */
import { maySeeSensitive, type Permitted } from '../../access/permissions.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { Store } from '../../store/index.ts'
import type { AttachmentFiles } from './attachmentFiles.ts'
import { JPEG } from './picture.ts'

/** The field that says where it belongs. */
const { owner: PLACE = '' } = registerOf('attachment')

/** A photo of a record. */
export interface RecordPhoto {
  readonly record: string
  readonly place: string | null
  readonly name: string
  readonly sha256: string
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly taken_on: string | null
  readonly kind: string | null
  readonly remark: string | null
}

/** The photos of records of a register that the user may open, each record's in the order in which they were taken: a scan may show what is masked in its fields. */
export function photosOf({ read }: Pick<Store, 'read'>, user: Permitted, register: string, records: readonly string[]): RecordPhoto[] {
  return read
    .all<RecordPhoto>(
      `SELECT a.record, a.${PLACE} AS place, a.name, a.sha256, coalesce(a.width, 1) AS width, coalesce(a.height, 1) AS height, a.taken_on, a.kind, a.remark
       FROM json_each(?) j CROSS JOIN attachment a ON a.record = j.value
       WHERE a.register = ? AND a.deleted = 0 AND a.media_type = ? ORDER BY coalesce(a.taken_on, substr(a.created_at, 1, 10)), a.created_at, a.id`,
      JSON.stringify(records),
      register,
      JPEG,
    )
    .filter(({ place }) => maySeeSensitive(user, place))
}

/** How many photos and scans records of a register have, by id; those without any are left out. Whoever asks has seen to it that they may be read. */
export function attachmentCounts({ read }: Pick<Store, 'read'>, register: string, records: readonly string[]): ReadonlyMap<string, number> {
  const found = read.all<{ record: string; count: number }>(
    `SELECT a.record, count(*) AS count FROM json_each(?) j CROSS JOIN attachment a ON a.record = j.value WHERE a.register = ? AND a.deleted = 0 GROUP BY 1`,
    JSON.stringify(records),
    register,
  )
  return new Map(found.map(({ record, count }) => [record, count]))
}

/** The content of a photo, the small one where that will do; null where it is not on this machine, or damaged. */
export async function photoContent(files: AttachmentFiles, sha256: string, small: boolean): Promise<Buffer | null> {
  try {
    return (small ? await files.thumbnail(sha256) : null) ?? (await files.bytes(sha256))
  } catch {
    return null
  }
}

/** Of all photos that are kept. */
export const PHOTO_TYPE = JPEG
