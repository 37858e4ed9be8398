import { ActionIcon, Button, Group, Loader } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Attachment } from '#core/features/attachments/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { sizeText } from '../../components/sizeText.ts'
import { isImeKey } from '../../keyboard/ime.ts'
import classes from './attachments.module.css'
import { dayOf, Placeholder } from './AttachmentTile.tsx'

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 }

export interface AttachmentViewerProps {
  readonly attachment: Attachment
  /** Its place in the list, from 0. */
  readonly position: number
  readonly count: number
  readonly mayWrite: boolean
  readonly onStep: (by: -1 | 1) => void
  readonly onSave: () => void
  readonly onEdit: () => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** One picture large; arrows go to the next, Esc closes. */
export function AttachmentViewer(props: AttachmentViewerProps): ReactNode {
  const { attachment, position, count } = props
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (isImeKey(event) || event.altKey || event.ctrlKey || event.metaKey || step === undefined) return
    event.preventDefault()
    props.onStep(step)
  }
  const facts = [dayOf(attachment), attachment.width === null ? null : `${attachment.width} × ${attachment.height}`, sizeText(attachment.size)].filter(
    (fact) => fact !== null,
  )
  return (
    <Dialog onClose={props.onClose} title={attachment.name} size="min(72rem, 94vw)" yOffset="2vh" onKeyDown={onKeyDown}>
      <div className={classes['viewer']}>
        <ActionIcon variant="default" size="lg" aria-label="上一张" title="上一张（←）" disabled={position === 0} onClick={() => props.onStep(-1)}>
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <div className={classes['large']}>
          <Picture attachment={attachment} />
        </div>
        <ActionIcon variant="default" size="lg" aria-label="下一张" title="下一张（→）" disabled={position === count - 1} onClick={() => props.onStep(1)}>
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes['foot']}>
        <div>
          <div aria-live="polite">
            第 {position + 1} 份，共 {count} 份 · {facts.join(' · ')}
          </div>
          {attachment.remark !== null && <div className={classes['said']}>{attachment.remark}</div>}
        </div>
        <Group gap="xs" wrap="nowrap">
          {props.mayWrite && (
            <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={props.onRemove}>
              删除
            </Button>
          )}
          {props.mayWrite && (
            <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={props.onEdit}>
              改名称和说明
            </Button>
          )}
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} disabled={!attachment.present} onClick={props.onSave} data-autofocus>
            另存
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}

function Picture({ attachment }: { readonly attachment: Attachment }): ReactNode {
  const query = useQuery({
    ...useApi().attachments.picture.queryOptions({ input: { id: attachment.id } }),
    staleTime: Infinity,
    gcTime: 60_000,
    enabled: attachment.present,
  })
  if (!attachment.present) return <Placeholder state="missing" />
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  if (query.data === undefined) return <Loader size="sm" role="status" aria-label="正在打开照片" />
  const { state, image } = query.data
  return image === null ? (
    <Placeholder state={state} />
  ) : (
    <img src={image} alt={[attachment.name, attachment.remark].filter((part) => part !== null).join('：')} />
  )
}
