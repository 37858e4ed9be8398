/** The same three points in the old picture and in the new one, by clicks or typed, so that the markers go along. */
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { MapView } from '#core/features/battle/contract.ts'
import { threePointsProblem, type Point, type ThreePoints } from '#core/rules/affine.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PictureMap } from '../../components/pictureMap/PictureMap.tsx'
import type { Picture } from '../../components/pictureMap/types.ts'
import classes from './battle.module.css'
import { shownMarkers } from './kept.ts'

const NONE: readonly Point[] = []
const asThree = (points: readonly Point[]): ThreePoints | null => {
  const [a, b, c] = points
  return a === undefined || b === undefined || c === undefined ? null : [a, b, c]
}

export function RescanDialog({ map, attachment, onClose }: { readonly map: MapView; readonly attachment: string; readonly onClose: () => void }): ReactNode {
  const api = useApi()
  const client = useClient()
  const saving = useCommand(client.battle.setPicture, { inline: true })
  const [was, setWas] = useState<readonly Point[]>(map.anchors ?? NONE)
  const [now, setNow] = useState<readonly Point[]>(NONE)
  const image = useQuery(api.attachments.picture.queryOptions({ input: { id: attachment } })).data?.image ?? null
  const size = useQuery(api.attachments.list.queryOptions({ input: { register: 'battle_map', record: map.id } })).data?.attachments.find(
    ({ id }) => id === attachment,
  )
  const fresh = useMemo<Picture | null>(
    () => (image === null ? null : { image, width: size?.width ?? 1, height: size?.height ?? 1 }),
    [image, size?.width, size?.height],
  )
  const markers = useMemo(() => shownMarkers(map, []), [map])
  const [before, after] = [asThree(was), asThree(now)]
  const problem = (before === null ? null : threePointsProblem(before)) ?? (after === null ? null : threePointsProblem(after))
  const save = async (asIs: boolean): Promise<void> => {
    const points =
      asIs || before === null || after === null ? { asIs: true } : { was: [...before] as [Point, Point, Point], now: [...after] as [Point, Point, Point] }
    const done = await saving.run({ map: map.id, attachment, ...points })
    if (done === null) return
    notifyDone('已换底图', done.moved === 0 ? '标记的位置没有变' : `${done.moved} 个标记搬到了新底图上`)
    onClose()
  }
  return (
    <Dialog onClose={onClose} title="换底图" size="90%">
      <Stack>
        <Text size="sm">在旧底图和新底图上，依次点三个相同的地方（例如桥、村口、水塔），离得越远越准，不要在一条线上。图上的标记按它们一起搬过去。</Text>
        <div className={classes['pair']}>
          <Points label="旧底图" picture={map.picture} markers={markers} points={was} onChange={setWas} />
          <Points label="新底图" picture={fresh} markers={[]} points={now} onChange={setNow} />
        </div>
        {problem !== null && (
          <Text role="alert" c="red.9">
            {problem}
          </Text>
        )}
        {saving.error !== null && <ErrorPanel error={saving.error} />}
        <Group justify="flex-end">
          <Button
            variant="default"
            loading={saving.running}
            onClick={() => {
              void save(true)
            }}
          >
            位置不变，只换图
          </Button>
          <Button
            disabled={before === null || after === null || problem !== null}
            loading={saving.running}
            onClick={() => {
              void save(false)
            }}
          >
            按三个点搬标记
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

const NUMBERS = [0, 1, 2] as const
const NAMES = ['第一点', '第二点', '第三点'] as const

function Points({
  label,
  picture,
  markers,
  points,
  onChange,
}: {
  readonly label: string
  readonly picture: Picture | null
  readonly markers: ReturnType<typeof shownMarkers>
  readonly points: readonly Point[]
  readonly onChange: (points: readonly Point[]) => void
}): ReactNode {
  const change = (index: number, part: Partial<Point>): void =>
    onChange(NUMBERS.slice(0, Math.max(points.length, index + 1)).map((at) => ({ ...(points[at] ?? { x: 0, y: 0 }), ...(at === index ? part : {}) })))
  const add = (point: Point): void => onChange(points.length >= NUMBERS.length ? [point] : [...points, point])
  return (
    <div>
      <div className={classes['small']}>
        <PictureMap label={label} picture={picture} markers={markers} points={points} onPoint={add} />
      </div>
      {NUMBERS.map((index) => (
        <Group key={index} gap="xs" wrap="nowrap">
          {(['x', 'y'] as const).map((axis) => (
            <NumberInput
              key={axis}
              size="xs"
              label={`${label}${NAMES[index]}${axis === 'x' ? '横向' : '纵向'}（%）`}
              min={0}
              max={100}
              decimalScale={2}
              value={points[index] === undefined ? '' : points[index][axis] / 100}
              onChange={(value) => {
                if (typeof value === 'number') change(index, { [axis]: Math.round(value * 100) })
              }}
            />
          ))}
        </Group>
      ))}
    </div>
  )
}
