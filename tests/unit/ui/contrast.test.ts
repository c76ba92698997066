import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { theme } from '../../../src/ui/kit/shell/theme.ts'

const css = readFileSync('src/ui/kit/tokens.css', 'utf8')
const schemes = ['light', 'dark'] as const

const tokens = new Map(
  [...css.matchAll(/--ff-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

const colour = (name: string, scheme: (typeof schemes)[number]): string => {
  const token = tokens.get(name)
  if (!token) throw new Error(`no colour ${name} in tokens.css`)
  return token[scheme]
}

/** Relative luminance of an sRGB colour, WCAG 2.2. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(schemes)('in the %s scheme', (scheme) => {
  it.each([
    ['ink', 'canvas'],
    ['ink', 'surface'],
    ['ink', 'sunken'],
    ['ink', 'due-soft'],
    ['ink', 'danger-soft'],
    ['ink', 'done-soft'],
    ['ink', 'accent-soft'],
    ['ink', 'muscle'],
    ['ink', 'skin'],
    ['ink-soft', 'canvas'],
    ['ink-soft', 'surface'],
    ['ink-soft', 'sunken'],
    ['accent-text', 'canvas'],
    ['accent-text', 'surface'],
    ['accent-text', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['due-text', 'surface'],
    ['due-text', 'due-soft'],
    ['danger-text', 'surface'],
    ['danger-text', 'canvas'],
    ['danger-text', 'danger-soft'],
    ['on-danger', 'danger'],
    ['done-text', 'surface'],
    ['done-text', 'done-soft'],
  ])('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['border-strong', 'surface'],
    ['border-strong', 'canvas'],
    ['accent', 'surface'],
    ['accent', 'canvas'],
    ['accent', 'skin'],
    ['accent', 'muscle'],
    ['due', 'surface'],
    ['danger', 'danger-soft'],
    ['done', 'done-soft'],
  ])('the edge or mark %s can be told from %s', (mark, ground) => {
    expect(contrast(colour(mark, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(3)
  })
})

describe('the measure itself', () => {
  it('knows black on white and two greys that fail', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
  })
})

describe('the staff’s theme', () => {
  it('uses the accent, danger and done of the shared tokens in both schemes', () => {
    expect(theme.colors?.accent?.[7]).toBe(colour('accent', 'light'))
    expect(theme.colors?.accent?.[4]).toBe(colour('accent', 'dark'))
    expect(theme.colors?.red?.[7]).toBe(colour('danger', 'light'))
    expect(theme.colors?.red?.[4]).toBe(colour('danger', 'dark'))
    expect(theme.colors?.green?.[7]).toBe(colour('done', 'light'))
    expect(theme.colors?.green?.[4]).toBe(colour('done', 'dark'))
    expect(theme.primaryShade).toEqual({ light: 7, dark: 4 })
  })
})
