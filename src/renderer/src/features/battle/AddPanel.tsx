/** Puts something on the map: records that are not on it yet, dragged there or put in its middle; other signs with a name, by a click; lines point by point. */
import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { MapSign, MapView } from '#core/features/battle/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { DRAGGED } from '../../components/pictureMap/types.ts'
import classes from './battle.module.css'

/** What the next click on the picture puts there. */
export interface Placing {
  readonly sign: string
  readonly subject: string | null
  readonly name: string | null
  readonly asLine: boolean
}

export interface AddPanelProps {
  readonly map: MapView
  readonly placing: Placing | null
  /** Points of the line that is being drawn. */
  readonly points: number
  readonly onPlacing: (what: Placing | null) => void
  readonly onCentre: (what: Placing) => void
  readonly onFinish: () => void
}

export function AddPanel({ map, ...props }: AddPanelProps): ReactNode {
  const [chosen, choose] = useState<string | null>(null)
  const sign = map.signs.find(({ id }) => id === chosen) ?? map.signs.find(({ standsFor }) => standsFor === 'household') ?? map.signs[0]
  if (sign === undefined) return <Text size="sm">还没有图例，请管理员在“作战图图例”里添加。</Text>
  return (
    <section aria-label="放到图上">
      <h2>放到图上</h2>
      <Select
        label="图例"
        data={map.signs.map(({ id, name, letter }) => ({ value: id, label: `${name}（${letter}）` }))}
        value={sign.id}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => {
          choose(value)
          props.onPlacing(null)
        }}
      />
      {sign.standsFor === 'none' ? <Named key={sign.id} sign={sign} {...props} /> : <Unplaced map={map} sign={sign} {...props} />}
    </section>
  )
}

type PanelProps = Omit<AddPanelProps, 'map'> & { readonly sign: MapSign }

function Unplaced({ map, sign, placing, onPlacing, onCentre }: PanelProps & { readonly map: MapView }): ReactNode {
  const api = useApi()
  const [text, setText] = useState('')
  const query = useQuery({
    ...api.battle.unplaced.queryOptions({ input: { map: map.id, sign: sign.id, ...(text.trim() === '' ? {} : { text }) } }),
    placeholderData: (before) => before,
  })
  const found = query.data
  return (
    <>
      <TextInput label="还没有上图的" placeholder="名称、首字母、编号" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Text size="sm" c="dimmed" role="status">
        {found === undefined ? '正在找…' : found.total === 0 ? '都在图上了。' : `还有 ${found.total} 个没有上图，拖到图上的位置。`}
      </Text>
      <ul className={classes['list']} aria-label="还没有上图的">
        {found?.records.map(({ register, id, title, detail }) => {
          const what: Placing = { sign: sign.id, subject: `${register}:${id}`, name: null, asLine: false }
          const pointing = placing?.subject === what.subject
          return (
            <li key={id}>
              <button
                type="button"
                draggable
                className={`${classes['drag'] ?? ''} ${classes['grow'] ?? ''}`}
                aria-pressed={pointing}
                aria-label={`${title}：拖到图上，或者点一下再点图上的位置`}
                onDragStart={(event) => event.dataTransfer.setData(DRAGGED, JSON.stringify({ sign: what.sign, subject: what.subject }))}
                onClick={() => onPlacing(pointing ? null : what)}
              >
                {title}
                {detail !== '' && <small>{` ${detail}`}</small>}
              </button>
              <Button size="compact-xs" variant="default" aria-label={`把${title}放在图中间`} onClick={() => onCentre(what)}>
                放中间
              </Button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Named({ sign, placing, points, onPlacing, onCentre, onFinish }: PanelProps): ReactNode {
  const [name, setName] = useState('')
  const asLine = sign.shape === 'line'
  const what: Placing = { sign: sign.id, subject: null, name: name.trim() === '' ? null : name.trim(), asLine }
  return (
    <>
      <TextInput
        label="名称"
        maxLength={40}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value)
          onPlacing(null)
        }}
      />
      <Group gap="xs" mt="xs">
        {placing === null ? (
          <>
            <Button size="compact-sm" onClick={() => onPlacing(what)}>
              {asLine ? '开始画线' : '点图上的位置'}
            </Button>
            {!asLine && (
              <Button size="compact-sm" variant="default" onClick={() => onCentre(what)}>
                放在图中间
              </Button>
            )}
          </>
        ) : (
          <>
            {asLine && (
              <Button size="compact-sm" disabled={points < 2} onClick={onFinish}>
                画完了（{points} 个点）
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => onPlacing(null)}>
              取消
            </Button>
          </>
        )}
      </Group>
      {placing !== null && (
        <Text size="sm" role="status">
          {asLine ? '在图上依次点线经过的地方。' : '请点图上的位置。'}
        </Text>
      )}
    </>
  )
}
