/** Reads every content that living attachments refer to, and finds those that are not there or not as they were stored. */
import { AppError } from '../../errors.ts'
import type { Store } from '../../store/index.ts'
import type { VerifyFinding, VerifyOptions } from '../../store/verify.ts'
import { isSha256, type AttachmentFiles } from './attachmentFiles.ts'

const MOST_FINDINGS = 200

interface Wanted {
  readonly id: string
  readonly sha256: string
  readonly name: string
}

/** At most 200 findings, of codes `attachment_missing` and `attachment_damaged`. Writes nothing. */
export async function verifyAttachments(files: AttachmentFiles, store: Pick<Store, 'read'>, options: VerifyOptions = {}): Promise<VerifyFinding[]> {
  const wanted = store.read.all<Wanted>('SELECT min(id) AS id, sha256, min(name) AS name FROM attachment WHERE deleted = 0 GROUP BY sha256')
  const findings: VerifyFinding[] = []
  for (const [index, one] of wanted.entries()) {
    if (findings.length >= MOST_FINDINGS) break
    const finding = await findingOf(files, one, options.step)
    if (finding !== null) findings.push({ ...finding, register: 'attachment', record: one.id, sequence: null })
    options.onProgress?.('核对附件', index + 1, wanted.length)
    await options.step?.()
  }
  return findings
}

async function findingOf(
  files: AttachmentFiles,
  { sha256, name }: Wanted,
  step: VerifyOptions['step'],
): Promise<Pick<VerifyFinding, 'code' | 'message'> | null> {
  if (!isSha256(sha256)) return { code: 'attachment_damaged', message: `附件“${name}”的指纹不成样子。` }
  if (!(await files.has(sha256)))
    return { code: 'attachment_missing', message: `附件“${name}”的内容不在这台电脑上：还没有收到，或文件被移走了。下次交换时会再要，也可以从备份取回。` }
  try {
    for await (const piece of files.read(sha256)) if (piece.length > 0) await step?.()
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'CANCELLED') throw error
    return { code: 'attachment_damaged', message: `附件“${name}”的文件读不出来或已损坏，请删除后重新添加原来的照片，或等下一次交换再收到。` }
  }
}
