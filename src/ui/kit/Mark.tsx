/** The sign of the house: a needle through the surface. Decoration; the name stands beside it. */
export const Mark = ({ size = 22, className }: { size?: number; className?: string }) => (
  <svg viewBox="0 0 24 24" width={size} height={size} className={className} aria-hidden="true" focusable="false">
    <path
      d="M3 15.5c3-2.5 6-2.5 9 0s6 2.5 9 0"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
    <path d="M12 2v9" stroke="currentColor" strokeWidth="3.4" strokeLinecap="round" />
    <path d="M12 11v9.5" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
  </svg>
)
