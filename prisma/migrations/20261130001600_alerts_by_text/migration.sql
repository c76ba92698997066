-- Who works here may have alerts by text beside the mail, at a number of their own. STOP from it ends that, START brings it back.
CREATE TABLE "alert_phone" (
  "clinic_id" UUID NOT NULL,
  "identity_id" TEXT NOT NULL,
  -- null: they took it away again
  "number" TEXT CHECK ("number" ~ '^\+[1-9][0-9]{7,14}$'),
  "by_text" BOOLEAN NOT NULL,
  -- nothing is written there any more: its owner said so, the provider knows of it, or no text can be read there
  "ended_at" TIMESTAMPTZ(6),
  "ended_by" TEXT CHECK ("ended_by" IN ('reply', 'provider', 'no-mobile')),
  "version" INTEGER NOT NULL CHECK ("version" >= 1),
  CONSTRAINT "alert_phone_pkey" PRIMARY KEY ("clinic_id", "identity_id"),
  CHECK (("ended_at" IS NULL) = ("ended_by" IS NULL)),
  CHECK ("number" IS NOT NULL OR (NOT "by_text" AND "ended_at" IS NULL))
);
ALTER TABLE "alert_phone" ADD CONSTRAINT "alert_phone_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "alert_phone" ADD CONSTRAINT "alert_phone_clinic_id_identity_id_fkey" FOREIGN KEY ("clinic_id", "identity_id") REFERENCES "membership"("clinic_id", "identity_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "alert_phone_clinic_id_number_idx" ON "alert_phone"("clinic_id", "number");

-- Whose number it is says where texts go; that they ended is said by the number itself, and another number begins anew.
CREATE FUNCTION "alert_phone_is_ones_own"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE actor CONSTANT TEXT := coalesce(current_setting('app.actor', true), '');
BEGIN
  IF (NEW."clinic_id", NEW."identity_id") IS DISTINCT FROM (OLD."clinic_id", OLD."identity_id")
    OR (actor = 'system' AND (NEW."number", NEW."by_text", NEW."version") IS DISTINCT FROM (OLD."number", OLD."by_text", OLD."version"))
    OR (actor = 'staff' AND NEW."number" = OLD."number" AND (NEW."ended_at", NEW."ended_by") IS DISTINCT FROM (OLD."ended_at", OLD."ended_by")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'where alerts go somebody says themselves, and that they end their number', CONSTRAINT = 'alert_phone_is_ones_own';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "alert_phone_is_ones_own"() FROM PUBLIC;
CREATE TRIGGER "alert_phone_is_ones_own" BEFORE UPDATE ON "alert_phone" FOR EACH ROW EXECUTE FUNCTION "alert_phone_is_ones_own"();

CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "alert_phone" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

ALTER TABLE "alert_phone" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "alert_phone" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "alert_phone" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "entered_by_oneself" ON "alert_phone" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("identity_id" = (SELECT current_setting('app.identity_id', true)) AND "ended_at" IS NULL);
CREATE POLICY "changed_by_oneself" ON "alert_phone" AS RESTRICTIVE FOR UPDATE TO "filiform_app"
  USING ((SELECT coalesce(current_setting('app.actor', true), '') = 'system') OR "identity_id" = (SELECT current_setting('app.identity_id', true)));
GRANT SELECT, INSERT ON "alert_phone" TO "filiform_app";
GRANT UPDATE ("number", "by_text", "ended_at", "ended_by", "version") ON "alert_phone" TO "filiform_app";

-- P6: an alert is one message by each channel: a text that nobody sees at night must not stand for the mail, nor the mail for it.
DROP INDEX "communication_one_of_a_cause";
CREATE UNIQUE INDEX "communication_one_of_a_cause" ON "communication"
  ("clinic_id", "patient_id", "appointment_id", "kind", "occasion", "recipient_identity_id", "attempt",
    (CASE WHEN "kind" = 'staff-alert' THEN "channel" END))
  NULLS NOT DISTINCT WHERE "step_id" IS NULL AND "consent_id" IS NULL;
DROP TRIGGER "communication_is_settled" ON "communication";
CREATE TRIGGER "communication_is_settled" BEFORE UPDATE ON "communication" FOR EACH ROW
  WHEN ((OLD."status" IN ('sent', 'unknown', 'failed', 'withheld') AND NEW."status" IN ('due', 'sending'))
    OR (OLD."channel" IS DISTINCT FROM NEW."channel" AND (OLD."status" <> 'due' OR OLD."kind" = 'staff-alert'))
    OR (OLD."kind", OLD."encounter_id", OLD."step_id", OLD."consent_id", OLD."appointment_id", OLD."occasion", OLD."recipient_identity_id", OLD."attempt")
      IS DISTINCT FROM (NEW."kind", NEW."encounter_id", NEW."step_id", NEW."consent_id", NEW."appointment_id", NEW."occasion", NEW."recipient_identity_id", NEW."attempt"))
  EXECUTE FUNCTION "communication_is_settled"();
