import { createTranslator } from 'use-intl/core'
import { type Messages, messagesFor } from './catalogue.ts'
import { type Locale, locales } from './locale.ts'

declare module 'use-intl/core' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

export type WordValues = Readonly<Record<string, string | number | Date>>

/** Any key of the catalogue by its full name; for code that looks a key up from a reason. */
export type Translate = (key: string, values?: WordValues) => string

const failLoudly = (error: Error): never => {
  throw error
}

const create = (locale: Locale) =>
  createTranslator({ locale, messages: messagesFor(locale), timeZone: 'UTC', onError: failLoudly })

export type Translator = ReturnType<typeof create>

const translators = new Map<Locale, Translator>(locales.map((locale) => [locale, create(locale)]))

/** The words of a language by full key (`t('kit.tryAgain')`), for the server and the worker: no React needed. */
export const translatorFor = (locale: Locale): Translator => translators.get(locale) ?? create(locale)

/** The same words for code that makes the key from a reason; a key that does not exist throws. */
export const translateFor = (locale: Locale): Translate => {
  const translator = translatorFor(locale)
  return (key, values) => translator(key as Parameters<Translator>[0], values)
}
