/** The loopback shell as a browser sees it: what a page may do, who gets in, what happens when the program ends. */
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const office = shareWindow('empty')

test('code that is slipped into the page does not run', async () => {
  const { page } = office
  const outcome = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.body.append(script)
        // A script in the page runs where it is put in, or never.
        if (Reflect.get(window, 'injected') !== undefined) resolve(`ran: ${String(Reflect.get(window, 'injected'))}`)
      }),
  )
  expect(outcome).toMatch(/^script-src/)
  // Later, on the page's own account: what the test runs itself is exempt.
  expect(
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(() => {
            try {
              resolve(String(Reflect.get(globalThis, 'eval')('1 + 1')))
            } catch {
              resolve('refused')
            }
          }, 0)
        }),
    ),
  ).toBe('refused')
})

test('the page cannot reach other machines or send forms to them', async () => {
  const { page } = office
  expect(
    await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
  expect(
    await page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
})

test('reloading keeps the browser connected; a used start address says what to do', async ({ browser }) => {
  const { page, shell } = office
  await page.reload()
  await expect(page.locator('#root')).not.toBeEmpty()
  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  await other.goto(shell.startAddress)
  await expect(other.getByText('按回车键打开一个新的页面')).toBeVisible()
  await other.goto(shell.address)
  await expect(other.getByText('这个页面没有和程序连上')).toBeVisible()
  await stranger.close()
})

test('the cookie is out of reach of scripts', async () => {
  const { page, shell } = office
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const cookies = await page.context().cookies(shell.address)
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([{ httpOnly: true, sameSite: 'Strict' }])
})

test('another site cannot use the program, even in the same browser', async () => {
  const { page, shell } = office
  const other = await page.context().newPage()
  await other.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>other site</p>' }))
  await other.goto('http://evil.example/')
  const outcome = await other.evaluate(
    (address) =>
      fetch(`${address}/rpc/session/status`, { method: 'POST', body: '{}', credentials: 'include' }).then(
        (response) => response.status,
        () => 'refused',
      ),
    shell.address,
  )
  expect(outcome).toBe('refused')
  await other.evaluate(
    (address) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe')
        // Also told when all that came is the browser's own page of refusal.
        frame.addEventListener('load', resolve, { once: true })
        frame.src = address
        document.body.append(frame)
      }),
    shell.address,
  )
  const inner = other.frames().find((frame) => frame !== other.mainFrame())
  expect(
    await inner
      ?.locator('#root')
      .count()
      .catch(() => 0),
  ).toBe(0)
  await other.close()
})

test('a file dropped beside its place leaves the page where it is', async () => {
  const { page } = office
  const before = page.url()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'x.html', { type: 'text/html' }))
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  expect(page.url()).toBe(before)
})
