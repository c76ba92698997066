import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  rem,
  type VariantColorsResolver,
} from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef8f7',
  '#dff0ee',
  '#b8dfdb',
  '#7fd1ca',
  '#4fb8b0',
  '#2d9a92',
  '#17807a',
  '#0f6e69',
  '#0b5955',
  '#084642',
]

const warmGray: MantineColorsTuple = [
  '#f7f5f2',
  '#efece7',
  '#e6e1da',
  '#ddd8d0',
  '#c9c2b7',
  '#a9a196',
  '#857e73',
  '#5f5950',
  '#403b35',
  '#24211d',
]

const warmDark: MantineColorsTuple = [
  '#efebe5',
  '#d6d0c7',
  '#b5ada2',
  '#8d8579',
  '#57504a',
  '#3f3a35',
  '#2b2825',
  '#211f1c',
  '#191715',
  '#121110',
]

const amber: MantineColorsTuple = [
  '#fef8ea',
  '#fdf0d5',
  '#f9dfa8',
  '#f2c46b',
  '#e0a030',
  '#c77c02',
  '#a66500',
  '#7a4b00',
  '#5c3900',
  '#3d2e10',
]

const red: MantineColorsTuple = [
  '#fef3f2',
  '#fde8e6',
  '#fbd0cc',
  '#f5a59d',
  '#f2857b',
  '#dd5347',
  '#c93b31',
  '#b3261e',
  '#a3201a',
  '#45201d',
]

const green: MantineColorsTuple = [
  '#f1f9f2',
  '#e3f2e4',
  '#c3e4c7',
  '#8fd3a0',
  '#6fc184',
  '#489a5d',
  '#358549',
  '#2c7a43',
  '#1f6430',
  '#1d3a24',
]

/**
 * Mantine works out the text on a filled control once, for the light scheme. Ours differs between the schemes, so it
 * comes from the tokens.
 */
const filled: Readonly<Record<string, { background: string; hover: string; color: string }>> = {
  accent: { background: 'var(--ff-accent)', hover: 'var(--ff-accent-hover)', color: 'var(--ff-on-accent)' },
  red: { background: 'var(--ff-danger)', hover: 'var(--ff-danger)', color: 'var(--ff-on-danger)' },
}

const variantColorResolver: VariantColorsResolver = (input) => {
  const own = input.variant === 'filled' ? filled[input.color ?? input.theme.primaryColor] : undefined
  return own ? { ...own, border: 'none' } : defaultVariantColorsResolver(input)
}

/** The staff's controls. Colours repeat tokens.css because Mantine computes with them; a test holds the two together. */
export const theme = createTheme({
  fontFamily: 'var(--ff-font)',
  fontSizes: { xs: rem(13), sm: rem(13), md: rem(15), lg: rem(18), xl: rem(24) },
  headings: {
    fontFamily: 'var(--ff-font)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(24), lineHeight: '1.25' },
      h2: { fontSize: rem(18), lineHeight: '1.3' },
      h3: { fontSize: rem(15), lineHeight: '1.4' },
    },
  },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(3), sm: rem(6), md: rem(6), lg: rem(6), xl: rem(12) },
  defaultRadius: 'sm',
  colors: { accent, gray: warmGray, dark: warmDark, amber, yellow: amber, red, green },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Badge: { defaultProps: { radius: 'sm', variant: 'light' }, styles: { label: { textTransform: 'none' } } },
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { vars: () => ({ root: { '--checkbox-icon-color': 'var(--ff-on-accent)' } }) },
    Radio: { vars: () => ({ root: { '--radio-icon-color': 'var(--ff-on-accent)' } }) },
    Paper: { defaultProps: { withBorder: true } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--ff-canvas)',
  '--mantine-color-text': 'var(--ff-ink)',
  '--mantine-color-dimmed': 'var(--ff-ink-soft)',
  '--mantine-color-placeholder': 'var(--ff-ink-soft)',
  '--mantine-color-error': 'var(--ff-danger-text)',
  '--mantine-color-anchor': 'var(--ff-accent-text)',
  '--mantine-color-default': 'var(--ff-surface)',
  '--mantine-color-default-border': 'var(--ff-border)',
}

/** Lets Mantine speak tokens.css, so that a change of a token changes both audiences. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
