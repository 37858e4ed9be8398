/** The contents of attachments in the data folder, by their SHA-256: each kept once, encrypted, under a name that does not tell the hash. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { SealedFiles, type Bytes } from '../../files/sealedFiles.ts'
import type { Store } from '../../store/index.ts'
import type { AttachmentKeys } from './keys.ts'

/** Folder of the contents inside the data folder. */
export const ATTACHMENT_FOLDER = 'attachments'

/** Folder of the thumbnails inside it; they are made of the contents and can be made again. */
export const THUMBNAIL_FOLDER = 'thumbnails'

export class AttachmentFiles {
  readonly #contents: SealedFiles
  readonly #thumbnails: SealedFiles

  constructor(dataDirectory: string, keys: AttachmentKeys) {
    this.#contents = new SealedFiles(join(dataDirectory, ATTACHMENT_FOLDER), keys.contents)
    this.#thumbnails = new SealedFiles(join(dataDirectory, ATTACHMENT_FOLDER, THUMBNAIL_FOLDER), keys.thumbnails)
  }

  /** Whether the content is there; nothing is said of its soundness. */
  has(sha256: string): Promise<boolean> {
    return this.#contents.has(checked(sha256))
  }

  /**
   * The content in pieces, each authentic. Throws FILE_NOT_FOUND where it is not there, and ATTACHMENT_DAMAGED at the first byte that is
   * not as it was written.
   */
  async *read(sha256: string): AsyncGenerator<Buffer, void> {
    const hash = createHash('sha256')
    for await (const piece of this.#contents.read(checked(sha256))) {
      hash.update(piece)
      yield piece
    }
    if (hash.digest('hex') !== sha256) throw damaged()
  }

  /**
   * Takes a content in, in the place of the same that may be there (and may be damaged). Its hash is compared before it is kept:
   * ATTACHMENT_DAMAGED where it is another. Whatever is thrown leaves nothing behind.
   */
  async write(sha256: string, content: Bytes): Promise<{ bytes: number }> {
    const { bytes } = await this.#contents.write(checked(sha256), content, (sealed) => {
      if (sealed.sha256 !== sha256) throw damaged()
    })
    return { bytes }
  }

  /** SHA-256 of the contents that living attachments refer to and that are not there, each once. */
  async missing(store: Pick<Store, 'read'>): Promise<string[]> {
    const wanted = store.read.all<{ sha256: string }>('SELECT DISTINCT sha256 FROM attachment WHERE deleted = 0 ORDER BY sha256')
    const missing: string[] = []
    for (const { sha256 } of wanted) if (!isSha256(sha256) || !(await this.#contents.has(sha256))) missing.push(sha256)
    return missing
  }

  /** A small content as one buffer; throws as {@link read}. */
  async bytes(sha256: string): Promise<Buffer> {
    return collect(this.read(sha256))
  }

  /** The thumbnail of a content, or null where it has to be made (again). */
  async thumbnail(sha256: string): Promise<Buffer | null> {
    if (!(await this.#thumbnails.has(checked(sha256)))) return null
    try {
      return await collect(this.#thumbnails.read(sha256))
    } catch (error) {
      if (error instanceof AppError && error.code === 'ATTACHMENT_DAMAGED') return null
      throw error
    }
  }

  /** Keeps the thumbnail of a content. */
  async keepThumbnail(sha256: string, content: Uint8Array): Promise<void> {
    await this.#thumbnails.write(checked(sha256), [content])
  }

  /** Where a content lies, for tests of damage and for backups. */
  pathOf(sha256: string): string {
    return this.#contents.pathOf(sha256)
  }

  /** Removes what broken-off writes left; to be called once, before anything is written. */
  async tidy(): Promise<void> {
    await this.#contents.tidy()
    await this.#thumbnails.tidy()
  }
}

/** Whether a text is a SHA-256 as we write it. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

function checked(sha256: string): string {
  if (!isSha256(sha256)) throw new AppError('VALIDATION', '附件的指纹不是 64 位十六进制数。', '请检查数据来源；这条附件记录不能使用。')
  return sha256
}

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const found: Buffer[] = []
  for await (const piece of pieces) found.push(piece)
  return Buffer.concat(found)
}

function damaged(): AppError {
  return new AppError('ATTACHMENT_DAMAGED', '附件的内容与它的指纹不符，没有采用。', '请重新取得这个附件：让对方再次上报，或重新添加原来的照片。')
}
