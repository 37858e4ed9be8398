/** Pages stay where they are: no navigation away, no new windows, no webviews, in every present and future window. */
import { app, type WebContents } from 'electron'
import { isOwnAddress } from './origin.ts'

/** Guards each window as it comes into being. */
export function guardNavigation(onBlocked: (address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, onBlocked))
}

function guardContents(contents: WebContents, onBlocked: (address: string) => void): void {
  const block = (event: { preventDefault(): void; readonly url: string }): void => {
    if (isOwnAddress(event.url)) return
    event.preventDefault()
    onBlocked(event.url)
  }
  contents.on('will-navigate', block)
  contents.on('will-frame-navigate', block)
  contents.on('will-redirect', block)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    onBlocked(url)
    return { action: 'deny' }
  })
}
