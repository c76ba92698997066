import type { ReactNode } from 'react'
import { WordsProvider } from '#ui/kit/WordsProvider.tsx'
import { messagesFor, type Namespace, someMessages } from '#words/catalogue.ts'
import { requestLocale } from './request.ts'

interface PageWordsProps {
  /** All that the client components below say; it replaces what was given further up. Absent: every word there is. */
  namespaces?: readonly Namespace[]
  /** The clinic's IANA zone, where times are shown. */
  timeZone?: string
  children: ReactNode
}

/** Gives client components the words of this request's language, and only those they need. */
export const PageWords = async ({ namespaces, timeZone = 'UTC', children }: PageWordsProps) => {
  const locale = await requestLocale()
  const messages = namespaces === undefined ? messagesFor(locale) : someMessages(locale, namespaces)
  return (
    <WordsProvider locale={locale} messages={messages} timeZone={timeZone}>
      {children}
    </WordsProvider>
  )
}
