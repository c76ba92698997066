import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // types and lint are checked by `npm test`, once, for the whole tree
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    'better-auth',
    'mailparser',
    'mjml',
    'nodemailer',
    'pg',
    'pg-boss',
    'pino',
  ],
  experimental: { authInterrupts: true },
  logging: false,
}

export default config
