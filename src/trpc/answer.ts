import { type Explained, refuse } from './refuse.ts'

type Answer<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly R[] }

/** A command's value; a refused command is answered as a 4xx with the sentences of its reasons. */
export const answered = <T, R>(answer: Answer<T, R>, explain: (refusals: readonly R[]) => readonly Explained[]): T =>
  answer.ok ? answer.value : refuse(explain(answer.refusals))
