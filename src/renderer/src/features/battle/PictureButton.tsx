/** Takes a scan or photo for the picture of a map; where markers stand on another one already, they go along by three points. */
import { Button } from '@mantine/core'
import { IconPhotoUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { MapView } from '#core/features/battle/contract.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { RescanDialog } from './RescanDialog.tsx'

export function PictureButton({ map }: { readonly map: MapView }): ReactNode {
  const client = useClient()
  const shell = useShell()
  const [attachment, setAttachment] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const pick = async (): Promise<void> => {
    try {
      const ticket = await shell.pickFile({ title: '选择底图（扫描件、照片）', extensions: ['jpg', 'jpeg', 'png', 'webp'] })
      if (ticket === null) return
      setBusy(true)
      const about = { ticket: ticket.ticket, register: 'battle_map', record: map.id, kind: 'base_map' }
      // One picture may lie under the maps of several years: that is no mistake.
      const added = await client.attachments.add({ ...about, sharedReason: '作战图底图' })
      if (added.state !== 'added') return
      if (map.picture !== null && map.markers.length > 0) setAttachment(added.id)
      else {
        await client.battle.setPicture({ map: map.id, attachment: added.id, asIs: true })
        notifyDone('已换上底图', '')
      }
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPhotoUp size={16} aria-hidden />}
        loading={busy}
        onClick={() => {
          void pick()
        }}
      >
        {map.picture === null ? '上传底图' : '换底图'}
      </Button>
      {attachment !== null && <RescanDialog map={map} attachment={attachment} onClose={() => setAttachment(null)} />}
    </>
  )
}
