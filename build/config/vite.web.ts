import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import presetMantine from 'postcss-preset-mantine'
import { defaultClientConditions, defineConfig, type Plugin, type UserConfig } from 'vite'
import { META_CONTENT_SECURITY_POLICY } from '../../src/core/shell/csp.ts'
import { noticeText } from '../scripts/notice.ts'
import { nodeConditions } from './conditions.ts'
import { packedTexts } from './packedTexts.ts'
import { registerIcons } from './registerIcons.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Writes the content security policy into the page, so that the page and the shells' response header say the same. */
function policyInPage(): Plugin {
  return {
    name: 'bangfu:policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: META_CONTENT_SECURITY_POLICY }, injectTo: 'head-prepend' },
    ],
  }
}

/** Writes the licences of all that is shipped beside the page. */
function licences(): Plugin {
  return {
    name: 'bangfu:licences',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'NOTICE.txt', source: noticeText(root, this.getModuleIds()) })
    },
  }
}

/** The screens' build; Electron and the loopback shell serve the same output folder `out/renderer`. Electron reads from the disk and needs nothing packed. */
export function rendererConfig(): UserConfig {
  return {
    root: `${root}src/renderer`,
    base: '/',
    publicDir: false,
    plugins: [react(), registerIcons(), policyInPage(), licences()],
    resolve: { conditions: [...nodeConditions(), ...defaultClientConditions] },
    css: { postcss: { plugins: [presetMantine()] } },
    // Small assets stay files: an inlined script or font would need a wider policy.
    build: {
      outDir: `${root}out/renderer`,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'chrome120',
      chunkSizeWarningLimit: 3000,
    },
  }
}

const config = rendererConfig()

export default defineConfig({ ...config, plugins: [...(config.plugins ?? []), packedTexts()] })
