/** A language by its name in the language of the reader: "ar" is "Arabic", "Arabisch". What is no code is said as it stands. */
export const languageName = (code: string, locale: string): string => {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(code) ?? code
  } catch {
    return code
  }
}
