/** The door of attachments. */
export { ATTACHMENT_FOLDER, AttachmentFiles, isSha256, THUMBNAIL_FOLDER } from './attachmentFiles.ts'
export { ATTACHMENT_KEYS, attachmentKeys, attachmentKeysText, parseAttachmentKeys, type AttachmentKeys } from './keys.ts'
export { verifyAttachments } from './verifyAttachments.ts'
export { attachmentCounts, photoContent, photosOf, PHOTO_TYPE, type RecordPhoto } from './forPaper.ts'
export { pictureOfDrawing, thumbnailOf } from './picture.ts'
