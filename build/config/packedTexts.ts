/** Packs the texts of the built page beside them: the loopback shell sends them as they are, instead of packing two megabytes each time the program is started. */
import type { Plugin } from 'vite'
import { gzipSync } from 'node:zlib'

/** Smaller ones are sent before they would be unpacked. */
const FROM_BYTES = 1024
const TEXTS = /\.(?:js|css|svg)$/

export function packedTexts(): Plugin {
  return {
    name: 'bangfu:packed-texts',
    apply: 'build',
    generateBundle: {
      // What others still change would be packed as it was.
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          const text = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          if (!TEXTS.test(file.fileName) || text.byteLength < FROM_BYTES) continue
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(text, { level: 9 }) })
        }
      },
    },
  }
}
