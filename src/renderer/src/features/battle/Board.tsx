/** The wall of the office: the map, the six elements, the days left, progress and causes, one page after the other by itself; it stops where movement is not wanted. */
import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { MapView } from '#core/features/battle/contract.ts'
import { PictureMap } from '../../components/pictureMap/PictureMap.tsx'
import { isImeKey } from '../../keyboard/ime.ts'
import classes from './battle.module.css'
import { Causes, Countdown, Elements, Progress } from './boardPages.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { shownMarkers } from './kept.ts'

/** So long a page stays. */
const TURN_MILLISECONDS = 15_000
const PAGES = ['作战图', '六要素作战表', '倒计时', '进度', '致贫原因'] as const

const prefersStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export function Board({ map, onClose }: { readonly map: MapView; readonly onClose: () => void }): ReactNode {
  const [page, setPage] = useState(0)
  const [running, setRunning] = useState(() => !prefersStillness())
  const frame = useRef<HTMLDivElement>(null)
  const markers = useMemo(() => shownMarkers(map, []), [map])
  const turn = (by: number): void => setPage((now) => (now + by + PAGES.length) % PAGES.length)
  useEffect(() => {
    if (!running) return undefined
    const timer = window.setTimeout(() => turn(1), TURN_MILLISECONDS)
    return () => window.clearTimeout(timer)
  }, [running, page])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isImeKey(event)) return
      if (event.key === 'ArrowRight' || event.key === 'PageDown') turn(1)
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') turn(-1)
      else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) setRunning((now) => !now)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <Dialog onClose={onClose} fullScreen title={`${map.placeName} ${map.year} 年 ${map.title}`} closeLabel="关闭大屏">
      <div ref={frame} className={classes['board']}>
        <div className={classes['boardHead']}>
          <h2>{PAGES[page]}</h2>
          <span className={classes['grow']} />
          <span>
            第 {page + 1} 页，共 {PAGES.length} 页
          </span>
          <ActionIcon variant="default" size="lg" aria-label="上一页" onClick={() => turn(-1)}>
            <IconChevronLeft aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label={running ? '停止翻页' : '自动翻页'} onClick={() => setRunning((now) => !now)}>
            {running ? <IconPlayerPause aria-hidden /> : <IconPlayerPlay aria-hidden />}
          </ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label="下一页" onClick={() => turn(1)}>
            <IconChevronRight aria-hidden />
          </ActionIcon>
          <Button
            variant="default"
            onClick={() => {
              void frame.current?.requestFullscreen()
            }}
          >
            全屏
          </Button>
        </div>
        <section className={classes['boardBody']} aria-label={PAGES[page] ?? ''} tabIndex={-1}>
          {page === 0 && <PictureMap label="作战图" picture={map.picture} markers={markers} />}
          {page === 1 && <Elements map={map} />}
          {page === 2 && <Countdown map={map} />}
          {page === 3 && <Progress map={map} />}
          {page === 4 && <Causes map={map} />}
        </section>
      </div>
    </Dialog>
  )
}
