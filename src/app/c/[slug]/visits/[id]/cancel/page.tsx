import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { now } from '#lib/clock.ts'
import { Notice } from '#ui/kit/Notice.tsx'
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
  const [t, nowMs] = [await requestWords(), now()]
  const when = await whenWords(visit.startIso, visit.timeZone, nowMs)
  const isRequest = visit.status === 'proposed'
  const isLate = visit.lateFromIso !== null && nowMs > Date.parse(visit.lateFromIso)
  return (
    <PortalPage slug={slug}>
      <BackLink href={back}>{t('portal.cancel.keep')}</BackLink>
      <PageTitle subtitle={`${when}, ${visit.serviceName}`}>
        {t(isRequest ? 'portal.cancel.requestTitle' : 'portal.cancel.title')}
      </PageTitle>
      {isLate ? (
        <Notice tone="due" title={t('portal.cancel.late')}>
          {t('portal.cancel.lateHint', {
            when: await whenWords(visit.lateFromIso ?? '', visit.timeZone, nowMs),
            phone: clinic.phone,
          })}
        </Notice>
      ) : null}
      <CancelForm slug={clinic.slug} appointmentId={visit.id} version={visit.version} when={when} />
    </PortalPage>
  )
}

export default CancelPage
