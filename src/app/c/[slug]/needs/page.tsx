import type { Metadata } from 'next'
import { LinkButton } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import type { PageProps } from '../../../page-props.ts'
import { requestWords, requirePatient, serverCaller } from '../../../request.ts'
import { BackLink } from '../BackLink.tsx'
import { PortalPage } from '../PortalPage.tsx'
import pages from '../pages.module.css'
import { portalOf } from '../portal.ts'
import { OwnNeed } from './OwnNeed.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('portal.needs.title') })

/** What a patient's visits have to be like, as they have told the clinic or the clinic has noted. */
const NeedsPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const home = `/c/${clinic.slug}`
  await requirePatient(slug, `${home}/needs`)
  const [t, query, api] = [await requestWords(), await searchParams, await serverCaller(slug)]
  const { people } = await api.patient.mine()
  const lists = await Promise.all(
    people.map(async (person) => ({ person, ...(await api.patientNeed.list({ patientId: person.id })) })),
  )
  return (
    <PortalPage slug={slug}>
      <BackLink href={home}>{t('portal.toStart')}</BackLink>
      <PageTitle subtitle={t('portal.needs.intro')}>{t('portal.needs.title')}</PageTitle>
      {query.noted === undefined ? null : (
        <Notice tone="done" role="status" title={t('portal.needs.noted')}>
          {t(query.noted === 'calls' ? 'portal.needs.notedCalls' : 'portal.needs.notedHint')}
        </Notice>
      )}
      {query.ended === undefined ? null : (
        <Notice tone="done" role="status" title={t('portal.needs.ended')}>
          {t('portal.needs.endedHint')}
        </Notice>
      )}
      {lists.map(({ person, needs }) => (
        <section key={person.id} className={pages.section} aria-labelledby={`needs-${person.id}`}>
          <h2 id={`needs-${person.id}`}>{t('portal.needs.of', { name: person.name })}</h2>
          {needs.length === 0 ? <p>{t('portal.needs.none')}</p> : null}
          <ul className={pages.cards}>
            {needs.map((need) => (
              <li key={need.id}>
                <OwnNeed slug={clinic.slug} need={need} />
              </li>
            ))}
          </ul>
          <LinkButton href={`${home}/needs/new?for=${person.id}`} wide>
            {t('portal.needs.add')}
          </LinkButton>
        </section>
      ))}
    </PortalPage>
  )
}

export default NeedsPage
