import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endFolder, sealFolder } from '#core/files/temporary.ts'
import { CONTENT_SECURITY_POLICY } from '#core/shell/csp.ts'
import { createSampleApp, type SampleApp } from '#core/shell/testing/sampleApp.ts'
import { startWebServer, type WebServer } from './server.ts'

let directory: string
let app: SampleApp
let server: WebServer
let unforeseen: unknown[]

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-web-'))
  mkdirSync(join(directory, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(directory, 'renderer', 'index.html'), '<!doctype html><title>页面</title>')
  writeFileSync(join(directory, 'renderer', 'assets', 'main-1.js'), 'export {}')
  app = createSampleApp()
  unforeseen = []
  server = await startWebServer({
    app,
    rendererDirectory: join(directory, 'renderer'),
    temporaryDirectory: join(directory, 'temporary'),
    mostUploadBytes: 1024 * 1024,
    onUnforeseen: (error) => unforeseen.push(error),
  })
})
afterEach(async () => {
  await server.close()
  rmSync(directory, { recursive: true, force: true })
})

async function logIn(): Promise<string> {
  const response = await fetch(server.startAddress(), { redirect: 'manual' })
  expect(response.status).toBe(200)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

interface RawAnswer {
  status: number
  headers: Record<string, unknown>
  body: string
}

/** Sends headers that fetch would not let us set (Host). */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<RawAnswer> {
  const { port } = new URL(server.address)
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers, setHost: false }, (response) => {
      let body = ''
      response
        .setEncoding('utf8')
        .on('data', (chunk: string) => {
          body += chunk
        })
        .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject).end()
  })
}

function client(cookie: string): Record<string, (input?: unknown) => Promise<unknown>> {
  return createORPCClient(new RPCLink({ url: `${server.address}/rpc`, headers: { cookie, origin: server.address } })) as unknown as Record<
    string,
    (input?: unknown) => Promise<unknown>
  >
}

describe('who gets in', () => {
  it('listens on 127.0.0.1 alone', async () => {
    const { port } = new URL(server.address)
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address !== undefined && address.family === 'IPv4' && address.address !== '127.0.0.1')
    const refused = await Promise.all(
      others.map(
        (address) =>
          new Promise((resolve) => {
            const socket = connect({ host: address?.address ?? '', port: Number(port) }, () => {
              socket.destroy()
              resolve(false)
            })
            socket.on('error', () => resolve(true))
          }),
      ),
    )
    expect(new URL(server.address).hostname).toBe('127.0.0.1')
    expect(refused.every(Boolean)).toBe(true)
  })

  it.each(['/', '/assets/main-1.js', '/files/x', '/rpc/echo'])('without a token answers 401 for %s', async (path) => {
    const response = await fetch(server.address + path)
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('按回车键')
  })

  it('a start address works once; the cookie is hidden from scripts and stays on this site', async () => {
    const address = server.startAddress()
    const first = await fetch(address)
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/)
    const second = await fetch(address)
    expect(second.status).toBe(401)
    expect(second.headers.get('set-cookie')).toBeNull()
    expect((await fetch(`${server.address}/start?token=guess`)).status).toBe(401)
    expect((await fetch(`${server.address}/start`)).status).toBe(401)
  })

  it('a browser that is in already may use an old start address', async () => {
    const address = server.startAddress()
    const cookie = (await fetch(address)).headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await fetch(address, { headers: { cookie } })).status).toBe(200)
  })

  it.each(['HEAD', 'GET', 'PUT'])('a call by %s runs nothing: what a link or a prefetch can send changes and tells nothing', async (method) => {
    const cookie = await logIn()
    const answer = await raw('/rpc/session', { host: new URL(server.address).host, cookie, origin: server.address }, method)
    expect([answer.status, answer.body.includes('json')]).toEqual([405, false])
  })

  it('two browsers are two sessions', async () => {
    const [one, two] = [await logIn(), await logIn()]
    const sessions = [await client(one)['session']?.(), await client(two)['session']?.(), await client(one)['session']?.()]
    expect(sessions[0]).toBe(sessions[2])
    expect(sessions[0]).not.toBe(sessions[1])
    expect(one).not.toContain(String(sessions[0]))
  })

  it('a start address may carry a session that is logged in already', async () => {
    const cookie = (await fetch(server.startAddress('demonstration'))).headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(await client(cookie)['session']?.()).toBe('demonstration')
  })

  it.each(['evil.example', 'localhost:1', '127.0.0.1', '127.0.0.1:80', 'evil.example:{port}'])('a foreign Host %s is refused (DNS rebinding)', async (host) => {
    const cookie = await logIn()
    const { port } = new URL(server.address)
    const answer = await raw('/', { host: host.replace('{port}', port), cookie })
    expect(answer.status).toBe(403)
    expect(answer.body).not.toContain('页面</title>')
  })

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ])('a call with %j is refused, even with the cookie', async (headers) => {
    const cookie = await logIn()
    const response = await fetch(`${server.address}/rpc/echo`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers } as Record<string, string>,
      body: '{"json":{"text":"x"}}',
    })
    expect(response.status).toBe(403)
  })

  it('answers no preflight and sends no CORS header', async () => {
    const preflight = await fetch(`${server.address}/rpc/echo`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(405)
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('screens', () => {
  it('come with the policy, their type and nosniff; hashed files may be cached', async () => {
    const cookie = await logIn()
    const page = await fetch(`${server.address}/households/1`, { headers: { cookie } })
    expect(await page.text()).toContain('页面')
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const script = await fetch(`${server.address}/assets/main-1.js`, { headers: { cookie } })
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(script.headers.get('cache-control')).toContain('immutable')
  })

  it('go packed to who understands it, and arrive as they are', async () => {
    const cookie = await logIn()
    const { host } = new URL(server.address)
    const script = `export const text = '${'长'.repeat(5000)}'`
    writeFileSync(join(directory, 'renderer', 'assets', 'long-1.js'), script)
    const packed = await fetch(`${server.address}/assets/long-1.js`, { headers: { cookie, 'accept-encoding': 'gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(await packed.text()).toBe(script)
    const plain = await raw('/assets/long-1.js', { host, cookie })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body).toBe(script)
    expect((await raw('/assets/main-1.js', { host, cookie, 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined()
  })

  it('go as the build has packed them, where it has', async () => {
    const cookie = await logIn()
    const assets = join(directory, 'renderer', 'assets')
    writeFileSync(join(assets, 'long-2.js'), `export const text = '${'长'.repeat(5000)}'`)
    const made = gzipSync('export const text = "as the build packed it"')
    writeFileSync(join(assets, 'long-2.js.gz'), made)
    const packed = await fetch(`${server.address}/assets/long-2.js`, { headers: { cookie, 'accept-encoding': 'gzip' } })
    expect(packed.headers.get('content-length')).toBe(String(made.byteLength))
    expect(packed.headers.get('content-type')).toContain('text/javascript')
    expect(await packed.text()).toContain('as the build packed it')
    expect((await raw('/assets/long-2.js', { host: new URL(server.address).host, cookie })).body).toContain('长')
  })

  it('stay inside their folder', async () => {
    const cookie = await logIn()
    const { host } = new URL(server.address)
    writeFileSync(join(directory, 'secret.txt'), 'secret')
    for (const path of ['/..%2fsecret.txt', '/%2e%2e/secret.txt', '/../secret.txt', '//127.0.0.1/secret.txt', '/assets/%2e%2e/%2e%2e/secret.txt']) {
      const answer = await raw(path, { host, cookie })
      expect({ path, body: answer.body.includes('secret') && answer.status === 200 }).toEqual({ path, body: false })
    }
  })
})

describe('calls', () => {
  it('answer, stream and carry errors without a stack', async () => {
    const api = client(await logIn())
    expect(await api['echo']?.({ text: '张三' })).toEqual({ text: '张三' })
    const steps: unknown[] = []
    const events = (await api['count']?.()) as AsyncIterable<unknown>
    for await (const event of events) steps.push(event)
    expect(steps).toEqual([{ step: 1 }, { step: 2 }, { step: 3 }])
    await expect(api['refuse']?.()).rejects.toMatchObject({ code: 'NOT_FOUND', data: { message: '没有这一户。', action: '请检查户编号。' } })
    const crash = await api['crash']?.().catch((error: unknown) => error)
    expect(JSON.stringify(crash)).not.toMatch(/SELECT|secret/)
    expect(crash).toMatchObject({ code: 'INTERNAL' })
    expect(unforeseen).toHaveLength(1)
  })

  it('refuse what is not asked rightly', async () => {
    const api = client(await logIn())
    await expect(api['echo']?.({ text: 5 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(api['nothing']?.()).rejects.toMatchObject({ status: 404 })
  })

  it('are bounded in size', async () => {
    const cookie = await logIn()
    const response = await fetch(`${server.address}/rpc/echo`, {
      method: 'POST',
      headers: { cookie, origin: server.address, 'content-type': 'application/json' },
      body: JSON.stringify({ json: { text: 'x'.repeat(6 * 1024 * 1024) } }),
    }).catch(() => null)
    expect(response === null || response.status === 413).toBe(true)
  })

  it('any garbage gets an answer, never a stack', async () => {
    const cookie = await logIn()
    for (const body of ['', '{', 'null', '[]', '{"json":{"__proto__":{"x":1}}}', '{"json":1,"meta":[[9,9]]}', '\u0000', '{"json":{"text":{}}}']) {
      const response = await fetch(`${server.address}/rpc/echo`, {
        method: 'POST',
        headers: { cookie, origin: server.address, 'content-type': 'application/json' },
        body,
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(await response.text()).not.toMatch(/at .*\.(ts|mjs):\d+/)
    }
  })
})

describe('files', () => {
  const upload = (cookie: string, name: string, body: string | Buffer<ArrayBuffer>): Promise<Response> =>
    fetch(`${server.address}/files?name=${encodeURIComponent(name)}`, { method: 'POST', body, headers: { cookie, origin: server.address } })

  it('an upload lies on the disk sealed, and comes back as it was', async () => {
    const uploads = join(directory, 'temporary', 'uploads')
    sealFolder(uploads)
    const cookie = await logIn()
    const { ticket } = (await (await upload(cookie, 'a.csv', '张暗号'.repeat(100_000))).json()) as { ticket: string }
    expect(readFileSync(app.tickets.get(ticket)?.path ?? '').includes('张暗号')).toBe(false)
    expect(await (await fetch(`${server.address}/files/${ticket}`, { headers: { cookie } })).text()).toBe('张暗号'.repeat(100_000))
    endFolder(uploads)
  })

  it('an upload becomes a ticket, and comes back under its Chinese name', async () => {
    const cookie = await logIn()
    const response = await upload(cookie, "花名册 (1)'s.xlsx", 'content')
    const ticket = (await response.json()) as { ticket: string; name: string; size: number }
    expect(ticket).toMatchObject({ name: "花名册 (1)'s.xlsx", size: 7 })
    const file = app.tickets.get(ticket.ticket)
    expect(file?.path.startsWith(join(directory, 'temporary'))).toBe(true)
    expect(file?.path).toMatch(/\.xlsx$/)
    const download = await fetch(`${server.address}/files/${ticket.ticket}`, { headers: { cookie } })
    expect(await download.text()).toBe('content')
    const disposition = download.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; /)
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe("花名册 (1)'s.xlsx")
    expect(download.headers.get('content-length')).toBe('7')
  })

  it.each(['../../evil.xlsx', '..\\..\\evil.xlsx', '/etc/passwd', '', '..'])('a name like %j does not choose the place', async (name) => {
    const cookie = await logIn()
    const ticket = (await (await upload(cookie, name, 'x')).json()) as { ticket: string; name: string }
    expect(ticket.name).not.toMatch(/[/\\]/)
    expect(app.tickets.get(ticket.ticket)?.path.startsWith(join(directory, 'temporary', 'uploads'))).toBe(true)
  })

  it('too large a file is refused with a sentence and leaves nothing, also when its size is not announced', async () => {
    const cookie = await logIn()
    const big = Buffer.alloc(2 * 1024 * 1024)
    const announced = await upload(cookie, 'a.xlsx', big).catch(() => null)
    if (announced !== null) {
      expect(announced.status).toBe(413)
      expect(await announced.json()).toMatchObject({ error: { code: 'FILE_TOO_LARGE' } })
    }
    const { port, host } = new URL(server.address)
    const status = await new Promise<number>((resolve) => {
      const sent = httpRequest(
        {
          host: '127.0.0.1',
          port,
          path: '/files?name=b.xlsx',
          method: 'POST',
          headers: { host, cookie, origin: server.address, 'transfer-encoding': 'chunked' },
        },
        (response) => resolve(response.statusCode ?? 0),
      )
      sent.on('error', () => resolve(413))
      sent.write(big.subarray(0, 700_000))
      sent.end(big.subarray(0, 700_000))
    })
    expect(status).toBe(413)
    expect(readdirSync(join(directory, 'temporary', 'uploads'))).toEqual([])
  })

  it('an upload that breaks off leaves nothing', async () => {
    const cookie = await logIn()
    const { port, host } = new URL(server.address)
    const sent = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/files?name=b.xlsx',
      method: 'POST',
      headers: { host, cookie, origin: server.address, 'content-length': '1000' },
    })
    sent.on('error', () => undefined)
    sent.write('half')
    await expect.poll(() => readdirSync(join(directory, 'temporary', 'uploads'))).toHaveLength(1)
    sent.destroy()
    await expect.poll(() => readdirSync(join(directory, 'temporary', 'uploads'))).toEqual([])
  })

  it('an unknown ticket is a sentence, not a file', async () => {
    const cookie = await logIn()
    for (const ticket of ['forged', '..%2f..%2fetc%2fpasswd', '%2fetc%2fpasswd']) {
      const response = await fetch(`${server.address}/files/${ticket}`, { headers: { cookie } })
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } })
    }
  })

  it('a file deleted meanwhile is a sentence too', async () => {
    const cookie = await logIn()
    const ticket = (await (await upload(cookie, 'a.xlsx', 'x')).json()) as { ticket: string }
    rmSync(app.tickets.get(ticket.ticket)?.path ?? '')
    const response = await fetch(`${server.address}/files/${ticket.ticket}`, { headers: { cookie } })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } })
  })
})

describe('closing', () => {
  it('ends open streams and frees the port at once', async () => {
    const cookie = await logIn()
    const waiting = client(cookie)
      ['never']?.()
      .catch(() => 'ended')
    await expect.poll(() => app.waiting).toBe(1)
    // It would wait for the stream for ever.
    await server.close()
    expect(await waiting).toBe('ended')
  })
})

describe('source', () => {
  it('binds no other address', () => {
    expect(readFileSync(new URL('./server.ts', import.meta.url), 'utf8').match(/\.listen\(/g)).toHaveLength(1)
  })
})
