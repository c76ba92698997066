import type { Metadata } from 'next'
import { now } from '#lib/clock.ts'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { orNotFound } from '../../../../or-not-found.ts'
import { PageWords } from '../../../../PageWords.tsx'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requirePatient, serverCaller } from '../../../../request.ts'
import { BackLink } from '../../BackLink.tsx'
import { whenWords } from '../../own-visit.ts'
import { PortalPage } from '../../PortalPage.tsx'
import pages from '../../pages.module.css'
import { portalOf } from '../../portal.ts'
import { AheadForm } from './AheadForm.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('ahead.own.title') })

/** What is asked before needling, to be answered at home; what was answered before is not shown again. */
const QuestionsPage = async ({ params }: PageProps<{ slug: string; appointmentId: string }>) => {
  const { slug, appointmentId } = await params
  const clinic = await portalOf(slug)
  const back = `/c/${clinic.slug}/consent`
  await requirePatient(slug, `/c/${clinic.slug}/questions/${appointmentId}`)
  const [t, api] = [await requestWords(), await serverCaller(slug)]
  const { visit, questions } = await orNotFound(api.answersAhead.asked({ appointmentId }))
  return (
    <PortalPage slug={slug}>
      <BackLink href={back}>{t('ahead.own.back')}</BackLink>
      <PageTitle subtitle={t('ahead.own.when', { when: await whenWords(visit.startIso, visit.timeZone, now()) })}>
        {t('ahead.own.title')}
      </PageTitle>
      <p className={pages.plain}>{t('ahead.own.intro')}</p>
      <p className={pages.plain}>{t('ahead.own.notAtOnce')}</p>
      <p className={pages.plain}>{t('ahead.own.leaveOut')}</p>
      <PageWords namespaces={['ahead', 'kit']}>
        <AheadForm slug={clinic.slug} appointmentId={appointmentId} questions={questions} />
      </PageWords>
    </PortalPage>
  )
}

export default QuestionsPage
