import { describe, expect, it } from 'vitest'
import { defaultDataDirectory, demoDataDirectory, type Surroundings } from './places.ts'

const linux: Surroundings = { platform: 'linux', env: {}, home: '/home/li', temporary: '/tmp' }

describe('places', () => {
  it('takes the named folder before all others', () => {
    expect(defaultDataDirectory({ ...linux, env: { BANGFU_DATA: '/media/usb/bangfu' } })).toBe('/media/usb/bangfu')
  })
  it('follows the custom of each system', () => {
    expect(defaultDataDirectory(linux)).toBe('/home/li/.local/share/bangfu/data')
    expect(defaultDataDirectory({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/bangfu/data')
    expect(defaultDataDirectory({ ...linux, platform: 'win32', env: { APPDATA: 'C:/Users/li/AppData/Roaming' } })).toContain('bangfu')
    expect(defaultDataDirectory({ ...linux, platform: 'darwin' })).toBe('/home/li/Library/Application Support/bangfu/data')
  })
  it('never lets the demonstration share a folder with real data', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const at = { ...linux, platform }
      expect(demoDataDirectory(at)).not.toBe(defaultDataDirectory(at))
    }
    expect(demoDataDirectory({ ...linux, env: { BANGFU_DATA: '/office' } })).not.toContain('/office')
  })
})
