/** Our packages in the hands of the ordinary tools, and packages made with the ordinary tools in ours. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyIdOf, makeKeys, openPackage, signText, verifyText } from './index.ts'
import { dataPart, filePart, hashOf, readAll, Workshop } from './testing/packages.ts'

const missing = ['age', 'minisign', 'unzip', 'zip', 'sha256sum'].filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)

let shop: Workshop
let bench: string

beforeEach(async () => {
  shop = await Workshop.open()
  bench = await mkdtemp(join(tmpdir(), 'bench-'))
})
afterEach(async () => {
  await shop.close()
  await rm(bench, { recursive: true, force: true })
})

const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { cwd: bench, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** With a terminal of its own, because age asks nowhere else for passphrases. */
const runWithTerminal = (command: string, input: string): void => {
  execFileSync('script', ['-qec', command, '/dev/null'], { cwd: bench, input, stdio: ['pipe', 'ignore', 'pipe'] })
}

describe.skipIf(missing.length > 0)(`with the ordinary tools${missing.length > 0 ? ` (skipped: ${missing.join(', ')} not installed)` : ''}`, () => {
  it('our package opens, verifies and adds up', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},张三${index}\r\n`).join('')
    const photo = Buffer.alloc(100_000, 9)
    const file = await shop.write([
      dataPart(rows, 'data/household.csv'),
      dataPart('{"n":1}\n', 'data/changes.ndjson', { compress: false }),
      dataPart('', 'data/empty.csv'),
      filePart(photo),
    ])
    await writeFile(join(bench, 'key.txt'), `${shop.receiver.sealing.identity}\n`)
    run('age', '-d', '-i', 'key.txt', '-o', 'package.zip', file)
    expect(run('unzip', '-t', 'package.zip')).toContain('No errors detected')
    run('zip', '-T', 'package.zip')
    run('unzip', '-q', 'package.zip')
    expect(run('minisign', '-V', '-H', '-P', shop.sender.signing.publicKey, '-m', 'datapackage.json')).toContain('package:510722-000001.bfx')
    const { resources } = JSON.parse(await readFile(join(bench, 'datapackage.json'), 'utf8')) as { resources: { path: string; hash: string; bytes: number }[] }
    await writeFile(join(bench, 'sums'), resources.map(({ path, hash }) => `${hash.slice('sha256:'.length)}  ${path}\n`).join(''))
    expect(run('sha256sum', '-c', '--strict', 'sums').trim().split('\n')).toHaveLength(4)
    expect(await readFile(join(bench, 'data/household.csv'), 'utf8')).toBe(rows)
  })

  it('a package made with them opens with us', async () => {
    run('minisign', '-G', '-W', '-p', 'sender.pub', '-s', 'sender.key')
    const publicKey = (await readFile(join(bench, 'sender.pub'), 'utf8')).trim().split('\n').at(-1) ?? ''
    run('age-keygen', '-o', 'receiver.txt')
    const receiver = await readFile(join(bench, 'receiver.txt'), 'utf8')
    const identity = /AGE-SECRET-KEY-1\w+/.exec(receiver)?.[0] ?? ''
    const recipient = /age1\w+/.exec(receiver)?.[0] ?? ''
    await mkdir(join(bench, 'data'))
    const rows = '编号,户主\r\n1,张三\r\n'.repeat(5000)
    await writeFile(join(bench, 'data/household.csv'), rows)
    await writeFile(
      join(bench, 'datapackage.json'),
      JSON.stringify({
        name: 'by-hand',
        created: '2026-01-01T00:00:00Z',
        exchange: { format: 1, kind: 'baseline' },
        resources: [{ name: 'household', path: 'data/household.csv', bytes: Buffer.byteLength(rows), hash: hashOf(rows) }],
      }),
    )
    run('minisign', '-S', '-W', '-s', 'sender.key', '-t', '县级基础数据', '-m', 'datapackage.json')
    run('zip', '-q', '-r', 'package.zip', 'data', 'datapackage.json', 'datapackage.json.minisig')
    run('age', '-r', recipient, '-o', 'package.bfx', 'package.zip')
    const reader = await openPackage(join(bench, 'package.bfx'), { identities: [identity], temporaryDirectory: shop.temporary })
    expect(reader.verifySignature(publicKey)).toBe(true)
    expect(reader.signature).toMatchObject({ keyId: keyIdOf(publicKey), trustedComment: '县级基础数据' })
    await reader.checkAll()
    expect((await readAll(reader.part('data/household.csv'))).toString()).toBe(rows)
    await reader.close()
  })

  it('a package piped together without seeking opens with us', async () => {
    await mkdir(join(bench, 'data'))
    await writeFile(join(bench, 'data/a.csv'), 'a\r\n1\r\n')
    const manifest = JSON.stringify({
      name: 'x',
      created: '',
      exchange: { format: 1 },
      resources: [{ name: 'a', path: 'data/a.csv', bytes: 6, hash: hashOf('a\r\n1\r\n') }],
    })
    await writeFile(join(bench, 'datapackage.json'), manifest)
    await writeFile(join(bench, 'datapackage.json.minisig'), signText(manifest, shop.sender.signing.secretKey, 'x'))
    run('sh', '-c', `zip -q -r - data/a.csv datapackage.json datapackage.json.minisig | age -r ${shop.receiver.sealing.recipient} > package.bfx`)
    const reader = await shop.read(join(bench, 'package.bfx'))
    await reader.checkAll()
    expect(reader.verifySignature(shop.sender.signing.publicKey)).toBe(true)
    await reader.close()
  })

  it('signatures and keys are the same on both sides', async () => {
    const { signing } = await makeKeys()
    await writeFile(join(bench, 'text'), '正文\n')
    await writeFile(join(bench, 'ours.key'), `untrusted comment: minisign secret key\n${signing.secretKey}\n`)
    await chmod(join(bench, 'ours.key'), 0o600)
    await writeFile(join(bench, 'text.minisig'), signText('正文\n', signing.secretKey, '说明\tx'))
    expect(run('minisign', '-V', '-Q', '-P', signing.publicKey, '-m', 'text').trim()).toBe('说明\tx')
    run('minisign', '-S', '-W', '-s', 'ours.key', '-m', 'text', '-t', 'again')
    const theirs = await readFile(join(bench, 'text.minisig'), 'utf8')
    expect(verifyText('正文\n', theirs, signing.publicKey)).toBe(true)
    expect(verifyText('正文', theirs, signing.publicKey)).toBe(false)
    run('minisign', '-R', '-s', 'ours.key', '-p', 'ours.pub')
    const known = await readFile(join(bench, 'ours.pub'), 'utf8')
    expect(known.trim().split('\n').at(-1)).toBe(signing.publicKey)
    expect(known).toContain(keyIdOf(signing.publicKey))
    // The older kind of signature, over the text itself, is not accepted.
    run('minisign', '-S', '-W', '-l', '-s', 'ours.key', '-m', 'text')
    expect(verifyText('正文\n', await readFile(join(bench, 'text.minisig'), 'utf8'), signing.publicKey)).toBe(false)
  })

  it.skipIf(spawnSync('sh', ['-c', 'command -v script']).status !== 0)('passphrases are the same on both sides', async () => {
    const passphrase = 'chunfeng-youlv-jiangnan'
    const file = await shop.write([dataPart('1')], { to: { passphrase, workFactor: 12 } })
    runWithTerminal(`age -d -o package.zip '${file}'`, `${passphrase}\n`)
    run('unzip', '-q', 'package.zip')
    expect(await readFile(join(bench, 'data/changes.ndjson'), 'utf8')).toBe('1')
    runWithTerminal('age -p -o package.bfx package.zip', `${passphrase}\n${passphrase}\n`)
    const reader = await openPackage(join(bench, 'package.bfx'), { passphrase, temporaryDirectory: shop.temporary })
    await reader.checkAll()
    expect(reader.verifySignature(shop.sender.signing.publicKey)).toBe(true)
    await reader.close()
  })
})
