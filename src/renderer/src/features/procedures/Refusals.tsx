import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'

export interface Refused {
  readonly id: string
  readonly title: string
  readonly missing: readonly { readonly message: string }[]
}

/** Those that could not go on, each with its reasons. */
export function Refusals({ refused }: { readonly refused: readonly Refused[] }): ReactNode {
  if (refused.length === 0) return null
  return (
    <Alert color="amber" role="alert" title={`${refused.length} 条没有办`}>
      <ul aria-label="没有办的原因" style={{ margin: 0, paddingLeft: '1.125rem', maxHeight: '14rem', overflow: 'auto' }}>
        {refused.map(({ id, title, missing }) => (
          <li key={id}>
            {title}：{missing.map(({ message }) => message).join('')}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
