/**
 * What is typed and not yet saved, kept across a reload or crash of the page. Browsers write session storage to disk, so personal
 * data goes in sealed (XChaCha20-Poly1305) with a key that the core holds in memory for as long as the session lasts: what a
 * crashed computer leaves behind cannot be read, and nothing opens after logging out.
 */
import { managedNonce } from '@noble/ciphers/utils.js'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

let key: Uint8Array | null = null

/** Sets the key of the session; null closes what is kept. */
export function setSealKey(base64: string | null): void {
  key = base64 === null ? null : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** What was kept under a name; null when there is nothing that this session can open. */
export function readSealed(name: string): unknown {
  try {
    const raw = window.sessionStorage.getItem(name)
    if (raw === null || key === null) return null
    const sealed = Uint8Array.from(atob(raw), (character) => character.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(managedNonce(xchacha20poly1305)(key).decrypt(sealed))) as unknown
  } catch {
    return null
  }
}

/** Keeps a value under a name, or forgets it with null. Without a key or storage it lives as long as the page. */
export function writeSealed(name: string, value: unknown): void {
  try {
    if (value === null || key === null) {
      window.sessionStorage.removeItem(name)
      return
    }
    const sealed = managedNonce(xchacha20poly1305)(key).encrypt(new TextEncoder().encode(JSON.stringify(value)))
    let binary = ''
    for (const byte of sealed) binary += String.fromCharCode(byte)
    window.sessionStorage.setItem(name, btoa(binary))
  } catch {
    // A full or forbidden storage must not stop the typing.
  }
}

/** Forgets everything kept under names that begin so. */
export function forgetSealed(prefix: string): void {
  try {
    for (const name of Object.keys(window.sessionStorage)) if (name.startsWith(prefix)) window.sessionStorage.removeItem(name)
  } catch {
    // See writeSealed.
  }
}
