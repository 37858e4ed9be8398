/** Answers of the loopback server: every one carries the same protective headers. */
import type { ServerResponse } from 'node:http'
import { CONTENT_SECURITY_POLICY } from '#core/shell/csp.ts'
import type { ErrorPayload } from '#core/errors.ts'

const PROTECTION: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
}

/** Sets the protective headers; called first for every request. */
export function protect(response: ServerResponse): void {
  for (const [name, value] of Object.entries(PROTECTION)) response.setHeader(name, value)
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

/** An error in the shape that every shell uses: `{"error":{"code","message","action"}}`. */
export function sendError(response: ServerResponse, status: number, error: ErrorPayload): void {
  sendJson(response, status, { error })
}

/** A page of one sentence, for what a person may see in the address bar's place. */
export function sendPage(response: ServerResponse, status: number, sentences: readonly string[]): void {
  const body = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('')
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>精准帮扶工作台</title><body style="font:18px/1.8 sans-serif;max-width:40em;margin:4em auto">${body}</body></html>`,
  )
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** `Content-Disposition` of a download with any name: an ASCII fallback and the name itself in UTF-8 (RFC 6266). */
export function attachment(name: string): string {
  const clean = name.replace(/[\0-\x1f\x7f/\\]/g, '_')
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_').replaceAll('"', '_')
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
