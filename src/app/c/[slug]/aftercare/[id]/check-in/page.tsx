import type { Metadata } from 'next'
import { orNotFound } from '../../../../../or-not-found.ts'
import type { PageProps } from '../../../../../page-props.ts'
import { requestWords, requirePatient, serverCaller } from '../../../../../request.ts'
import { BackLink } from '../../../BackLink.tsx'
import { AskedHow } from '../../../check-in/AskedHow.tsx'
import { checkInQuery } from '../../../check-in/check-in-query.ts'
import { PortalPage } from '../../../PortalPage.tsx'
import { portalOf } from '../../../portal.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('answer.page.title'),
})

/** The same question for who is signed in, beside the leaflet of the visit. */
const OwnCheckInPage = async ({ params, searchParams }: PageProps<{ slug: string; id: string }>) => {
  const { slug, id } = await params
  const clinic = await portalOf(slug)
  const leaflet = `/c/${clinic.slug}/aftercare/${id}`
  await requirePatient(slug, `${leaflet}/check-in`)
  const [api, t] = [await serverCaller(slug), await requestWords()]
  const { answerId, problem } = checkInQuery(await searchParams)
  const asked = await orNotFound(api.checkIn.own({ messageId: id, answerId }))
  return (
    <PortalPage slug={slug}>
      <BackLink href={leaflet}>{t('answer.page.back')}</BackLink>
      <AskedHow
        slug={clinic.slug}
        asked={asked}
        problem={problem}
        hidden={{ message: id }}
        again={`${leaflet}/check-in`}
      />
    </PortalPage>
  )
}

export default OwnCheckInPage
