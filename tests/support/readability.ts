const wordsIn = (text: string): string[] => text.match(/[\p{L}’'-]+/gu) ?? []
const sentencesIn = (text: string): string[] =>
  text.split(/(?<=[.?!:])\s+|\n+/u).filter((sentence) => wordsIn(sentence).length > 0)

/** Groups of vowels, without a silent e at the end: how syllables of English are usually counted. */
const englishSyllables = (word: string): number => {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  const groups = plain.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g)
  return Math.max(1, groups?.length ?? 0)
}
const germanSyllables = (word: string): number =>
  Math.max(1, word.toLowerCase().match(/(?:au|äu|eu|ei|ai|ie|[aeiouäöüy])/g)?.length ?? 0)

const share = (words: readonly string[], holds: (word: string) => boolean): number =>
  (100 * words.filter(holds).length) / words.length

/** The school grade that can read an English text (Kincaid 1975): 0.39 words a sentence, 11.8 syllables a word. */
export const fleschKincaidGrade = (text: string): number => {
  const words = wordsIn(text)
  const syllables = words.reduce((sum, word) => sum + englishSyllables(word), 0)
  return (0.39 * words.length) / sentencesIn(text).length + (11.8 * syllables) / words.length - 15.59
}

/** The school grade that can read a German text (first Wiener Sachtextformel, Bamberger and Vanecek 1984). */
export const wienerSachtextformel = (text: string): number => {
  const words = wordsIn(text)
  const long = share(words, (word) => germanSyllables(word) >= 3)
  const wide = share(words, (word) => word.length > 6)
  const short = share(words, (word) => germanSyllables(word) === 1)
  return 0.1935 * long + (0.1672 * words.length) / sentencesIn(text).length + 0.1297 * wide - 0.0327 * short - 0.875
}
