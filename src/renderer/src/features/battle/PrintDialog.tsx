import { Button, Checkbox, Group, Radio, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { MAP_PAPERS, type MapView } from '#core/features/battle/contract.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'

const SIZES: Readonly<Record<(typeof MAP_PAPERS)[number], string>> = { A0: '1189 × 841 毫米', A1: '841 × 594 毫米', A2: '594 × 420 毫米', A3: '420 × 297 毫米' }

/** On which paper, with or without the names of households, whole or in sheets of A4. */
export function PrintDialog({ map, onClose }: { readonly map: MapView; readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const shell = useShell()
  const run = useRunJob({ saveFile: true })
  const [version, setVersion] = useState<'inner' | 'public'>('inner')
  const [paper, setPaper] = useState<(typeof MAP_PAPERS)[number]>('A0')
  const [tiled, setTiled] = useState(false)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    await run(client.battle.print({ map: map.id, version, paper, tiled }))
    setBusy(false)
    onClose()
  }
  const print = async (): Promise<void> => {
    try {
      const { html } = await client.battle.preview({ map: map.id, version, paper })
      await shell.printHtml(html)
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Dialog onClose={onClose} title="打印作战图">
      <Stack>
        <Radio.Group label="哪一版" value={version} onChange={(value) => setVersion(value === 'public' ? 'public' : 'inner')}>
          <Stack gap="xs" mt="xs">
            <Radio value="inner" label="内部版（有户名，贴在办公室）" />
            <Radio value="public" label="公开版（没有户名，可以上墙公示）" />
          </Stack>
        </Radio.Group>
        <Select
          label="纸张（横放）"
          data={MAP_PAPERS.map((one) => ({ value: one, label: `${one}（${SIZES[one]}）` }))}
          value={paper}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => setPaper(MAP_PAPERS.find((one) => one === value) ?? 'A0')}
        />
        <Checkbox
          label="分成几张 A4 打印，再拼起来"
          description="相邻两张重叠 5 毫米，四角有裁切标记，虚线是重叠处。"
          checked={tiled}
          onChange={(event) => setTiled(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          打印时缩放选“实际大小”，不要选“适合页面”。
        </Text>
        <Group justify="flex-end">
          {!tiled && (
            <Button
              variant="default"
              onClick={() => {
                void print()
              }}
            >
              直接打印
            </Button>
          )}
          <Button
            loading={busy}
            onClick={() => {
              void save()
            }}
          >
            存成 PDF
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
