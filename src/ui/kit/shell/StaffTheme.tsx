'use client'

import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { cssVariablesResolver, theme } from './theme.ts'

interface StaffThemeProps {
  children: ReactNode
  /** The page's CSP nonce: Mantine writes a `<style>`. */
  nonce?: string
}

/** Mantine with the house's theme; follows the system's light or dark. */
export const StaffTheme = ({ children, nonce }: StaffThemeProps) => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariablesResolver}
    defaultColorScheme="auto"
    {...(nonce === undefined ? {} : { getStyleNonce: () => nonce })}
  >
    {children}
  </MantineProvider>
)
