import type { ReactNode } from 'react'
import classes from './exchange.module.css'

/** One of several large choices; stands in a `radiogroup`, arrow keys move between those of one name. */
export function Choice({
  name,
  checked,
  disabled = false,
  onChoose,
  icon,
  title,
  detail,
  end,
}: {
  readonly name: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChoose: () => void
  readonly icon?: ReactNode
  readonly title: ReactNode
  readonly detail?: ReactNode
  readonly end?: ReactNode
}): ReactNode {
  return (
    <label className={classes['choice']}>
      <input type="radio" name={name} checked={checked} disabled={disabled} onChange={onChoose} />
      {icon}
      <span className={classes['choiceText']}>
        <b>{title}</b>
        {detail !== undefined && <span>{detail}</span>}
      </span>
      {end !== undefined && <span className={classes['choiceEnd']}>{end}</span>}
    </label>
  )
}
