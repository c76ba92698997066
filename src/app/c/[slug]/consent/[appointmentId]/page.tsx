import type { Metadata } from 'next'
import { ConsentPaper } from '#ui/clinic/ConsentPaper.tsx'
import { orNotFound } from '../../../../or-not-found.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestLocale, requestWords, requirePatient, serverCaller } from '../../../../request.ts'
import { BackLink } from '../../BackLink.tsx'
import { PortalPage } from '../../PortalPage.tsx'
import pages from '../../pages.module.css'
import { portalOf } from '../../portal.ts'
import { SignForm } from './SignForm.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('consent.paper.title'),
})

/** The paper of one visit, to be read at home without hurry, and signed or not. */
const ConsentPage = async ({ params }: PageProps<{ slug: string; appointmentId: string }>) => {
  const { slug, appointmentId } = await params
  const clinic = await portalOf(slug)
  const back = `/c/${clinic.slug}/consent`
  await requirePatient(slug, `${back}/${appointmentId}`)
  const [t, api, locale] = [await requestWords(), await serverCaller(slug), await requestLocale()]
  const paper = await orNotFound(api.consent.ownPaper({ appointmentId }))
  return (
    <PortalPage slug={slug}>
      <BackLink href={back}>{t('consent.own.back')}</BackLink>
      <p className={pages.plain}>{t('consent.own.noHurry')}</p>
      <ConsentPaper parts={paper.parts} locale={locale} top />
      <SignForm slug={clinic.slug} appointmentId={appointmentId} paper={paper} locale={locale} />
    </PortalPage>
  )
}

export default ConsentPage
