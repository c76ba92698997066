import { procedureFor, router } from '#trpc/init.ts'
import { LIBRARY_TOPICS, libraryPart } from '#words/aftercare-library.ts'
import { mayUseLibrary } from './access.ts'
import { library } from './schema.ts'

export const aftercarePlanRouter = router({
  library: procedureFor(mayUseLibrary)
    .output(library)
    .query(() => ({ parts: LIBRARY_TOPICS.map(libraryPart) })),
})
