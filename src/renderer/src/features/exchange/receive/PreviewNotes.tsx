import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ReceivePreview } from '#core/features/exchange/contract.ts'
import { whole } from '../../../components/whole.ts'
import classes from '../shared/exchange.module.css'
import { registerLabel } from '../shared/words.ts'

interface Note {
  readonly key: string
  readonly warning: boolean
  readonly text: string
}

/** Names shown of a long list. */
const MOST = 4

function listed(names: readonly string[]): string {
  return names.length > MOST ? `${names.slice(0, MOST).join('、')}等 ${names.length} 处` : names.join('、')
}

function answerText({ accepted, declined }: ReceivePreview['answered']): string {
  const parts = [
    ...(accepted > 0 ? [`对方采纳了您的建议 ${whole.format(accepted)} 条`] : []),
    ...(declined > 0 ? [`对方没有采纳您的建议 ${whole.format(declined)} 条`] : []),
  ]
  return `${parts.join('，')}：理由写在下面“变更”里，也在“修改建议”里查得到。`
}

/** One sentence for each thing out of the ordinary. */
export function notesOf(preview: ReceivePreview): readonly Note[] {
  const { found, counts, files, skipped, gap, wentBack, duplicates, transfers, returned, answered, differing } = preview
  const notes: (Note | false)[] = [
    found.note !== null && { key: 'found', warning: false, text: `这个文件${found.note}。` },
    counts.conflicts > 0 && {
      key: 'conflicts',
      warning: true,
      text: `有 ${whole.format(counts.conflicts)} 条和本单位改得不同：合并以后两边的值都留着，到“冲突台”决定用哪个。`,
    },
    counts.proposals > 0 && {
      key: 'proposals',
      warning: false,
      text: `有 ${whole.format(counts.proposals)} 条不归对方管：作为修改建议收下，由您决定采不采纳。`,
    },
    answered.accepted + answered.declined > 0 && { key: 'answered', warning: false, text: answerText(answered) },
    counts.rejected > 0 && { key: 'rejected', warning: true, text: `有 ${whole.format(counts.rejected)} 条不能收：原因列在下面，也会写进回执告诉对方。` },
    wentBack && {
      key: 'wentBack',
      warning: true,
      text: '对方存着本机以前做的修改，本机现在没有：本机恢复过较早的数据，或者数据目录被复制过。合并以后到“以前的修改”里看，决定收回还是保留现在的内容。',
    },
    gap && { key: 'gap', warning: false, text: '这个文件前面还有没收到的内容：这次照样合并；把回执带给对方，对方的下一个文件会补齐。' },
    skipped.length > 0 && {
      key: 'skipped',
      warning: false,
      text: `对方的第 ${listed(skipped.map(String))} 号文件没有收到过；内容都已包含在这个文件里，不缺什么。`,
    },
    files.received > 0 && { key: 'files', warning: false, text: `带来照片和附件 ${whole.format(files.received)} 个。` },
    files.damaged > 0 && { key: 'damaged', warning: true, text: `有 ${whole.format(files.damaged)} 个照片或附件损坏：不影响其他内容，会请对方下次重发。` },
    files.missing > 0 && { key: 'missing', warning: false, text: `还缺 ${whole.format(files.missing)} 个照片或附件：下次接收时补上。` },
    duplicates > 0 && { key: 'duplicates', warning: true, text: `有 ${whole.format(duplicates)} 对可能是同一个人或同一户：合并以后到“重复记录”里核对。` },
    transfers > 0 && { key: 'transfers', warning: false, text: `有 ${whole.format(transfers)} 户迁移的消息：合并以后到“户迁移”里查看。` },
    returned > 0 && { key: 'returned', warning: true, text: `上级退回 ${whole.format(returned)} 户：合并以后列在首页最前面。` },
    differing.length > 0 && {
      key: 'differing',
      warning: true,
      text: `合并以后，${listed(differing.map((one) => `${one.name}（${one.registers.map(registerLabel).join('、')}）`))}和对方仍不完全相同：双方再各发一次就会一致；还不一致时请发全部数据。`,
    },
  ]
  return notes.filter((note) => note !== false)
}

export function PreviewNotes({ preview }: { readonly preview: ReceivePreview }): ReactNode {
  const notes = notesOf(preview)
  if (notes.length === 0) return null
  return (
    <ul className={classes['notes']} aria-label="要知道的情况">
      {notes.map((note) => (
        <li key={note.key} data-tone={note.warning ? 'warning' : undefined}>
          {note.warning ? <IconAlertTriangle size={15} aria-label="注意" /> : <IconInfoCircle size={15} aria-hidden />}
          {note.text}
        </li>
      ))}
    </ul>
  )
}
