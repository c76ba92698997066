import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import classes from './kit.module.css'

interface EmptyStateProps {
  /** What this list will hold. */
  title: ReactNode
  /** How to begin. */
  children?: ReactNode
  action?: ReactNode
  icon?: IconName
}

export const EmptyState = ({ title, children, action, icon = 'list' }: EmptyStateProps) => (
  <div className={classes.state}>
    <Icon name={icon} size={32} />
    <p className={classes.stateTitle}>{title}</p>
    {children === undefined ? null : <p className={classes.stateBody}>{children}</p>}
    {action === undefined ? null : <div className={classes.stateActions}>{action}</div>}
  </div>
)
