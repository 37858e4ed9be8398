/** Photos of records as templates find them. Which there are is read with the records; their contents are files, fetched when a copy has been read. */
import type { AskingUser } from '../../access/asker.ts'
import { registerOf, type RegisterName } from '../../catalogue/index.ts'
import type { FormScope, FormValue } from '../../forms/types.ts'
import { PHOTO_PAIRS, PHOTOS } from '../../forms/words.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { photoContent, photosOf, PHOTO_TYPE, type RecordPhoto } from '../attachments/index.ts'

/** Who asks, and where. */
interface Asking {
  readonly office: Pick<Office, 'store'>
  readonly user: AskingUser
  /** The names that the template asks for. */
  readonly wanted: ReadonlySet<string>
}

/** A photo in a scope, of which the content is not there yet. */
interface Waiting {
  readonly item: Record<string, FormValue>
  /** Where in the item it goes. */
  readonly key: string
  readonly photo: RecordPhoto
}

/** A copy with more photos takes the small ones, so that a list of a whole township fits in memory. */
const MOST_IN_FULL = 60
const NOT_HERE = '（照片不在本机）'

/** The photos that what was read so far waits for. */
export class Photos {
  #waiting: Waiting[] = []

  /** Puts the photos into the scopes of the rows of a register: one by one, and two by two, where a template asks for them so. */
  add({ office, user, wanted }: Asking, register: RegisterName, rows: readonly Row[], scopes: readonly Record<string, FormScope[string]>[]): void {
    const found = photosOf(
      office.store,
      user,
      register,
      rows.map((row) => String(row['id'])),
    )
    const byRecord = Map.groupBy(found, ({ record }) => record)
    rows.forEach((row, index) => {
      const photos = byRecord.get(String(row['id'])) ?? []
      const told: Record<string, FormScope[]> = {}
      if (wanted.has(PHOTOS)) told[PHOTOS] = photos.map((photo) => this.#item(photo))
      if (wanted.has(PHOTO_PAIRS)) told[PHOTO_PAIRS] = this.#pairs(register, photos)
      Object.assign(scopes[index] ?? {}, told)
    })
  }

  #item(photo: RecordPhoto): FormScope {
    const { name, taken_on, kind, remark } = photo
    const item: Record<string, FormValue> = { photo: null, name, taken_on: taken_on ?? '', kind: kind ?? '', remark: remark ?? '' }
    this.#waiting.push({ item, key: 'photo', photo })
    return item
  }

  /** Kinds in the order in which the register names them, what is of no kind behind them. */
  #pairs(register: RegisterName, photos: readonly RecordPhoto[]): FormScope[] {
    const kinds = registerOf(register).papers ?? []
    const byKind = Map.groupBy(photos, ({ kind }) => kind ?? '')
    const order = [...kinds.map(({ kind }) => kind), ...[...byKind.keys()].filter((kind) => !kinds.some((one) => one.kind === kind))]
    return order.flatMap((kind) => {
      const ofKind = byKind.get(kind) ?? []
      const label = kinds.find((one) => one.kind === kind)?.label ?? ''
      return ofKind.flatMap((left, index) => (index % 2 === 0 ? [this.#pair(kind, label, left, ofKind[index + 1])] : []))
    })
  }

  #pair(kind: string, label: string, left: RecordPhoto, right: RecordPhoto | undefined): FormScope {
    const item: Record<string, FormValue> = {
      kind,
      left: null,
      left_caption: captionOf(label, left),
      right: '',
      right_caption: right === undefined ? '' : captionOf(label, right),
    }
    this.#waiting.push({ item, key: 'left', photo: left })
    if (right !== undefined) this.#waiting.push({ item, key: 'right', photo: right })
    return item
  }

  /** Fetches the contents of those that wait; what is not on this machine, or damaged, says so in its place. */
  async settle({ attachments }: Pick<Office, 'attachments'>): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { item, key, photo } of waiting) {
      const bytes = await photoContent(attachments, photo.sha256, waiting.length > MOST_IN_FULL)
      item[key] = bytes === null ? NOT_HERE : { kind: 'image', mediaType: PHOTO_TYPE, bytes, width: photo.width, height: photo.height }
    }
  }
}

/** What is said under a photo: what it shows, the day, a remark. */
function captionOf(label: string, { taken_on: day, remark }: RecordPhoto): string {
  return [label, day ?? '', remark ?? ''].filter((text) => text !== '').join('　')
}
