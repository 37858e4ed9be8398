import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { MapMarker } from '#core/features/battle/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { percentText, titleOf } from './kept.ts'

/** The marker that is chosen: what it is, where it lies, what can be done with it. */
export function Chosen({ marker, mayWrite, onOpen }: { readonly marker: MapMarker; readonly mayWrite: boolean; readonly onOpen: () => void }): ReactNode {
  const client = useClient()
  const confirm = useConfirm()
  const removing = useCommand(client.records.remove)
  const remove = async (): Promise<void> => {
    const answer = await confirm({
      title: '从图上拿掉',
      message: `把“${titleOf(marker)}”从图上拿掉；台账里的记录不动。`,
      confirmLabel: '拿掉这个标记',
      danger: true,
    })
    if (!answer.confirmed) return
    if ((await removing.run({ register: 'map_marker', ids: [marker.id], reason: '从图上拿掉' })) !== null) notifyDone('已从图上拿掉', titleOf(marker))
  }
  return (
    <section aria-label="选中的标记">
      <h2>{titleOf(marker)}</h2>
      <Text size="sm">
        横向 {percentText(marker.x)}，纵向 {percentText(marker.y)}
      </Text>
      {mayWrite && (
        <Text size="sm" c="dimmed">
          可以拖动；用方向键移动 0.1%，按住 Shift 移动 1%；回车打开。
        </Text>
      )}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" onClick={onOpen}>
          打开
        </Button>
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="default"
            color="red"
            loading={removing.running}
            onClick={() => {
              void remove()
            }}
          >
            拿掉
          </Button>
        )}
      </Group>
    </section>
  )
}
