import { contextFor } from '#trpc/context.ts'
import { createCaller } from '#trpc/init.ts'
import { defaultLocale } from '#words/locale.ts'
import { appRouter } from '../router.ts'

/** The one door for what nobody signed in brings, once its signature or seal was checked: the same procedures, as the clinic. */
export const clinicCaller = (clinicId: string) =>
  createCaller(appRouter)(contextFor({ kind: 'system', clinicId }, defaultLocale))
