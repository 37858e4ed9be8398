/** Photos and scans on a record. The record's own rights hold for them. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape, registerName } from '../../shapes.ts'

/** What a file dialog offers; what a file really is, its content tells. */
export const attachmentExtensions = ['jpg', 'jpeg', 'png', 'webp', 'pdf'] as const

const attachmentShape = z.object({
  id: z.string(),
  revision: z.number(),
  name: z.string(),
  remark: z.string().nullable(),
  takenOn: z.string().nullable(),
  mediaType: z.string(),
  /** Which of the papers of its record's register it is; null where nobody said so. */
  kind: z.string().nullable(),
  size: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  addedAt: z.string(),
  /** Whether the content is on this machine; what came by exchange may follow later. */
  present: z.boolean(),
})
export type Attachment = z.infer<typeof attachmentShape>

const attachmentListShape = z.object({
  attachments: z.array(attachmentShape),
  removed: z.array(attachmentShape),
  /** Whether the user may add, change and remove here, and see pictures in full: masked roles see thumbnails alone. */
  mayWrite: z.boolean(),
  mayOpen: z.boolean(),
})
export type AttachmentList = z.infer<typeof attachmentListShape>

/** Another record that has the same content; `title` is null where it is outside the user's divisions. */
const sharedWithShape = z.object({
  register: z.string(),
  record: z.string().nullable(),
  label: z.string(),
  title: z.string().nullable(),
  place: z.string(),
})
export type SharedWith = z.infer<typeof sharedWithShape>

/** Added; or not added, because another record has the same content and no reason was given. */
const attachmentAddedShape = z.discriminatedUnion('state', [
  z.object({ state: z.literal('added'), id: z.string(), changeSet: z.string().nullable() }),
  z.object({ state: z.literal('shared'), with: z.array(sharedWithShape) }),
])
export type AttachmentAdded = z.infer<typeof attachmentAddedShape>

/** `none`: of a kind that is not shown (PDF); `missing`: not received yet; `damaged`: the file on disk is not as it was stored. */
const attachmentImageShape = z.object({ state: z.enum(['ready', 'none', 'missing', 'damaged']), image: z.string().nullable() })
export type AttachmentImage = z.infer<typeof attachmentImageShape>

const of = z.object({ id: z.string() })
const changed = z.object({ changeSet: z.string().nullable() })
const name = z.string().trim().min(1).max(120)
const remark = z.string().trim().max(200)
const kind = z.string().trim().min(1).max(40)
const reason = z.string().trim().min(1).max(500)

export const attachmentContract = {
  list: asks('read', 'divisions')
    .input(z.object({ register: registerName, record: z.string() }))
    .output(attachmentListShape),
  /** `sharedReason` is needed where another record has the same content; the same record never takes it twice. */
  add: asks('enter', 'divisions')
    .input(
      z.object({
        ticket: z.string(),
        register: registerName,
        record: z.string(),
        name: name.optional(),
        remark: remark.optional(),
        takenOn: z.iso.date().optional(),
        kind: kind.optional(),
        sharedReason: reason.optional(),
      }),
    )
    .output(attachmentAddedShape),
  update: asks('enter', 'divisions')
    .input(
      of.extend({
        revision: z.number().optional(),
        name: name.optional(),
        remark: remark.nullable().optional(),
        takenOn: z.iso.date().nullable().optional(),
        kind: kind.nullable().optional(),
      }),
    )
    .output(changed),
  remove: asks('enter', 'divisions').input(of.extend({ reason })).output(changed),
  restore: asks('enter', 'divisions').input(of.extend({ reason })).output(changed),
  /** At most 240 pixels, as a data URL. */
  thumbnail: asks('read', 'divisions').input(of).output(attachmentImageShape),
  /** The picture as kept (at most 2000 pixels), as a data URL. */
  picture: asks('read', 'divisions').input(of).output(attachmentImageShape),
  /** The content as a file to save. */
  file: asks('read', 'divisions').input(of).output(fileTicketShape),
}
