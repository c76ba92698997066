import localFont from 'next/font/local'

const latin = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter-latin',
  adjustFontFallback: false,
})

// fetched by the browser only when a name needs it
const latinExtended = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter-latin-ext',
  adjustFontFallback: false,
  preload: false,
})

export const fontClass = `${latin.variable} ${latinExtended.variable}`

/** What the tokens call the font: both files in one. */
export const fontFamily = 'var(--font-inter-latin), var(--font-inter-latin-ext)'
