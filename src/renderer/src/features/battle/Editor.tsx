/** A map to be worked on: the picture with its markers, and beside it what is shown, what is chosen, what is not on it yet. */
import { Checkbox } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { MapView } from '#core/features/battle/contract.ts'
import { writeLine, WHOLE, type Point } from '#core/rules/affine.ts'
import { useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { PictureMap } from '../../components/pictureMap/PictureMap.tsx'
import { useAnnounce } from '../../components/LiveMessage.tsx'
import { AddPanel, type Placing } from './AddPanel.tsx'
import classes from './battle.module.css'
import { Chosen } from './Chosen.tsx'
import { percentText, shownMarkers } from './kept.ts'
import { Sign } from './Sign.tsx'

const within = (value: number): number => Math.min(WHOLE, Math.max(0, value))

export function Editor({
  map,
  hidden,
  onHide,
  onOpen,
}: {
  readonly map: MapView
  readonly hidden: readonly string[]
  readonly onHide: (signs: readonly string[]) => void
  readonly onOpen: (register: string, id: string) => void
}): ReactNode {
  const client = useClient()
  const announce = useAnnounce()
  const saving = useCommand(client.records.save)
  const [selected, select] = useState<string | null>(null)
  const [placing, setPlacing] = useState<Placing | null>(null)
  const [line, setLine] = useState<readonly Point[]>([])
  const markers = useMemo(() => shownMarkers(map, hidden), [map, hidden])
  const chosen = map.markers.find(({ id }) => id === selected) ?? null

  const move = async (id: string, to: Point): Promise<void> => {
    const marker = map.markers.find((one) => one.id === id)
    if (marker === undefined) return
    const by = { x: to.x - marker.x, y: to.y - marker.y }
    const further = marker.line.map(({ x, y }) => ({ x: within(x + by.x), y: within(y + by.y) }))
    const saved = await saving.run({
      register: 'map_marker',
      id,
      revision: marker.revision,
      values: { x: to.x, y: to.y, ...(further.length === 0 ? {} : { line: writeLine(further) }) },
    })
    if (saved !== null) announce(`已移到横向 ${percentText(to.x)}、纵向 ${percentText(to.y)}`)
  }
  const put = async (what: Placing, points: readonly Point[]): Promise<void> => {
    const [first, ...further] = points
    if (first === undefined) return
    const saved = await saving.run({
      register: 'map_marker',
      values: { map_id: map.id, sign_id: what.sign, subject: what.subject, name: what.name, x: first.x, y: first.y, line: writeLine(further) },
    })
    if (saved === null) return
    setPlacing(null)
    setLine([])
    select(saved.id)
    announce('已放到图上')
  }
  const point = (at: Point): void => {
    if (placing === null) return
    if (placing.asLine) setLine((now) => [...now, at])
    else void put(placing, [at])
  }
  const drop = (key: string, at: Point): void => {
    const { sign, subject } = JSON.parse(key) as { sign: string; subject: string }
    void put({ sign, subject, name: null, asLine: false }, [at])
  }
  const open = (id: string): void => {
    const marker = map.markers.find((one) => one.id === id)
    if (marker?.register !== null && marker?.register !== undefined && marker.record !== null) onOpen(marker.register, marker.record)
    else onOpen('map_marker', id)
  }
  return (
    <div className={classes['screen']}>
      <PictureMap
        label={`${map.placeName}${map.title}`}
        picture={map.picture}
        markers={markers}
        selected={selected}
        points={line}
        onSelect={select}
        onOpen={open}
        onPoint={placing === null ? null : point}
        {...(map.mayWrite
          ? {
              onMove: (id: string, to: Point) => {
                void move(id, to)
              },
              onDrop: drop,
            }
          : {})}
      />
      <div className={classes['side']}>
        {chosen !== null && <Chosen marker={chosen} mayWrite={map.mayWrite} onOpen={() => open(chosen.id)} />}
        <Legend map={map} hidden={hidden} onHide={onHide} />
        {map.mayWrite && (
          <AddPanel
            map={map}
            placing={placing}
            points={line.length}
            onPlacing={(what) => {
              setPlacing(what)
              setLine([])
            }}
            onCentre={(what) => {
              void put(what, [{ x: WHOLE / 2, y: WHOLE / 2 }])
            }}
            onFinish={() => {
              if (placing !== null) void put(placing, line)
            }}
          />
        )}
      </div>
    </div>
  )
}

/** What the signs mean, how often each stands on the map, and which are shown. */
function Legend({
  map,
  hidden,
  onHide,
}: {
  readonly map: MapView
  readonly hidden: readonly string[]
  readonly onHide: (signs: readonly string[]) => void
}): ReactNode {
  const used = map.signs.filter(({ id }) => map.markers.some(({ sign }) => sign === id))
  return (
    <section aria-label="图例和图层">
      <h2>图例</h2>
      <ul className={classes['whole']}>
        {map.legend.map(({ label, count, ...look }) => (
          <li key={`${label}${look.colour}`}>
            <Sign {...look} />
            <span>
              {label} {count}
            </span>
          </li>
        ))}
      </ul>
      {used.length > 1 && (
        <>
          <h2>显示哪些图层</h2>
          <ul className={`${classes['whole'] ?? ''} ${classes['layers'] ?? ''}`}>
            {used.map(({ id, name }) => (
              <li key={id}>
                <Checkbox
                  label={name}
                  checked={!hidden.includes(id)}
                  onChange={(event) => onHide(event.currentTarget.checked ? hidden.filter((one) => one !== id) : [...hidden, id])}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
