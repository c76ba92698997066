-- Z6: how it was made sure that the right person is in the room, before the first entry.
ALTER TABLE "encounter"
  ADD COLUMN "identity_checked_how" TEXT CHECK ("identity_checked_how" IN ('name-and-birth-date', 'document', 'known-here')),
  ADD COLUMN "identity_checked_by_identity_id" TEXT,
  ADD COLUMN "identity_checked_at" TIMESTAMPTZ(6),
  ADD CONSTRAINT "identity_check_is_whole" CHECK (("identity_checked_how" IS NULL) = ("identity_checked_by_identity_id" IS NULL)
    AND ("identity_checked_how" IS NULL) = ("identity_checked_at" IS NULL));
