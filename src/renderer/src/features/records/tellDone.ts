/** What is said when something was done. */
import { notifyDone, notifyProposed } from '../../bridge/notify.tsx'

/**
 * Says that it was done; or, where another office is in charge, that it is not done before that office accepts it.
 * @param proposed how much of it is only proposed, as the answer says
 */
export function tellDone(title: string, name: string, { proposed }: { readonly proposed?: boolean | number }): void {
  if (proposed === undefined || proposed === false || proposed === 0) notifyDone(title, name)
  else notifyProposed(`${name}由别的单位负责`)
}
