/**
 * The page's way to its shell: the typed client of the contract, and files and printing.
 * The screens call `connectShell()` once at start and are the same in Electron and in a browser afterwards.
 */
import { config as configureZod } from 'zod'
import { connectElectron, electronBridgeOf } from './electron.ts'
import type { ShellConnection } from './types.ts'
import { connectWeb } from './web.ts'

export type { Client, ShellConnection } from './types.ts'

/** Connects to the shell that this page runs in; rejects when the shell gives no answer. */
export async function connectShell(): Promise<ShellConnection> {
  // The content security policy forbids code made from text, which the validators would otherwise try for speed.
  configureZod({ jitless: true })
  const bridge = electronBridgeOf(window)
  return bridge === null ? connectWeb(window) : connectElectron(window, bridge)
}
