/** Files across the loopback shell with the real core behind it: an export is downloaded, an upload becomes a ticket. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const county = shareWindow('demo')

/** Calls a procedure as the page's own client does. */
function call<T>(page: Page, path: string, input?: unknown): Promise<T> {
  return page.evaluate(
    async ([address, json]) => {
      const response = await fetch(`/rpc/${String(address)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json }),
      })
      const answer = (await response.json()) as { json: unknown }
      if (!response.ok) throw new Error(JSON.stringify(answer))
      return answer.json as T
    },
    [path, input] as const,
  ) as Promise<T>
}

interface Job {
  state: string
  file: { ticket: string; name: string; size: number } | null
  error: unknown
}

test('an export arrives as a download with its Chinese name', async () => {
  const page = await county.inside()
  const { job } = await call<{ job: string }>(page, 'exports/start', { register: 'household', format: 'csv' })
  await expect.poll(async () => (await call<Job>(page, 'jobs/get', { job })).state).toBe('done')
  const { file } = await call<Job>(page, 'jobs/get', { job })
  const downloading = page.waitForEvent('download')
  await page.evaluate(
    ([ticket, name]) => {
      const anchor = document.createElement('a')
      anchor.href = `/files/${String(ticket)}?name=${encodeURIComponent(String(name))}`
      anchor.download = String(name)
      anchor.click()
    },
    [file?.ticket, '户名单.csv'] as const,
  )
  const download = await downloading
  expect(download.suggestedFilename()).toBe('户名单.csv')
  const text = readFileSync(await download.path(), 'utf8')
  expect(text.split(/\r?\n/).filter((line) => line !== '')).toHaveLength(301)
  expect(text.length).toBeGreaterThan(1000)
})

test('an upload becomes a ticket that the core can read', async () => {
  const page = await county.inside()
  const ticket = await page.evaluate(async () => {
    const response = await fetch(`/files?name=${encodeURIComponent('花名册.csv')}`, { method: 'POST', body: new Blob(['户编号,户主姓名\r\n']) })
    return (await response.json()) as { ticket: string; name: string; size: number }
  })
  expect(ticket).toMatchObject({ name: '花名册.csv' })
  expect(ticket.size).toBe(24)
})

test('after a power cut the same data opens again with the same password', async ({ browser }) => {
  await county.inside()
  await county.shell.kill()
  const again = await county.shell.restart()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(again.startAddress)
  await logIn(page)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await context.close()
  await again.stop()
})
