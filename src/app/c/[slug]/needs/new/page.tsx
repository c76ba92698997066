import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requirePatient, serverCaller } from '../../../../request.ts'
import { BackLink } from '../../BackLink.tsx'
import { PortalPage } from '../../PortalPage.tsx'
import { portalOf } from '../../portal.ts'
import { NeedForm } from './NeedForm.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('portal.needs.newTitle'),
})

/** One question: what the visits of this person need. */
const NewNeedPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const back = `/c/${clinic.slug}/needs`
  await requirePatient(slug, back)
  const [t, query, api] = [await requestWords(), await searchParams, await serverCaller(slug)]
  const [{ people }, { services }] = await Promise.all([api.patient.mine(), api.healthcareService.list()])
  const person = people.find(({ id }) => id === query.for) ?? people[0]
  if (person === undefined) redirect(back)
  const practitioners = new Map(services.flatMap((service) => service.practitioners).map(({ id, name }) => [id, name]))
  return (
    <PortalPage slug={slug}>
      <BackLink href={back}>{t('portal.needs.back')}</BackLink>
      <PageTitle subtitle={people.length > 1 ? <bdi>{person.name}</bdi> : undefined}>
        {t('portal.needs.newTitle')}
      </PageTitle>
      <NeedForm
        slug={clinic.slug}
        patientId={person.id}
        phone={clinic.phone}
        practitioners={[...practitioners].map(([id, name]) => ({ id, name }))}
      />
    </PortalPage>
  )
}

export default NewNeedPage
