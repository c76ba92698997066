import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { now } from '#lib/clock.ts'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import type { PageProps } from '../../../../../page-props.ts'
import { requestWords, requirePatient } from '../../../../../request.ts'
import { BackLink } from '../../../BackLink.tsx'
import { ownVisitOf, whenWords } from '../../../own-visit.ts'
import { PortalPage } from '../../../PortalPage.tsx'
import { portalOf } from '../../../portal.ts'
import { CancelForm } from './CancelForm.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('portal.cancel.title'),
})

/** One question: whether this visit, and why. Who comes too late is told on the visit's own page. */
const CancelPage = async ({ params }: PageProps<{ slug: string; id: string }>) => {
  const { slug, id } = await params
  const clinic = await portalOf(slug)
  const back = `/c/${clinic.slug}/visits/${id}`
  await requirePatient(slug, back)
  const visit = await ownVisitOf(slug, id)
  if (!visit.actions.includes('cancel')) redirect(back)
  const t = await requestWords()
  const when = await whenWords(visit.startIso, visit.timeZone, now())
  return (
    <PortalPage slug={slug}>
      <BackLink href={back}>{t('portal.cancel.keep')}</BackLink>
      <PageTitle subtitle={`${when}, ${visit.serviceName}`}>{t('portal.cancel.title')}</PageTitle>
      <CancelForm slug={clinic.slug} appointmentId={visit.id} version={visit.version} when={when} />
    </PortalPage>
  )
}

export default CancelPage
