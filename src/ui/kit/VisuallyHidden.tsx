import type { ReactNode } from 'react'
import classes from './kit.module.css'

/** Words for those who listen; the eye has them from position or form. */
export const VisuallyHidden = ({ children }: { children: ReactNode }) => (
  <span className={classes.hidden}>{children}</span>
)
