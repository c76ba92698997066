'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { CourseChart } from '#ui/clinic/CourseChart.tsx'
import { NotYet } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import classes from '../../record.module.css'
import { usePlace } from '../../use-place.ts'

/** Pain and activities of somebody over visits and after them, as pictures. */
export const PatientCourse = ({ patientId }: { patientId: string }) => {
  const t = useTranslations('outcome.course')
  const trpc = useTRPC()
  const place = usePlace()
  const query = useQuery(trpc.observation.ofPatient.queryOptions({ patientId }))
  const { data } = query
  return (
    <section className={`${classes.record} ${classes.part}`} aria-labelledby="course">
      <h2 id="course">{t('title')}</h2>
      {data === undefined ? <NotYet query={query} rows={2} /> : null}
      {data?.courses.length === 0 ? <p className={classes.soft}>{t('none')}</p> : null}
      {data?.courses.map((course) => (
        <CourseChart key={course.goalId ?? 'pain'} course={course} place={place} />
      ))}
    </section>
  )
}
