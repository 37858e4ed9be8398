import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import classes from './PlainInput.module.css'

interface Look {
  readonly invalid?: boolean
  /** Without border and height of its own, inside a cell of a grid or a box of chips. */
  readonly bare?: boolean
}

type Native<T> = { readonly [K in keyof T]: T[K] | undefined }

/** A line of text that looks like the library's inputs but keeps the accessible attributes it is given. */
export function PlainInput({
  invalid = false,
  bare = false,
  right,
  ...native
}: Look & { readonly right?: ReactNode } & Native<InputHTMLAttributes<HTMLInputElement>>): ReactNode {
  const input = (
    <input
      autoComplete="off"
      spellCheck={false}
      {...native}
      className={classes['input']}
      aria-invalid={invalid || undefined}
      data-bare={bare || undefined}
      data-invalid={invalid || undefined}
      data-right={(right !== undefined && right !== null) || undefined}
    />
  )
  return (
    <span className={classes['box']}>
      {input}
      {right !== undefined && right !== null && <span className={classes['right']}>{right}</span>}
    </span>
  )
}

/** Several lines, growing with the text up to six. */
export function PlainTextarea({ invalid = false, ...native }: Look & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>): ReactNode {
  return (
    <textarea rows={1} spellCheck={false} {...native} className={classes['area']} aria-invalid={invalid || undefined} data-invalid={invalid || undefined} />
  )
}
