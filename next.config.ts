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
    'bwip-js',
    'mailparser',
    'mjml',
    'nodemailer',
    'pdfkit',
    'pg',
    'pg-boss',
    'pino',
  ],
  // the build's own files, which the proxy leaves alone so that browsers may keep them
  headers: async () => [
    { source: '/_next/static/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] },
    {
      source: '/_next/static/:path*',
      // the address that people use is not known when this is built, but how they came is
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }],
    },
  ],
  experimental: {
    authInterrupts: true,
    // what runs on the server keeps its names, which is what its errors are read by; that and no maps halve the build
    turbopackMinify: { server: false, client: true },
    turbopackSourceMaps: false,
    turbopackInputSourceMaps: false,
  },
  logging: false,
}

export default config
