/** 照片与附件: the photos and scans of a record as a grid of thumbnails, with adding, looking, naming, removing. */
import { Button, Loader } from '@mantine/core'
import { IconPhoto, IconPhotoPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { FileTicket } from '#core/contract.ts'
import { attachmentExtensions } from '#core/features/attachments/contract.ts'
import type { Attachment, AttachmentList } from '#core/features/attachments/contract.ts'
import { useApi, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { AddDialog } from './AddDialog.tsx'
import { AttachmentTile } from './AttachmentTile.tsx'
import classes from './attachments.module.css'
import { AttachmentViewer } from './AttachmentViewer.tsx'
import { EditDialog } from './EditDialog.tsx'
import { paperGroups } from './papers.ts'
import { RemovedAttachments } from './RemovedAttachments.tsx'
import { useAttachmentActions } from './useAttachmentActions.ts'

export interface AttachmentsTabProps {
  readonly register: string
  readonly record: string
}

/** Photos and scans of one record. */
export function AttachmentsTab({ register, record }: AttachmentsTabProps): ReactNode {
  const query = useQuery(useApi().attachments.list.queryOptions({ input: { register, record } }))
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  if (query.data === undefined) return <Loader size="sm" role="status" aria-label="正在读取照片" />
  return <AttachmentGrid register={register} record={record} list={query.data} />
}

function AttachmentGrid({ register, record, list }: AttachmentsTabProps & { readonly list: AttachmentList }): ReactNode {
  const shell = useShell()
  const { remove, save } = useAttachmentActions()
  const [ticket, setTicket] = useState<FileTicket | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const [editing, setEditing] = useState<Attachment | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const { removed, mayWrite, mayOpen } = list
  const groups = paperGroups(register, list.attachments)
  // In the order in which they are shown, so that one looks at the next by one key.
  const attachments = groups.flatMap((group) => group.attachments)
  const lacking = groups.flatMap(({ label, missing }) => (missing ? [label] : [])).join('、')
  const pick = (): void => {
    shell
      .pickFile({ title: '选择照片或扫描件', extensions: [...attachmentExtensions] })
      .then((picked) => {
        if (picked !== null) setTicket(picked)
      })
      .catch(notifyError)
  }
  const close = (): void => {
    const id = open
    setOpen(null)
    // Back to the thumbnail of the picture last looked at, not of the one that was opened first.
    requestAnimationFrame(() => {
      grid.current?.querySelector<HTMLElement>(`[data-attachment="${id}"]`)?.focus()
    })
  }
  const add = mayWrite && (
    <Button variant="light" size="compact-md" leftSection={<IconPhotoPlus size={15} aria-hidden />} onClick={pick}>
      添加照片或附件
    </Button>
  )
  const shown = attachments.find((attachment) => attachment.id === open)
  return (
    <section className={classes['panel']} aria-label="照片与附件">
      {attachments.length === 0 ? (
        <EmptyState
          title="还没有照片和附件"
          icon={<IconPhoto size={36} stroke={1.2} />}
          hint="可以附房屋、证件、申请书等的照片或扫描件（JPG、PNG、WebP、PDF）；照片自动摆正、缩小，拍摄地点不保留。"
          actions={add}
        />
      ) : (
        <>
          <div className={classes['head']}>
            {add}
            <span>
              共 {attachments.length} 份{mayOpen ? '' : '；您的角色只能看模糊的缩略图'}
            </span>
          </div>
          <div ref={grid}>
            {groups.map(({ kind, label, attachments: those }) => (
              <PaperList key={kind ?? ''} label={label} attachments={those} onOpen={mayOpen ? setOpen : null} />
            ))}
          </div>
        </>
      )}
      {lacking !== '' && <p className={classes['lacking']}>还缺：{lacking}</p>}
      {removed.length > 0 && <RemovedAttachments removed={removed} mayWrite={mayWrite} />}
      {ticket !== null && <AddDialog key={ticket.ticket} register={register} record={record} ticket={ticket} onClose={() => setTicket(null)} />}
      {shown !== undefined && (
        <AttachmentViewer
          attachment={shown}
          position={attachments.indexOf(shown)}
          count={attachments.length}
          mayWrite={mayWrite}
          onClose={close}
          onStep={(by) => {
            const next = attachments[attachments.indexOf(shown) + by]
            if (next !== undefined) setOpen(next.id)
          }}
          onSave={() => {
            void save(shown)
          }}
          onEdit={() => {
            setOpen(null)
            setEditing(shown)
          }}
          onRemove={() => {
            setOpen(null)
            void remove(shown)
          }}
        />
      )}
      {editing !== null && <EditDialog register={register} attachment={editing} onClose={() => setEditing(null)} />}
    </section>
  )
}

/** The attachments of one kind of paper. */
function PaperList({
  label,
  attachments,
  onOpen,
}: {
  readonly label: string
  readonly attachments: readonly Attachment[]
  readonly onOpen: ((id: string) => void) | null
}): ReactNode {
  if (attachments.length === 0) return null
  return (
    <>
      {label !== '' && <h2 className={classes['kind']}>{label}</h2>}
      <ul className={classes['grid']} aria-label={label === '' ? '照片与附件' : label}>
        {attachments.map((attachment) => (
          <li key={attachment.id}>
            <AttachmentTile attachment={attachment} onOpen={onOpen === null ? null : () => onOpen(attachment.id)} />
          </li>
        ))}
      </ul>
    </>
  )
}
