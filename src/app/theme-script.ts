/**
 * Sets light or dark before anything is painted: as chosen on this device, else as the device itself, also when that
 * changes while the page is open.
 */
export const themeScript = `(() => {
  const device = matchMedia('(prefers-color-scheme: dark)')
  const show = () => {
    const chosen = localStorage.getItem('mantine-color-scheme-value')
    const scheme = chosen === 'light' || chosen === 'dark' ? chosen : device.matches ? 'dark' : 'light'
    document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
  }
  show()
  device.addEventListener('change', show)
})()`
