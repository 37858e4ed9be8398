/**
 * The look: neutral greys, one restrained blue-green, red only for what is wrong. Dense, with a visible focus.
 * All lengths are rem, so that the larger text size of the user menu scales everything alike.
 */
import { createTheme } from '@mantine/core'
import type { MantineColorsTuple } from '@mantine/core'

const ink: MantineColorsTuple = ['#eff5f8', '#dce9ef', '#b8d1dd', '#90b7c9', '#6b9db4', '#4b84a0', '#2f6d8b', '#1f5b78', '#17475f', '#0f3448']
const gray: MantineColorsTuple = ['#f7f8fa', '#eff1f4', '#e4e7ec', '#d3d8df', '#b4bbc5', '#8b94a1', '#626c79', '#4a535f', '#333a44', '#1d232b']
const red: MantineColorsTuple = ['#fdf1f0', '#fae0de', '#f3c0bc', '#ea9a94', '#e0746c', '#d2524a', '#bf362e', '#a82a23', '#8c211c', '#6f1a16']
const amber: MantineColorsTuple = ['#fdf6e9', '#f9e9c8', '#f2d394', '#e9ba5d', '#dea034', '#c7851a', '#a66a0e', '#87540a', '#6b4209', '#523308']
const green: MantineColorsTuple = ['#eef7f1', '#d9ecdf', '#b2d8be', '#86c19a', '#5ea979', '#3f915f', '#2d774b', '#24613d', '#1c4d31', '#143925']

/** Chinese system fonts of Windows, 麒麟 and 统信, then the free ones. */
export const FONT_FAMILY =
  '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans CN", "Noto Sans SC", "WenQuanYi Micro Hei", sans-serif'
const MONOSPACE = '"Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", "DejaVu Sans Mono", monospace'

/** Inputs of one height (30 px at the standard text size) wherever they stand. */
const inputSize = { '--input-height': '1.875rem', '--input-fz': '0.875rem', '--input-padding': '0.5625rem' }

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: 7,
  colors: { ink, gray, red, amber, green },
  black: '#1d232b',
  fontFamily: FONT_FAMILY,
  fontFamilyMonospace: MONOSPACE,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.1875rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.45' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgb(29 35 43 / 6%)',
    sm: '0 1px 3px rgb(29 35 43 / 10%)',
    md: '0 4px 14px rgb(29 35 43 / 14%)',
    lg: '0 10px 30px rgb(29 35 43 / 18%)',
    xl: '0 16px 48px rgb(29 35 43 / 22%)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Input: { vars: () => ({ wrapper: inputSize }) },
    InputWrapper: {
      // What explains a field stands under it, so that fields side by side are level.
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      styles: { label: { fontWeight: 500, marginBottom: '0.125rem' } },
      vars: () => ({
        label: { '--input-label-size': '0.8125rem' },
        error: { '--input-error-size': '0.75rem' },
        description: { '--input-description-size': '0.75rem' },
      }),
    },
    Button: {
      defaultProps: { size: 'sm' },
      styles: { label: { fontWeight: 500 } },
      // Compact buttons keep the sizes of their own.
      vars: (_theme: unknown, props: { size?: unknown }) => ({
        root:
          props.size === undefined || props.size === 'sm' ? { '--button-height': '1.875rem', '--button-padding-x': '0.75rem', '--button-fz': '0.875rem' } : {},
      }),
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: '1.75rem' } },
    Modal: {
      styles: { title: { fontWeight: 600, fontSize: '1rem' } },
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 }, transitionProps: { duration: 100 } },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    // In place, so that its items lie within the landmarks of the page; without the placeholder, which no menu may contain.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false, shadow: 'md', transitionProps: { duration: 80 } } },
    Combobox: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm' }, styles: { root: { textTransform: 'none', fontWeight: 500 } } },
    Paper: { defaultProps: { radius: 'md' } },
    Alert: {
      defaultProps: { variant: 'light', radius: 'md' },
      vars: (_theme: unknown, props: { color?: unknown }) => {
        const color = typeof props.color === 'string' ? props.color : 'ink'
        return {
          root: {
            '--alert-bg': `var(--mantine-color-${color}-0)`,
            '--alert-bd': `1px solid var(--mantine-color-${color}-2)`,
            '--alert-color': `var(--mantine-color-${color}-8)`,
          },
        }
      },
      styles: { title: { fontSize: '0.875rem' } },
    },
  },
})
