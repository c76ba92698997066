import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LINK_MINUTES } from '#auth/session-rules.ts'
import { wantedPage } from '#auth/wanted-page.ts'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { DoorForm } from '../../../../DoorForm.tsx'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords } from '../../../../request.ts'
import { portalOf } from '../../portal.ts'
import { ForgetQuery } from './ForgetQuery.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('session.confirmTitle'),
})

/** Where a mailed link leads. Showing it uses nothing up; only the press does (L20). */
const ConfirmLinkPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const clinic = await portalOf((await params).slug)
  const { token, next: wanted } = await searchParams
  const next = wantedPage(clinic.slug, wanted)
  if (typeof token !== 'string') redirect(`/c/${clinic.slug}/sign-in`)
  const t = await requestWords()
  return (
    <>
      <ForgetQuery />
      <PageTitle>{t('session.confirmTitle')}</PageTitle>
      <p>{t('session.confirmBody', { clinic: clinic.name })}</p>
      <DoorForm
        route="patient/confirm"
        hidden={{ clinic: clinic.slug, token, ...(next !== null && { next }) }}
        submit={t('session.confirmAction')}
        numbers={{ minutes: LINK_MINUTES }}
      />
      <p>{t('session.confirmWhy')}</p>
    </>
  )
}

export default ConfirmLinkPage
