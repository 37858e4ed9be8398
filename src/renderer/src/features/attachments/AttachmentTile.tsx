import { IconFileTypePdf, IconPhotoExclamation, IconPhotoDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Attachment, AttachmentImage } from '#core/features/attachments/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import classes from './attachments.module.css'

/** What stands where a picture cannot: by the state of its content. */
const PLACEHOLDERS: Readonly<Record<Exclude<AttachmentImage['state'], 'ready'>, string>> = {
  missing: '照片还没有收到，下次交换时会再要',
  damaged: '照片文件已损坏，请删除后重新添加原来的照片',
  none: 'PDF 文件，另存后用阅读器打开',
}

/** One attachment in the grid: thumbnail, name, date, remark. Without `onOpen` it only shows. */
export function AttachmentTile({ attachment, onOpen }: { readonly attachment: Attachment; readonly onOpen: (() => void) | null }): ReactNode {
  const { id, name, remark, takenOn, present } = attachment
  // A content never changes under its id; only one that was missing may come.
  const query = useQuery({ ...useApi().attachments.thumbnail.queryOptions({ input: { id } }), staleTime: Infinity, enabled: present })
  const { state, image } = present ? (query.data ?? { state: null, image: null }) : { state: 'missing' as const, image: null }
  const day = dayOf(attachment)
  const content = (
    <>
      <span className={classes['image']}>{image === null ? state !== null && <Placeholder state={state} /> : <img src={image} alt="" />}</span>
      <span className={classes['name']}>{name}</span>
      <span className={classes['day']}>{day}</span>
      {remark !== null && (
        <span className={classes['remark']} title={remark}>
          {remark}
        </span>
      )}
    </>
  )
  if (onOpen === null) return <div className={classes['tile']}>{content}</div>
  const told = [name, takenOn === null ? day : `${takenOn} 拍摄`, remark, state === 'missing' || state === 'damaged' ? PLACEHOLDERS[state] : null].filter(
    (part) => part !== null,
  )
  return (
    <button type="button" className={classes['tile']} data-attachment={id} aria-label={`打开 ${told.join('，')}`} onClick={onOpen}>
      {content}
    </button>
  )
}

/** `2015-11-20 拍摄`, or when it was added. */
export function dayOf({ takenOn, addedAt }: Pick<Attachment, 'takenOn' | 'addedAt'>): string {
  return takenOn === null ? `${addedAt.slice(0, 10)} 添加` : `${takenOn} 拍摄`
}

/** Stands for a picture that cannot be shown, and says why. */
export function Placeholder({ state }: { readonly state: AttachmentImage['state'] }): ReactNode {
  if (state === 'ready') return null
  const Icon = state === 'none' ? IconFileTypePdf : state === 'missing' ? IconPhotoDown : IconPhotoExclamation
  return (
    <span className={classes['placeholder']} data-state={state}>
      <Icon size={32} stroke={1.2} aria-hidden />
      <span>{PLACEHOLDERS[state]}</span>
    </span>
  )
}
