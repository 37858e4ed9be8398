import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import type { Row } from '#core/shapes.ts'
import { isProgressColour } from '#core/rules/progress.ts'
import { PlacedList } from '../records/PlacedList.tsx'
import { ColourMark } from './ColourMark.tsx'

const project = screenOf('project')
const RENDER = { 'reckoned.progress': progressMark }

/** The projects, each with its planned and actual progress and what lies between them, as of today. */
export function ProjectList(): ReactNode {
  return project === null ? null : <PlacedList screen={project} render={RENDER} />
}

function progressMark(row: Row): ReactNode {
  const colour = row['reckoned.progress']
  return isProgressColour(colour) ? <ColourMark colour={colour} /> : null
}
