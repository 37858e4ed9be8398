/** Width of one rem. To ask the browser for it means that it works out the styles of what was changed, which costs more than drawing the menu: it is asked once a text size. */
let known: { readonly root: string; readonly px: number } | null = null

/** In px, at the text size chosen now. */
export function remInPixels(): number {
  const { documentElement } = document
  const root = documentElement.style.fontSize
  if (known?.root !== root) known = { root, px: Number(/^([\d.]+)px$/.exec(getComputedStyle(documentElement).fontSize)?.[1] ?? 16) }
  return known.px
}
