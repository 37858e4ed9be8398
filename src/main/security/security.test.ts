import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CONTENT_SECURITY_POLICY, META_CONTENT_SECURITY_POLICY } from '#core/shell/csp.ts'
import { fakeElectron, FakeWindow, resetElectron, senderEvent, type World } from '../testing/fakeElectron.ts'

vi.mock('electron', () => fakeElectron)

const { refuseDebugging } = await import('./debugging.ts')
const { guardNavigation } = await import('./navigation.ts')
const { isOwnAddress } = await import('./origin.ts')
const { mayUse, refusePermissions } = await import('./permissions.ts')
const { answer, PrintDocuments, registerScheme } = await import('./protocol.ts')
const { mayRequest, refuseNetwork } = await import('./requests.ts')
const { isTrustedSender } = await import('./sender.ts')
const { createWindow, windowOptions } = await import('./window.ts')

const AT = { preload: '/app/preload.cjs', icon: '/app/icon.png', devTools: false }
let world: World
beforeEach(() => {
  world = resetElectron()
})

const FOREIGN = [
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:',
  'smb://host/share',
  'https://app:register@evil.example/',
  'https://evil.example/?next=app://register/',
  'app://register.evil.example/',
  'app://user@register/',
  'app://other/',
  'https://register/',
  'about:blank',
  'data:text/html,x',
  '',
  'not an address',
  'App-x://register/',
]

describe('windows', () => {
  it.each(['main', 'print'] as const)('the %s window is locked down', (kind) => {
    expect(windowOptions(kind, AT).webPreferences).toMatchObject({
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      experimentalFeatures: false,
      spellcheck: false,
      devTools: false,
      navigateOnDragDrop: false,
    })
    expect(windowOptions(kind, AT).webPreferences).not.toHaveProperty('enableBlinkFeatures')
    expect(windowOptions(kind, AT).show).toBe(false)
  })
  it('only the main window has a bridge, and its preferences are all that differ', () => {
    expect(windowOptions('main', AT).webPreferences?.preload).toBe(AT.preload)
    expect(windowOptions('print', AT).webPreferences).not.toHaveProperty('preload')
    const { preload: _preload, ...main } = windowOptions('main', AT).webPreferences ?? {}
    expect(main).toEqual(windowOptions('print', AT).webPreferences)
  })
})

describe('navigation', () => {
  const contents = (): FakeWindow['webContents'] => {
    guardNavigation(() => undefined)
    createWindow('main', AT)
    const made = world.windows[0]?.webContents
    if (made === undefined) throw new Error('no window')
    return made
  }
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leaves the program for no address', (event) => {
    const page = contents()
    for (const url of FOREIGN) {
      const preventDefault = vi.fn<() => void>()
      page.emit(event, { url, preventDefault })
      expect({ url, blocked: preventDefault.mock.calls.length }).toEqual({ url, blocked: 1 })
    }
    const own = vi.fn<() => void>()
    page.emit(event, { url: 'app://register/households', preventDefault: own })
    expect(own).not.toHaveBeenCalled()
  })
  it('opens no window, not even of its own, and attaches no webview', () => {
    const page = contents()
    for (const url of [...FOREIGN, 'app://register/']) expect(page.openHandler?.({ url })).toEqual({ action: 'deny' })
    const preventDefault = vi.fn<() => void>()
    page.emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
  })
  it('guards windows made later too', () => {
    contents()
    createWindow('print', AT)
    expect(world.windows[1]?.webContents.openHandler).not.toBeNull()
    expect(world.windows[1]?.webContents.listenerCount('will-redirect')).toBe(1)
  })
})

describe('own address', () => {
  it.each(FOREIGN)('%j is not ours', (address) => expect(isOwnAddress(address)).toBe(false))
  it.each(['app://register/', 'app://register/households/1?x=1#y'])('%j is', (address) => expect(isOwnAddress(address)).toBe(true))
})

describe('permissions', () => {
  const ASKED = [
    'notifications',
    'media',
    'geolocation',
    'midi',
    'clipboard-read',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'display-capture',
    'usb',
    'serial',
    'hid',
    'storage-access',
    'unknown',
  ]
  it('all are refused but writing to the clipboard from our own page', () => {
    refusePermissions(fakeElectron.session.defaultSession as never)
    const window = createWindow('main', AT) as unknown as FakeWindow
    window.webContents.url = 'app://register/'
    for (const permission of ASKED) {
      let granted: boolean | null = null
      world.permissionRequest?.(window.webContents, permission, (answered) => {
        granted = answered
      })
      expect({ permission, granted }).toEqual({ permission, granted: false })
      expect(world.permissionCheck?.(null, permission, 'app://register/')).toBe(false)
    }
    expect(world.devicePermission?.()).toBe(false)
    expect(mayUse('clipboard-sanitized-write', 'app://register/')).toBe(true)
    expect(mayUse('clipboard-sanitized-write', 'https://example.com')).toBe(false)
  })
})

describe('network', () => {
  it('no request leaves, no download starts', () => {
    const blocked: string[] = []
    refuseNetwork(fakeElectron.session.defaultSession as never, false, (address) => blocked.push(address))
    const cancelled = (url: string): boolean | undefined => {
      let answered: boolean | undefined
      world.beforeRequest?.({ url }, ({ cancel }) => {
        answered = cancel
      })
      return answered
    }
    for (const url of ['https://example.com/x', 'http://127.0.0.1/', 'ws://x/', 'file:///etc/passwd', 'devtools://devtools/', 'app://other/'])
      expect({ url, cancelled: cancelled(url) }).toEqual({ url, cancelled: true })
    for (const url of ['app://register/assets/a.js', 'data:image/png;base64,', 'blob:app://register/1']) expect(cancelled(url)).toBe(false)
    const preventDefault = vi.fn<() => void>()
    fakeElectron.session.defaultSession.emit('will-download', { preventDefault }, { getURL: () => 'app://register/x' })
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(blocked).toHaveLength(7)
  })
  it('developer tools only outside a release', () => {
    expect(mayRequest('devtools://devtools/bundled/x.html', true)).toBe(true)
    expect(mayRequest('devtools://devtools/bundled/x.html', false)).toBe(false)
  })
})

describe('protocol', () => {
  let base: string
  const documents = new PrintDocuments()
  const get = (url: string, method = 'GET'): Promise<Response> => answer(join(base, 'renderer'), documents, { url, method } as Request)

  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'bangfu-protocol-'))
    mkdirSync(join(base, 'renderer', 'assets'), { recursive: true })
    writeFileSync(join(base, 'renderer', 'index.html'), 'page')
    writeFileSync(join(base, 'renderer', 'assets', 'a.js'), 'script')
    writeFileSync(join(base, 'secret.txt'), 'secret')
    symlinkSync(join(base, 'secret.txt'), join(base, 'renderer', 'assets', 'link.txt'))
  })
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  it('the scheme has an origin, and no way round the policy', () => {
    registerScheme()
    expect(world.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }])
  })
  it('serves the screens with type, policy and nosniff', async () => {
    const page = await get('app://register/households/1?tab=2')
    expect(await page.text()).toBe('page')
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    const script = await get('app://register/assets/a.js')
    expect(script.headers.get('content-type')).toContain('text/javascript')
  })
  it.each([
    'app://register/..%2fsecret.txt',
    'app://register/%5c..%5csecret.txt',
    'app://register/assets/a.js%00',
    'app://other/index.html',
    'app://register/assets/link.txt',
    'app://register//etc/passwd.txt',
    'app://register/../secret.txt',
    'app://register/missing.js',
    'https://register/index.html',
    'app://register:80/index.html',
    'app://register.evil/index.html',
  ])('gives nothing for %s', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })
  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('answers no %s', async (method) => expect((await get('app://register/', method)).status).toBe(405))
  it('a document to print is there until it is printed, and may run nothing', async () => {
    const address = documents.put('t1', '<p>表</p>')
    const shown = await get(address)
    expect(await shown.text()).toBe('<p>表</p>')
    expect(shown.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    expect(shown.headers.get('content-security-policy')).not.toContain('script-src')
    documents.remove('t1')
    expect((await get(address)).status).toBe(404)
  })
})

describe('policy', () => {
  it('header and page say the same, but for what only a header may say', () => {
    const parse = (policy: string): string[] => policy.split('; ')
    expect(parse(CONTENT_SECURITY_POLICY).filter((directive) => !parse(META_CONTENT_SECURITY_POLICY).includes(directive))).toEqual(["frame-ancestors 'self'"])
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'; script-src 'self';")
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/)
  })
})

describe('senders', () => {
  const check = (event: Record<string, unknown>, known = true): boolean => isTrustedSender(event as never, () => known, isOwnAddress)
  it('hears the top frame of our own page in our own window only', () => {
    const window = new FakeWindow()
    expect(check(senderEvent(window))).toBe(true)
    expect(check(senderEvent(window, { parent: {} }))).toBe(false)
    expect(check(senderEvent(window, null))).toBe(false)
    expect(check(senderEvent(window, { url: 'about:blank' }))).toBe(false)
    expect(check(senderEvent(window, { url: '' }))).toBe(false)
    expect(check(senderEvent(window, { url: 'https://register/' }))).toBe(false)
    expect(check(senderEvent(window), false)).toBe(false)
  })
})

describe('source', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(main|preload)\/.*\.ts$/.test(file) && !/\.test\.ts$|testing\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  const using = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

  it('makes windows in one place, listens to pages in one, opens nothing outside', () => {
    expect(sources.length).toBeGreaterThan(15)
    expect(using(/new BrowserWindow\(/)).toEqual(['main/security/window.ts'])
    expect(using(/ipcMain\.(handle|on)/)).toEqual(['main/ipc/channel.ts'])
    expect(using(/openExternal|executeJavaScriptInIsolatedWorld|loadFile|file:\/\/|ELECTRON_RENDERER_URL|openDevTools|setDisplayMediaRequestHandler/)).toEqual(
      [],
    )
    expect(using(/executeJavaScript\(/)).toEqual(['main/shell/print.ts'])
    expect(using(/openPath\(/).toSorted()).toEqual(['main/program.ts', 'main/shell/failure.ts'])
  })
})

describe('debugging from outside', () => {
  const lines: string[] = []
  const log = {
    error: (text: string) => {
      lines.push(text)
    },
  }
  beforeEach(() => {
    lines.length = 0
  })

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags', 'disable-web-security', 'load-extension'])(
    'a release started with --%s says so and ends',
    (name) => {
      world.packaged = true
      world.switches = [name]
      expect(refuseDebugging(log)).toBe(true)
      expect(world.exits).toEqual([1])
      expect(world.errorBoxes).toEqual([expect.stringContaining(`--${name}`)])
      expect(lines).toEqual([`refused to run with --${name}`])
    },
  )

  it('a release started otherwise runs, and so does everything while developing', () => {
    world.packaged = true
    world.switches = ['no-sandbox', 'lang']
    expect(refuseDebugging(log)).toBe(false)
    world.packaged = false
    world.switches = ['remote-debugging-port', 'inspect']
    expect(refuseDebugging(log)).toBe(false)
    expect([world.exits, world.errorBoxes, lines]).toEqual([[], [], []])
  })

  it('is asked before the program takes its lock and opens anything', () => {
    const entry = readFileSync(fileURLToPath(new URL('../index.ts', import.meta.url)), 'utf8')
    expect(entry.indexOf('refuseDebugging(log)')).toBeGreaterThan(0)
    expect(entry.indexOf('refuseDebugging(log)')).toBeLessThan(entry.indexOf('requestSingleInstanceLock'))
  })
})
