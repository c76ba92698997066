-- Who agreed to be written to on which channel, when, and who said so. Each word about it is added; the last one counts.
CREATE TABLE "contact_choice" (
  "clinic_id" UUID NOT NULL,
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "patient_id" UUID NOT NULL,
  "channel" TEXT NOT NULL CHECK ("channel" IN ('email', 'sms')),
  -- 'all' | what for | 'detail': a text may name what was treated | 'address': it is this person's
  "purpose" TEXT NOT NULL CHECK ("purpose" IN ('all', 'care', 'visits', 'detail', 'address')),
  "agrees" BOOLEAN NOT NULL,
  "how" TEXT NOT NULL CHECK ("how" IN ('desk', 'portal', 'reply', 'mail-link', 'provider', 'before')),
  "address" TEXT,
  "note" TEXT NOT NULL DEFAULT '',
  "by_identity_id" TEXT,
  "by_name" TEXT NOT NULL DEFAULT '',
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
  CONSTRAINT "contact_choice_pkey" PRIMARY KEY ("clinic_id", "id"),
  -- staff say who they are, and why they wrote it down
  CHECK ("how" <> 'desk' OR ("by_identity_id" IS NOT NULL AND "by_name" <> '' AND "note" <> ''))
);
ALTER TABLE "contact_choice" ADD CONSTRAINT "contact_choice_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "contact_choice" ADD CONSTRAINT "contact_choice_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "contact_choice_clinic_id_patient_id_at_idx" ON "contact_choice"("clinic_id", "patient_id", "at");
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "contact_choice" FOR EACH ROW EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "contact_choice" FOR EACH STATEMENT EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "contact_choice" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
ALTER TABLE "contact_choice" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "contact_choice" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "own_patients" ON "contact_choice" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_is_staff()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]));
GRANT SELECT, INSERT ON "contact_choice" TO "filiform_app";

-- Who had asked for no aftercare, before there was a history of it.
INSERT INTO "contact_choice" ("clinic_id", "patient_id", "channel", "purpose", "agrees", "how", "at")
  SELECT p."clinic_id", p."id", c."channel", 'care', false, 'before', p."created_at"
  FROM "patient" p CROSS JOIN (VALUES ('email'), ('sms')) AS c("channel") WHERE p."aftercare_stopped";
ALTER TABLE "patient" DROP COLUMN "aftercare_stopped";

ALTER TABLE "patient"
  ADD COLUMN "preferred_channel" TEXT CHECK ("preferred_channel" IN ('email', 'sms')),
  ADD COLUMN "phone_kind" TEXT CHECK ("phone_kind" IN ('mobile', 'landline')),
  ADD COLUMN "time_zone" TEXT;
CREATE INDEX "patient_phone_end" ON "patient" ("clinic_id", right(regexp_replace("phone", '[^0-9]', '', 'g'), 8)) WHERE "phone" IS NOT NULL;

-- Texts that came in: once however often the provider tells of one. What somebody wrote is read by those who read the record.
CREATE TABLE "incoming_text" (
  "clinic_id" UUID NOT NULL,
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "provider_id" TEXT NOT NULL,
  "from_number" TEXT NOT NULL,
  "patient_id" UUID,
  "meaning" TEXT NOT NULL CHECK ("meaning" IN ('stop', 'start', 'help', 'not-me', 'answer', 'whose', 'stranger')),
  "text" TEXT NOT NULL CHECK (length("text") <= 2000),
  "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
  CONSTRAINT "incoming_text_pkey" PRIMARY KEY ("clinic_id", "id")
);
ALTER TABLE "incoming_text" ADD CONSTRAINT "incoming_text_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "incoming_text" ADD CONSTRAINT "incoming_text_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "incoming_text_clinic_id_provider_id_key" ON "incoming_text"("clinic_id", "provider_id");
CREATE INDEX "incoming_text_clinic_id_patient_id_received_at_idx" ON "incoming_text"("clinic_id", "patient_id", "received_at");
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "incoming_text" FOR EACH ROW EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "incoming_text" FOR EACH STATEMENT EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "incoming_text" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
ALTER TABLE "incoming_text" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "incoming_text" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "incoming_text" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "clinical_only" ON "incoming_text" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()));
GRANT SELECT, INSERT ON "incoming_text" TO "filiform_app";
