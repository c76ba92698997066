import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A font file of the packages that ship with the house; one is taken for what those before it lack. */
export interface FontFile {
  readonly name: string
  readonly file: string
}

// WOFF, not WOFF2: what is embedded of the latter comes out damaged
const file = (family: string, subset: string): FontFile => ({
  name: `${family} ${subset}`,
  file: join('node_modules', '@fontsource', family, 'files', `${family}-${subset}-400-normal.woff`),
})

/** Latin with its accents, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Japanese with the Chinese signs it shares, Korean. */
export const FONTS: readonly FontFile[] = [
  file('noto-sans', 'latin'),
  file('noto-sans', 'latin-ext'),
  file('noto-sans', 'vietnamese'),
  file('noto-sans', 'greek'),
  file('noto-sans', 'greek-ext'),
  file('noto-sans', 'cyrillic'),
  file('noto-sans', 'cyrillic-ext'),
  file('noto-sans', 'devanagari'),
  file('noto-sans-hebrew', 'hebrew'),
  file('noto-sans-arabic', 'arabic'),
  file('kosugi', 'japanese'),
  file('gowun-dodum', 'korean'),
]

const read = new Map<string, Buffer>()

/** The bytes of a font, read once. */
export const fontBytes = ({ file: path }: FontFile): Buffer => {
  const known = read.get(path)
  if (known !== undefined) return known
  const bytes = readFileSync(path)
  read.set(path, bytes)
  return bytes
}
