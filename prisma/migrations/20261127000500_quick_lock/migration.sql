-- A shared tablet is locked at once, and opened again by a person's PIN: only there, and only while the session that their
-- password opened on that device is not too old.
CREATE TABLE "auth"."pin" (
  "userId" TEXT PRIMARY KEY REFERENCES "auth"."user" ("id") ON DELETE CASCADE,
  "hash" TEXT NOT NULL,
  "setAt" TIMESTAMPTZ NOT NULL DEFAULT public.app_now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."pin" TO "filiform_auth";

ALTER TABLE "auth"."session"
  ADD COLUMN "deviceId" TEXT, -- staff: a digest of the browser's own secret
  ADD COLUMN "lockedAt" TIMESTAMPTZ,
  ADD COLUMN "handedOver" BOOLEAN NOT NULL DEFAULT false, -- locked while a patient holds the device: they may sign, and nothing else
  ADD CONSTRAINT "handed_over_is_locked" CHECK (NOT "handedOver" OR "lockedAt" IS NOT NULL);
CREATE INDEX "session_device" ON "auth"."session" ("deviceId") WHERE "deviceId" IS NOT NULL;

-- Nobody at the screen for so long: it locks.
ALTER TABLE "clinic" ADD COLUMN "lock_after_minutes" INTEGER NOT NULL DEFAULT 10 CHECK ("lock_after_minutes" BETWEEN 1 AND 60);
GRANT SELECT ("lock_after_minutes") ON "clinic" TO "filiform_auth";
