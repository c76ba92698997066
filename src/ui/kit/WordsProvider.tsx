'use client'

import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl/react'
import type { Messages } from '#words/catalogue.ts'
import type { Locale } from '#words/locale.ts'

interface WordsProviderProps {
  children: ReactNode
  locale: Locale
  /** From `someMessages(locale, […])`: only what the page needs travels to it. */
  messages: Partial<Messages>
  /** The clinic's IANA zone: times are shown where they happen, never where the reader sits. */
  timeZone: string
}

const failLoudly = (error: Error): never => {
  throw error
}

/** Gives client components their words: `useTranslations('kit')` from `use-intl/react`. */
export const WordsProvider = ({ children, locale, messages, timeZone }: WordsProviderProps) => (
  <IntlProvider locale={locale} messages={messages as Messages} timeZone={timeZone} onError={failLoudly}>
    {children}
  </IntlProvider>
)
