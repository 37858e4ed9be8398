import type { ReactNode } from 'react'
import classes from './records.module.css'

/** Sentences one below the other, for questions that speak of several things. */
export function MessageList({ messages }: { readonly messages: readonly string[] }): ReactNode {
  return (
    <ul className={classes['messages']}>
      {messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  )
}
