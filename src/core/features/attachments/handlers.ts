import type { Borrowed } from '../../files/tickets.ts'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { AttachmentAdded } from './contract.ts'
import { contentFile, pictureImage, thumbnailImage } from './images.ts'
import { addAttachment, attachmentOf, listAttachments, removeAttachment, mayOpen, requireOpen, restoreAttachment, updateAttachment } from './service.ts'

/** Procedures of attachments. */
export function attachmentHandlers(core: Core) {
  const os = builder.attachments
  return {
    list: os.list.handler(({ input, context }) => listAttachments(core.office(), core.user(context), input.register, input.record)),
    add: os.add.handler(({ input, context }) => {
      const user = core.user(context)
      return takingIn(core, input.ticket, user, (file) => addAttachment(core.office(), user, { ...input, file }, localDay(core.now())))
    }),
    update: os.update.handler(async ({ input, context }) => ({
      changeSet: await updateAttachment(core.office(), core.user(context), input.id, input, input.revision),
    })),
    remove: os.remove.handler(async ({ input, context }) => ({ changeSet: await removeAttachment(core.office(), core.user(context), input.id, input.reason) })),
    restore: os.restore.handler(async ({ input, context }) => ({
      changeSet: await restoreAttachment(core.office(), core.user(context), input.id, input.reason),
    })),
    thumbnail: os.thumbnail.handler(({ input, context }) => {
      const user = core.user(context)
      const { row, subject } = attachmentOf(core.office(), user, input.id)
      return thumbnailImage(core.office().attachments, row, mayOpen(user, subject))
    }),
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
      return contentFile(core.office().attachments, core.files, row, user.id)
    }),
  }
}

/** Uses a picked file up: it goes when it was added or refused, and waits where a reason is asked for first. */
async function takingIn(core: Core, ticket: string, user: SessionUser, add: (file: Borrowed) => Promise<AttachmentAdded>): Promise<AttachmentAdded> {
  const file = core.files.borrow(ticket, user.id)
  let waits = false
  try {
    const added = await add(file)
    waits = added.state === 'shared'
    return added
  } finally {
    file.release()
    if (!waits) core.files.discard(ticket)
  }
}
