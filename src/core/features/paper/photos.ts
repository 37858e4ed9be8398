/** Photos of records as templates find them. Which there are is read with the records; their contents are files, fetched when a copy has been read. */
import type { AskingUser } from '../../access/asker.ts'
import type { RegisterName } from '../../catalogue/index.ts'
import type { FormScope, FormValue } from '../../forms/types.ts'
import { PHOTOS } from '../../forms/words.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { photoContent, photosOf, PHOTO_TYPE, type RecordPhoto } from '../attachments/index.ts'

/** Who asks, and where. */
interface Asking {
  readonly office: Pick<Office, 'store'>
  readonly user: AskingUser
}

/** A photo in a scope, of which the content is not there yet. */
interface Waiting {
  readonly item: Record<string, FormValue>
  readonly photo: RecordPhoto
}

/** A copy with more photos takes the small ones, so that a list of a whole township fits in memory. */
const MOST_IN_FULL = 60
const NOT_HERE = '（照片不在本机）'

/** The photos that what was read so far waits for. */
export class Photos {
  #waiting: Waiting[] = []

  /** Puts the list of photos into the scopes of the rows of a register. */
  add({ office, user }: Asking, register: RegisterName, rows: readonly Row[], scopes: readonly Record<string, FormScope[string]>[]): void {
    const found = photosOf(
      office.store,
      user,
      register,
      rows.map((row) => String(row['id'])),
    )
    const byRecord = Map.groupBy(found, ({ record }) => record)
    rows.forEach((row, index) => {
      const photos = byRecord.get(String(row['id'])) ?? []
      Object.assign(scopes[index] ?? {}, { [PHOTOS]: photos.map((photo) => this.#item(photo)) })
    })
  }

  #item(photo: RecordPhoto): FormScope {
    const { name, taken_on, kind, remark } = photo
    const item: Record<string, FormValue> = { photo: null, name, taken_on: taken_on ?? '', kind: kind ?? '', remark: remark ?? '' }
    this.#waiting.push({ item, photo })
    return item
  }

  /** Fetches the contents of those that wait; what is not on this machine, or damaged, says so in its place. */
  async settle({ attachments }: Pick<Office, 'attachments'>): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { item, photo } of waiting) {
      const bytes = await photoContent(attachments, photo.sha256, waiting.length > MOST_IN_FULL)
      item['photo'] = bytes === null ? NOT_HERE : { kind: 'image', mediaType: PHOTO_TYPE, bytes, width: photo.width, height: photo.height }
    }
  }
}
