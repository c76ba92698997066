/** A question that is put once for each thing asked about, however often its answer is wanted. */
export const remembered = <A, T>(ask: (about: A) => Promise<T>): ((about: A) => Promise<T>) => {
  const answers = new Map<string, Promise<T>>()
  return (about) => {
    const key = JSON.stringify(about)
    const answer = answers.get(key) ?? ask(about)
    answers.set(key, answer)
    return answer
  }
}
