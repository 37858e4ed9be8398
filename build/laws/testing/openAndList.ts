/**
 * Opens an office as the shells do, lists its households and shows a form: `openAndList.ts <data folder> <temporary folder> <login> <password>`. The keyring is
 * one of the tests.
 */
import { createRouterClient } from '@orpc/server'
import { createApp } from '../../../src/core/app.ts'
import { cheapKeyring } from '../../../src/core/testing/keyring.ts'
import type { Client } from '../../../src/cli/session.ts'
// What stands around the core in the browser's shell, in Electron's process and on the command line.
import '../../../src/web/run.ts'
import '../../../src/main/core/coreService.ts'
import '../../../src/cli/run.ts'

const [dataDirectory = '', temporaryDirectory = '', login = '', password = ''] = process.argv.slice(2)
const app = await createApp({ dataDirectory, temporaryDirectory, resourcesDirectory: 'resources', keyring: cheapKeyring })
await app.host.login({ session: 'test' }, login, password)
const client = createRouterClient(app.router, { context: { session: 'test' } }) as unknown as Client
await client.records.query({ register: 'household', limit: 20 })
await client.paper.preview({ code: 'household_card', for: [], blank: true, year: 2015 })
await app.close()
process.exit()
