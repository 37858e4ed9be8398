/** How figures of progress are said. */
import { scaledText } from '#core/rules/money.ts'
import { COLOUR_LABELS, type ProgressColour } from '#core/rules/progress.ts'

/** Hundredths of a per cent; a dash where nothing is planned. */
export const percentText = (hundredths: number | null): string => (hundredths === null ? '—' : scaledText(hundredths, 2))
export const colourText = (colour: ProgressColour | null): string => (colour === null ? '没有施工图' : COLOUR_LABELS[colour])
