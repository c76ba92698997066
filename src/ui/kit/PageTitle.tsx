import type { ReactNode } from 'react'
import classes from './kit.module.css'

interface PageTitleProps {
  children: ReactNode
  subtitle?: ReactNode
  /** Stands at the end of the line: a date switch, a first action. */
  aside?: ReactNode
}

/** The one heading of a page. It can take the focus after a change of page, so that the new name is read aloud. */
export const PageTitle = ({ children, subtitle, aside }: PageTitleProps) => (
  <div className={classes.title}>
    <div>
      <h1 tabIndex={-1}>{children}</h1>
      {subtitle === undefined ? null : <p className={classes.subtitle}>{subtitle}</p>}
    </div>
    {aside}
  </div>
)
