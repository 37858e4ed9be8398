import type { ReactNode } from 'react'
import type { ProgressColour } from '#core/rules/progress.ts'
import classes from './projects.module.css'
import { colourText } from './words.ts'

/** How a project stands, in its colour and always with its word. */
export function ColourMark({ colour }: { readonly colour: ProgressColour | null }): ReactNode {
  return (
    <span className={classes['colour']} data-colour={colour ?? 'grey'}>
      {colourText(colour)}
    </span>
  )
}
