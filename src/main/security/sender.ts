/** Who may send messages to the main process: the top frame of a window of ours that shows our own page. */

/** What Electron tells of a sender; parts of `IpcMainEvent`. */
export interface Sender {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** Unlike some programs, an empty address is a stranger too. */
export function isTrustedSender(event: Sender, isOurWindow: (id: number) => boolean, isOwnAddress: (address: string) => boolean): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOwnAddress(frame.url) && isOurWindow(event.sender.id)
}
