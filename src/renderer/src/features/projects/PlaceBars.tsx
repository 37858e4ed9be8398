import type { ReactNode } from 'react'
import type { ProjectProgress } from '#core/features/projects/contract.ts'
import { COLOUR_LABELS, PROGRESS_COLOURS } from '#core/rules/progress.ts'
import classes from './projects.module.css'

/** How many projects of each place stand in which colour: a bar and the words for it, by place. */
export function PlaceBars({ places }: Pick<ProjectProgress, 'places'>): ReactNode {
  return (
    <ul className={classes['places']} aria-label="各地的进度">
      {places.map(({ place, name, projects, counts }) => {
        const there = PROGRESS_COLOURS.filter((colour) => (counts[colour] ?? 0) > 0)
        const words = there.map((colour) => `${COLOUR_LABELS[colour]} ${counts[colour]}`).join('，') || '没有施工图'
        return (
          <li key={place} title={`${name} ${projects} 个：${words}`}>
            <span className={classes['placeHead']}>
              <b>{name}</b>
              {projects} 个
            </span>
            <span className={classes['placeBar']} aria-hidden>
              {there.map((colour) => (
                <i key={colour} data-colour={colour} style={{ flexGrow: counts[colour] }} />
              ))}
            </span>
            <span className={classes['placeWords']}>{words}</span>
          </li>
        )
      })}
    </ul>
  )
}
