/**
 * The keys of photos and attachments. They are random and kept in the database, so that a new data key leaves the files as they lie; those of
 * offices that began before 0.2.0 follow from their first data key, and are written down before it goes.
 */
import { z } from 'zod'
import { sealingKeys, type SealingKeys } from '../../files/sealedFiles.ts'

export interface AttachmentKeys {
  readonly contents: SealingKeys
  readonly thumbnails: SealingKeys
}

/** Key in `meta` under which they are kept. */
export const ATTACHMENT_KEYS = 'attachment_keys'

const key = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => Buffer.from(text, 'hex'))
const keysShape = z.object({ contents: z.object({ names: key, content: key }), thumbnails: z.object({ names: key, content: key }) })

/** The keys that follow from a secret: 32 random bytes, or the data key of an older office. */
export function attachmentKeys(secret: Uint8Array): AttachmentKeys {
  return { contents: sealingKeys(secret, 'attachments'), thumbnails: sealingKeys(secret, 'thumbnails') }
}

export function attachmentKeysText({ contents, thumbnails }: AttachmentKeys): string {
  const hex = ({ names, content }: SealingKeys): object => ({ names: names.toString('hex'), content: content.toString('hex') })
  return JSON.stringify({ contents: hex(contents), thumbnails: hex(thumbnails) })
}

export function parseAttachmentKeys(text: string): AttachmentKeys {
  return keysShape.parse(JSON.parse(text))
}
