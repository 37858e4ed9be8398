/**
 * Makes a data folder in a known state, for the demonstration and for the screen tests:
 * `node build/scripts/makeState.ts <office|people|demo> <folder> [households]`, password in `BANGFU_PASSWORD`. All data is synthetic.
 * `people` is the demonstration county before anything happened in it: people and figures alone, for tests that make their own cases and plans.
 */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createApp, createDemo, type App } from '../../src/core/app.ts'
import type { contract } from '../../src/core/contract.ts'
import { temporaryDirectoryOf } from '../../src/core/shell/places.ts'
import { ROOT } from './buildScreens.ts'
import { LOGIN, OFFICE } from './states.ts'

const SESSION = 'make-state'

async function makeDemo(
  app: App,
  password: string,
  { households, lives }: { readonly households: number | undefined; readonly lives: boolean },
): Promise<void> {
  let shown = -1
  await createDemo(app, {
    session: SESSION,
    login: LOGIN,
    password,
    seed: 1,
    lives,
    ...(households === undefined ? {} : { households }),
    onProgress: ({ done, total }) => {
      const tenth = Math.floor((done / total) * 10)
      if (tenth === shown) return
      shown = tenth
      console.log(`  ${tenth * 10} %（${done} / ${total} 户）`)
    },
  })
}

async function makeOffice(app: App, password: string): Promise<void> {
  const client = createRouterClient(app.router, { context: { session: SESSION } }) as unknown as ContractRouterClient<typeof contract>
  await client.session.setUp({ unit: OFFICE, login: LOGIN, displayName: '测试管理员', password })
  await client.session.confirmRecoveryCode()
}

const [state, dataDirectory, households] = process.argv.slice(2)
const password = process.env['BANGFU_PASSWORD']
if ((state !== 'office' && state !== 'people' && state !== 'demo') || dataDirectory === undefined || password === undefined)
  throw new Error('makeState <office|people|demo> <folder> [households], BANGFU_PASSWORD')

const app = await createApp({ dataDirectory, resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: temporaryDirectoryOf(dataDirectory) })
try {
  if (state === 'office') await makeOffice(app, password)
  else await makeDemo(app, password, { households: households === undefined ? undefined : Number(households), lives: state === 'demo' })
} finally {
  await app.close()
}
rmSync(temporaryDirectoryOf(dataDirectory), { recursive: true, force: true })
process.exit()
