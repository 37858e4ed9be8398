import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { contentFile, pictureImage, thumbnailImage } from './images.ts'
import { addAttachment, attachmentOf, listAttachments, removeAttachment, requireOpen, restoreAttachment, updateAttachment } from './service.ts'

/** Procedures of attachments. */
export function attachmentHandlers(core: Core) {
  const os = builder.attachments
  return {
    list: os.list.handler(({ input, context }) => listAttachments(core.office(), core.user(context), input.register, input.record)),
    add: os.add.handler(({ input, context }) => {
      const user = core.user(context)
      return addAttachment(core.office(), user, { ...input, file: core.files.resolve(input.ticket) }, localDay(core.now()))
    }),
    update: os.update.handler(async ({ input, context }) => ({ changeSet: await updateAttachment(core.office(), core.user(context), input.id, input, input.revision) })),
    remove: os.remove.handler(async ({ input, context }) => ({ changeSet: await removeAttachment(core.office(), core.user(context), input.id, input.reason) })),
    restore: os.restore.handler(async ({ input, context }) => ({ changeSet: await restoreAttachment(core.office(), core.user(context), input.id, input.reason) })),
    thumbnail: os.thumbnail.handler(({ input, context }) => thumbnailImage(core.office().attachments, attachmentOf(core.office(), core.user(context), input.id).row)),
    picture: os.picture.handler(({ input, context }) => {
      const user = core.user(context)
      const { row, subject } = attachmentOf(core.office(), user, input.id)
      requireOpen(user, subject)
      return pictureImage(core.office().attachments, row)
    }),
    file: os.file.handler(({ input, context }) => {
      const user = core.user(context)
      const { row, subject } = attachmentOf(core.office(), user, input.id)
      requireOpen(user, subject)
      return contentFile(core.office().attachments, core.files, row)
    }),
  }
}
