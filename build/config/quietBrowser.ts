/** How a browser is started that nobody looks at. */

/** What Playwright itself has switched off: Chromium heeds only the last list that it is given, so ours says these again. */
const BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
] as const

/** Pages of the browser's own address bar: two more of them were loaded for each window than the one that is tested. */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'] as const

export const SWITCHED_OFF: readonly string[] = [...BY_PLAYWRIGHT, ...ADDRESS_BAR]

/** No GPU process draws in software what nobody sees. */
export const QUIET: readonly string[] = ['--disable-gpu', `--disable-features=${SWITCHED_OFF.join(',')}`]
