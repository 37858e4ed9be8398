/** The sheet of a map put together, on screen and as a PDF; its picture out of the encrypted attachments. */
import { renderHtml } from '../../forms/html.ts'
import { FormFonts } from '../../forms/fonts.ts'
import { writePdf } from '../../forms/pdf.ts'
import { tilesOf } from '../../forms/tiles.ts'
import type { Page } from '../../forms/page.ts'
import { localDay } from '../../rules/dates.ts'
import type { Core } from '../../runtime.ts'
import { photoContent } from '../attachments/index.ts'
import type { SessionUser } from '../session/contract.ts'
import type { MapView } from './contract.ts'
import type { PaperName } from './sheet/canvas.ts'
import { battleSheet } from './sheet/sheet.ts'
import type { SheetData } from './sheet/types.ts'
import { sheetDataOf } from './sheetData.ts'
import { mapOf, type KeptPicture, type Version } from './view.ts'

export interface SheetRequest {
  readonly map: string
  readonly version: Version
  readonly paper: PaperName
}

type BattleCore = Pick<Core, 'office' | 'resourcesDirectory' | 'now'>

export class BattleService {
  readonly #core: BattleCore
  readonly #fonts: FormFonts

  constructor(core: BattleCore) {
    this.#core = core
    this.#fonts = new FormFonts(core.resourcesDirectory)
  }

  /** The map as somebody sees it, with its picture. */
  async view(user: SessionUser, id: string, version: Version): Promise<MapView> {
    const { kept, ...map } = mapOf(this.#core.office(), user, id, version, localDay(this.#core.now()))
    const picture = await this.#picture(kept)
    return {
      ...map,
      picture:
        picture === null
          ? null
          : { image: `data:image/jpeg;base64,${Buffer.from(picture.bytes).toString('base64')}`, width: picture.width, height: picture.height },
      missing: kept !== null && picture === null,
    }
  }

  /** The sheet on its paper. */
  async sheet(user: SessionUser, { map: id, version, paper }: SheetRequest): Promise<{ title: string; page: Page }> {
    const office = this.#core.office()
    const today = localDay(this.#core.now())
    const { kept, ...map } = mapOf(office, user, id, version, today)
    const data = { ...sheetDataOf({ office, user, today, version }, map), picture: await this.#picture(kept) }
    return { title: data.title, page: battleSheet(data, paper, this.#fonts) }
  }

  async preview(user: SessionUser, request: SheetRequest): Promise<{ html: string }> {
    const { title, page } = await this.sheet(user, request)
    return { html: await renderHtml(title, [page], this.#fonts) }
  }

  /** Writes the sheet, or the sheets of A4 that make it up; resolves to their number. */
  async write(path: string, { title, page }: { readonly title: string; readonly page: Page }, tiled: boolean): Promise<number> {
    return writePdf(path, title, tiled ? tilesOf(page, this.#fonts) : [page], this.#fonts)
  }

  async #picture(kept: KeptPicture | null): Promise<SheetData['picture']> {
    if (kept === null) return null
    const bytes = await photoContent(this.#core.office().attachments, kept.sha256, false)
    return bytes === null ? null : { bytes, width: kept.width, height: kept.height }
  }
}
