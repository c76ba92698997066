'use client'

import { Button } from '#ui/kit/Button.tsx'
import shapes from '#ui/kit/shapes.module.css'
import { ApiNotice } from '../../providers/ApiProblem.tsx'

interface FormEndProps {
  /** Why it could not be saved; null while it has not been tried, and where that is said elsewhere. */
  error?: unknown
  busy: boolean
  /** What the button says it does. */
  action: string
  /** Whether something is taken away by it. */
  danger?: boolean
  leave: string
  onLeave: () => void
}

/** The end of a small form: what went wrong, the button that does it, and the way out of it. */
export const FormEnd = ({ error = null, busy, action, danger = false, leave, onLeave }: FormEndProps) => (
  <>
    {error === null ? null : <ApiNotice error={error} />}
    <div className={shapes.buttons}>
      <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={busy}>
        {action}
      </Button>
      <Button kind="quiet" onClick={onLeave}>
        {leave}
      </Button>
    </div>
  </>
)
