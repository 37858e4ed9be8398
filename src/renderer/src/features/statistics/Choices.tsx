import type { KeyboardEvent, ReactNode } from 'react'
import { useRef } from 'react'
import { isImeKey } from '../../keyboard/ime.ts'
import type { Listed } from './question.ts'
import classes from './statistics.module.css'

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** The tables by heading; ↑ and ↓ go from one to the next. */
export function Choices({
  list,
  value,
  onChange,
}: {
  readonly list: readonly Listed[]
  readonly value: string
  readonly onChange: (code: string) => void
}): ReactNode {
  const holder = useRef<HTMLElement>(null)
  const groups = [...new Set(list.map(({ group }) => group))]
  const order = groups.flatMap((group) => list.filter((one) => one.group === group))
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (isImeKey(event) || event.altKey || event.ctrlKey || step === undefined) return
    const next = order[order.findIndex(({ code }) => code === value) + step]
    if (next === undefined) return
    event.preventDefault()
    onChange(next.code)
    holder.current?.querySelector<HTMLElement>(`[data-code="${next.code}"]`)?.focus()
  }
  return (
    <nav ref={holder} className={classes['choices']} aria-label="统计表">
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h2 className={classes['group']}>{group}</h2>
          <ul>
            {list
              .filter((one) => one.group === group)
              .map(({ code, title }) => (
                <li key={code}>
                  <button
                    type="button"
                    data-code={code}
                    className={classes['choice']}
                    aria-current={code === value ? 'true' : undefined}
                    tabIndex={code === value ? 0 : -1}
                    onClick={() => onChange(code)}
                    onKeyDown={onKeyDown}
                  >
                    {/^\d/.test(code) && <span className={classes['code']}>{code}</span>}
                    <span>{title.replace(/统计表/, '')}</span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
