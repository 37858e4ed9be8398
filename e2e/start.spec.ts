/** `npm start -- --demo` from outside: makes the county, opens without set-up, ends cleanly, starts again at once. */
import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './support/shell.ts'

interface Run {
  said(): string
  interrupt(): void
  readonly ended: Promise<number | null>
}

function start(folder: string): Run {
  let said = ''
  const child = spawn(process.execPath, [join(ROOT, 'build/scripts/start.ts'), '--demo', '--web', '--no-open', '--data', folder], {
    // A group of its own, so that the interrupt reaches all of it, as Ctrl+C does.
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, BANGFU_DEMO_HOUSEHOLDS: '120' },
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  return {
    said: () => said,
    interrupt: () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
    },
    ended: new Promise((resolve) => {
      child.once('exit', resolve)
    }),
  }
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]+/

async function addressOf(run: Run): Promise<string> {
  await expect.poll(() => ADDRESS.test(run.said())).toBe(true)
  return ADDRESS.exec(run.said())?.[0] ?? ''
}

test('the demonstration opens logged in, says that it is one, and closes on Ctrl+C', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-demo-'))
  try {
    const first = start(folder)
    await page.goto(await addressOf(first))
    await expect(page.getByText('演示数据', { exact: false }).first()).toBeVisible()
    await expect(page.getByRole('navigation').first()).toBeVisible()
    expect(first.said()).toMatch(/演示数据[\s\S]*虚构[\s\S]*登录密码：\S+/)
    expect(first.said()).toContain('改用这台电脑的浏览器打开')
    first.interrupt()
    expect(await first.ended).toBe(0)
    expect(first.said()).toContain('已关闭，数据已保存。')

    const second = start(folder)
    await addressOf(second)
    expect(second.said()).not.toContain('正在生成')
    second.interrupt()
    expect(await second.ended).toBe(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
