import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseFile, connectWeb, printInFrame, uploadFile } from './web.ts'

beforeEach(() => {
  document.body.innerHTML = ''
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function fetchAnswers(status: number, body: unknown): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(async () => new Response(JSON.stringify(body), { status }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

describe('choosing a file', () => {
  it('asks for the wanted kinds and takes its input away afterwards', async () => {
    const chosen = chooseFile(document, ['xlsx', 'csv'])
    const input = document.querySelector('input')
    expect(input?.accept).toBe('.xlsx,.csv')
    const file = new File(['x'], '花名册.xlsx')
    Object.defineProperty(input, 'files', { value: { item: () => file } })
    input?.dispatchEvent(new Event('change'))
    expect(await chosen).toBe(file)
    expect(document.querySelector('input')).toBeNull()
  })
  it('answers null when the dialog is closed', async () => {
    const chosen = chooseFile(document, [])
    document.querySelector('input')?.dispatchEvent(new Event('cancel'))
    expect(await chosen).toBeNull()
  })
})

describe('handing a file over', () => {
  it('sends name and content, gives the ticket', async () => {
    const fetch = fetchAnswers(200, { ticket: 't', name: '花名册.xlsx', size: 1 })
    expect(await uploadFile(window, new File(['x'], '花名册.xlsx'))).toEqual({ ticket: 't', name: '花名册.xlsx', size: 1 })
    expect(fetch).toHaveBeenCalledWith(`/files?name=${encodeURIComponent('花名册.xlsx')}`, expect.objectContaining({ method: 'POST' }))
  })
  it('throws the shell’s refusal as it is, and a sentence for anything else', async () => {
    fetchAnswers(413, { error: { code: 'FILE_TOO_LARGE', message: '太大', action: '拆开' } })
    await expect(uploadFile(window, new File([], 'x'))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', message: '太大', action: '拆开' })
    fetchAnswers(500, 'oops')
    await expect(uploadFile(window, new File([], 'x'))).rejects.toMatchObject({ code: 'INTERNAL' })
  })
})

describe('saving', () => {
  it('is a download of the ticket under the suggested name', async () => {
    const clicked: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
      clicked.push(`${this.getAttribute('href') ?? ''} ${this.download}`)
    })
    const { bridge } = connectWeb(window)
    expect(await bridge.saveFile({ ticket: 'a/b', name: 'x', size: 1 }, '户表.xlsx')).toBe(true)
    expect(clicked).toEqual([`/files/a%2Fb?name=${encodeURIComponent('户表.xlsx')} 户表.xlsx`])
    expect(document.querySelector('a')).toBeNull()
  })
})

describe('printing', () => {
  it('prints the document in a frame that may run nothing, and removes it', async () => {
    const print = vi.fn<() => void>()
    const seen: string[] = []
    const printed = printInFrame(document, '<p>表</p><script>window.ran = true</script>')
    const frame = document.querySelector('iframe')
    expect(frame?.getAttribute('sandbox')).toBe('allow-same-origin allow-modals')
    seen.push(frame?.srcdoc ?? '')
    Object.defineProperty(frame, 'contentWindow', { value: { print, focus: () => undefined, document: { fonts: { ready: Promise.resolve() } } } })
    frame?.dispatchEvent(new Event('load'))
    await printed
    expect(print).toHaveBeenCalledOnce()
    expect(seen[0]).toContain('表')
    expect(document.querySelector('iframe')).toBeNull()
  })
})
