-- Logins live apart: a schema without a clinic column and a role of its own. Column names are the sign-in library's.
CREATE SCHEMA "auth";
CREATE TABLE "auth"."user" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL UNIQUE,
  "emailVerified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "createdAt" TIMESTAMPTZ NOT NULL DEFAULT public.app_now(),
  "updatedAt" TIMESTAMPTZ NOT NULL DEFAULT public.app_now()
);
CREATE TABLE "auth"."session" (
  "id" TEXT PRIMARY KEY,
  "expiresAt" TIMESTAMPTZ NOT NULL,
  "token" TEXT NOT NULL UNIQUE,
  "createdAt" TIMESTAMPTZ NOT NULL DEFAULT public.app_now(),
  "updatedAt" TIMESTAMPTZ NOT NULL,
  "ipAddress" TEXT,
  "userAgent" TEXT,
  "userId" TEXT NOT NULL REFERENCES "auth"."user" ("id") ON DELETE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('staff', 'patient')), -- the door it was opened through; never both
  "clinicId" TEXT -- staff: the clinic they work in now, always one of their memberships
);
CREATE INDEX "session_user" ON "auth"."session" ("userId");
CREATE TABLE "auth"."account" (
  "id" TEXT PRIMARY KEY,
  "accountId" TEXT NOT NULL,
  "providerId" TEXT NOT NULL,
  "userId" TEXT NOT NULL REFERENCES "auth"."user" ("id") ON DELETE CASCADE,
  "accessToken" TEXT,
  "refreshToken" TEXT,
  "idToken" TEXT,
  "accessTokenExpiresAt" TIMESTAMPTZ,
  "refreshTokenExpiresAt" TIMESTAMPTZ,
  "scope" TEXT,
  "password" TEXT,
  "createdAt" TIMESTAMPTZ NOT NULL DEFAULT public.app_now(),
  "updatedAt" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "account_user" ON "auth"."account" ("userId");
CREATE TABLE "auth"."verification" (
  "id" TEXT PRIMARY KEY,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expiresAt" TIMESTAMPTZ NOT NULL,
  "createdAt" TIMESTAMPTZ NOT NULL DEFAULT public.app_now(),
  "updatedAt" TIMESTAMPTZ NOT NULL DEFAULT public.app_now()
);
CREATE INDEX "verification_identifier" ON "auth"."verification" ("identifier");
CREATE TABLE "auth"."rateLimit" (
  "id" TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
  "key" TEXT NOT NULL UNIQUE,
  "count" INTEGER NOT NULL,
  "lastRequest" BIGINT NOT NULL
);
GRANT USAGE ON SCHEMA "auth" TO "filiform_auth";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "auth" TO "filiform_auth";
