'use client'

import { CONTENT_ID } from '#ui/kit/content-id.ts'
import classes from './door.module.css'
import { ErrorCard, type ErrorPageProps } from './ErrorCard.tsx'

const ErrorPage = (props: ErrorPageProps) => (
  <main id={CONTENT_ID} className={classes.alone} data-audience="staff">
    <ErrorCard {...props} />
  </main>
)

export default ErrorPage
