import type { Migration } from './types.ts'

export const attachmentKind: Migration = {
  id: 1110,
  name: 'attachment_kind',
  statements: ['ALTER TABLE attachment ADD COLUMN kind TEXT'],
}
