import type { Metadata } from 'next'
import { CourseChart } from '#ui/clinic/CourseChart.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import type { PageProps } from '../../../page-props.ts'
import { requestLocale, requestWords, requirePatient, serverCaller } from '../../../request.ts'
import { BackLink } from '../BackLink.tsx'
import { PortalPage } from '../PortalPage.tsx'
import pages from '../pages.module.css'
import { portalOf } from '../portal.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('outcome.own.title'),
})

/** A patient's own numbers over time, as pictures. */
const ProgressPage = async ({ params }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const home = `/c/${clinic.slug}`
  await requirePatient(slug, `${home}/progress`)
  const [t, locale, api] = [await requestWords(), await requestLocale(), await serverCaller(slug)]
  const people = (await api.observation.mine()).people.filter(({ courses }) => courses.length > 0)
  const place = { locale, zone: clinic.timeZone }
  return (
    <PortalPage slug={slug}>
      <BackLink href={home}>{t('portal.toStart')}</BackLink>
      <PageTitle subtitle={t('outcome.own.intro')}>{t('outcome.own.title')}</PageTitle>
      {people.length === 0 ? <EmptyState title={t('outcome.own.none')}>{t('outcome.own.noneHint')}</EmptyState> : null}
      {people.map(({ patientId, name, courses }) => (
        <section key={patientId} className={pages.section} aria-labelledby={patientId}>
          <h2 id={patientId}>
            <bdi>{name}</bdi>
          </h2>
          {courses.map((course) => (
            <CourseChart key={course.goalId ?? 'pain'} course={course} place={place} />
          ))}
        </section>
      ))}
    </PortalPage>
  )
}

export default ProgressPage
