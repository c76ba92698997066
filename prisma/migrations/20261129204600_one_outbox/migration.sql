-- One outbox for everything that is sent: what kind of message it is, which visit it is about, and what tells two of one
-- kind about one visit apart. What was so when it was caused and cannot be read again stands in "content", never clinical words.
ALTER TABLE "communication"
  ADD COLUMN "kind" TEXT,
  ADD COLUMN "appointment_id" UUID,
  ADD COLUMN "occasion" TEXT NOT NULL DEFAULT '' CHECK (length("occasion") <= 200),
  ADD COLUMN "manner" TEXT NOT NULL DEFAULT 'pass' CHECK ("manner" IN ('pass', 'before', 'after')),
  ADD COLUMN "content" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "recipient_identity_id" TEXT,
  ADD COLUMN "text_version_id" UUID,
  ADD COLUMN "sent_to" TEXT,
  ADD COLUMN "provider_id" TEXT,
  ADD COLUMN "delivery" TEXT CHECK ("delivery" IN ('accepted', 'delivered', 'undelivered', 'bounced')),
  ADD COLUMN "delivered_at" TIMESTAMPTZ(6);

DROP TRIGGER "communication_is_settled" ON "communication";
UPDATE "communication" c SET
  "kind" = CASE WHEN c."consent_id" IS NOT NULL THEN 'consent-copy'
    WHEN EXISTS (SELECT 1 FROM "aftercare_step" s WHERE s."clinic_id" = c."clinic_id" AND s."id" = c."step_id" AND s."technique" = 'needle-left-in-place')
      THEN 'removal' ELSE 'aftercare' END,
  "appointment_id" = (SELECT e."appointment_id" FROM "encounter" e WHERE e."clinic_id" = c."clinic_id" AND e."id" = c."encounter_id"),
  "delivery" = CASE WHEN c."status" = 'sent' THEN 'accepted' END;
ALTER TABLE "communication" ALTER COLUMN "kind" SET NOT NULL;

ALTER TABLE "communication" ADD CONSTRAINT "communication_kind_check" CHECK ("kind" IN ('aftercare', 'removal', 'consent-copy',
  'check-in', 'appointment-confirmed', 'appointment-changed', 'appointment-cancelled', 'appointment-reminder', 'forms',
  'appointment-missed', 'practitioner-away', 'staff-alert'));
ALTER TABLE "communication" DROP CONSTRAINT "communication_check";
ALTER TABLE "communication" ADD CONSTRAINT "communication_channel_check" CHECK ("channel" IN ('email', 'sms') AND "attempt" >= 1);
ALTER TABLE "communication" ADD CONSTRAINT "communication_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id")
  REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What each kind is about.
ALTER TABLE "communication" DROP CONSTRAINT "communication_is_a_steps_or_a_consents";
ALTER TABLE "communication" ADD CONSTRAINT "communication_is_about_something" CHECK (CASE
  WHEN "kind" = 'consent-copy' THEN "consent_id" IS NOT NULL AND "step_id" IS NULL AND "encounter_id" IS NULL AND "basis" IS NULL
  WHEN "kind" IN ('aftercare', 'removal') THEN "consent_id" IS NULL AND "step_id" IS NOT NULL AND "encounter_id" IS NOT NULL AND "basis" IS NOT NULL
  WHEN "kind" = 'check-in' THEN "consent_id" IS NULL AND "encounter_id" IS NOT NULL
  WHEN "kind" = 'staff-alert' THEN "consent_id" IS NULL AND "step_id" IS NULL
  ELSE "consent_id" IS NULL AND "step_id" IS NULL AND "appointment_id" IS NOT NULL END);
-- An alert goes to somebody who works here, everything else to the patient.
ALTER TABLE "communication" ADD CONSTRAINT "communication_is_to_somebody" CHECK (("recipient_identity_id" IS NOT NULL) = ("kind" = 'staff-alert'));

-- P6: one message of one cause, whatever channel it takes; a further attempt is a person's.
DROP INDEX "communication_clinic_id_encounter_id_step_id_channel_attemp_key";
DROP INDEX "communication_clinic_id_consent_id_channel_attempt_key";
CREATE UNIQUE INDEX "communication_clinic_id_encounter_id_step_id_occasion_attem_key"
  ON "communication"("clinic_id", "encounter_id", "step_id", "occasion", "attempt");
CREATE UNIQUE INDEX "communication_clinic_id_consent_id_attempt_key" ON "communication"("clinic_id", "consent_id", "attempt");
CREATE UNIQUE INDEX "communication_one_of_a_cause" ON "communication"
  ("clinic_id", "patient_id", "appointment_id", "kind", "occasion", "recipient_identity_id", "attempt")
  NULLS NOT DISTINCT WHERE "step_id" IS NULL AND "consent_id" IS NULL;
CREATE INDEX "communication_clinic_id_patient_id_due_at_idx" ON "communication"("clinic_id", "patient_id", "due_at");
CREATE INDEX "communication_clinic_id_appointment_id_idx" ON "communication"("clinic_id", "appointment_id");
CREATE INDEX "communication_clinic_id_due_at_id_idx" ON "communication"("clinic_id", "due_at", "id");

-- The channel is chosen when a message is handed over, by what the patient wants then; until that it may change.
CREATE TRIGGER "communication_is_settled" BEFORE UPDATE ON "communication" FOR EACH ROW
  WHEN ((OLD."status" IN ('sent', 'unknown', 'failed', 'withheld') AND NEW."status" IN ('due', 'sending'))
    OR (OLD."channel" IS DISTINCT FROM NEW."channel" AND OLD."status" <> 'due')
    OR (OLD."kind", OLD."encounter_id", OLD."step_id", OLD."consent_id", OLD."appointment_id", OLD."occasion", OLD."recipient_identity_id", OLD."attempt")
      IS DISTINCT FROM (NEW."kind", NEW."encounter_id", NEW."step_id", NEW."consent_id", NEW."appointment_id", NEW."occasion", NEW."recipient_identity_id", NEW."attempt"))
  EXECUTE FUNCTION "communication_is_settled"();

-- A message about a visit is to its patient, and its record is the record of that visit.
CREATE FUNCTION "message_is_about_its_visit"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "appointment" a WHERE a."clinic_id" = NEW."clinic_id" AND a."id" = NEW."appointment_id" AND a."patient_id" = NEW."patient_id")
    OR (NEW."encounter_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "encounter" e
      WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" AND e."appointment_id" = NEW."appointment_id")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this message is about another patient''s visit', CONSTRAINT = 'same_patient';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "message_is_about_its_visit"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "message_is_about_its_visit" AFTER INSERT OR UPDATE OF "patient_id", "appointment_id", "encounter_id" ON "communication"
  FOR EACH ROW WHEN (NEW."appointment_id" IS NOT NULL) EXECUTE FUNCTION "message_is_about_its_visit"();

GRANT UPDATE ("channel", "text_version_id", "sent_to", "provider_id", "delivery", "delivered_at") ON "communication" TO "filiform_app";

-- When messages may come, how many, and after how long somebody has to look at an answer: decided as the other policies are.
CREATE TABLE "message_policy" (
  "clinic_id" UUID NOT NULL,
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "version" INTEGER NOT NULL,
  "quiet_from" INTEGER NOT NULL CHECK ("quiet_from" BETWEEN 0 AND 1439),
  "quiet_to" INTEGER NOT NULL CHECK ("quiet_to" BETWEEN 0 AND 1439),
  "max_per_day" INTEGER NOT NULL CHECK ("max_per_day" BETWEEN 1 AND 20),
  "reminder_hours" INTEGER NOT NULL CHECK ("reminder_hours" BETWEEN 1 AND 168),
  "no_reminder_within_minutes" INTEGER NOT NULL CHECK ("no_reminder_within_minutes" BETWEEN 0 AND 2880),
  "answer_minutes" INTEGER NOT NULL CHECK ("answer_minutes" BETWEEN 1 AND 2880),
  "take_minutes" INTEGER NOT NULL CHECK ("take_minutes" BETWEEN 1 AND 120),
  "chest_check_hours" INTEGER NOT NULL CHECK ("chest_check_hours" BETWEEN 1 AND 24),
  "no_answer_hours" INTEGER NOT NULL CHECK ("no_answer_hours" BETWEEN 1 AND 96),
  "check_in_days" INTEGER NOT NULL CHECK ("check_in_days" BETWEEN 1 AND 90),
  "source" TEXT NOT NULL,
  "valid_from" DATE NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'in-force', 'discarded')),
  "drafted_by" TEXT,
  "drafted_by_identity_id" TEXT,
  "drafted_at" TIMESTAMPTZ(6),
  "approved_by" TEXT,
  "approved_by_identity_id" TEXT,
  "approved_at" TIMESTAMPTZ(6),
  "discarded_by" TEXT,
  "discarded_by_identity_id" TEXT,
  "discarded_at" TIMESTAMPTZ(6),
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
  CONSTRAINT "message_policy_pkey" PRIMARY KEY ("clinic_id", "id"),
  CHECK (num_nonnulls("drafted_by", "drafted_by_identity_id", "drafted_at") IN (0, 3) AND ("state" = 'in-force' OR "drafted_at" IS NOT NULL)),
  CHECK (("approved_at" IS NULL) = ("approved_by_identity_id" IS NULL) AND ("approved_at" IS NULL OR "approved_by" IS NOT NULL)),
  CHECK ("approved_by" IS NULL OR "state" = 'in-force'),
  CHECK ("state" <> 'in-force' OR "drafted_at" IS NULL OR "approved_at" IS NOT NULL),
  CHECK (num_nonnulls("discarded_by", "discarded_by_identity_id", "discarded_at") IN (0, 3) AND ("state" = 'discarded') = ("discarded_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "message_policy_clinic_id_version_key" ON "message_policy"("clinic_id", "version");
CREATE UNIQUE INDEX "message_policy_one_draft" ON "message_policy"("clinic_id") WHERE "state" = 'draft';
ALTER TABLE "message_policy" ADD CONSTRAINT "message_policy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER "policy_stands" BEFORE INSERT OR UPDATE ON "message_policy" FOR EACH ROW EXECUTE FUNCTION "policy_stands"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "message_policy" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
ALTER TABLE "message_policy" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "message_policy" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "drafts_alone" ON "message_policy" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("state" = 'draft' AND "drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true)));
CREATE POLICY "in_force_alone" ON "message_policy" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_is_staff()) OR "state" = 'in-force');
GRANT SELECT, INSERT ON "message_policy" TO "filiform_app";
GRANT UPDATE ("state", "valid_from", "approved_by", "approved_at", "approved_by_identity_id", "discarded_by",
  "discarded_by_identity_id", "discarded_at") ON "message_policy" TO "filiform_app";

DO $$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || rtrim(pg_get_viewdef('"policy_version"'), ';') || $q$
    UNION ALL SELECT t."clinic_id", t."id", 'messages' AS "kind", 'messages' AS "key", t."version", t."state", t."source", t."valid_from",
      t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
      jsonb_build_object('quietFrom', t."quiet_from", 'quietTo', t."quiet_to", 'maxPerDay', t."max_per_day", 'reminderHours', t."reminder_hours",
        'noReminderWithinMinutes', t."no_reminder_within_minutes", 'answerMinutes', t."answer_minutes", 'takeMinutes', t."take_minutes",
        'chestCheckHours', t."chest_check_hours", 'noAnswerHours', t."no_answer_hours", 'checkInDays', t."check_in_days") AS "content"
    FROM "message_policy" t$q$;
END $$;
