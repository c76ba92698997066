-- Letters to those who go on treating, and what came back.

-- After how many days without a reply somebody asks: the clinic's policy with its source.
CREATE TABLE "referral_policy" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "version" INTEGER NOT NULL,
    "reply_days" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    CONSTRAINT "referral_policy_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "referral_policy_clinic_id_version_key" ON "referral_policy"("clinic_id","version");
ALTER TABLE "referral_policy" ADD CONSTRAINT "referral_policy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "referral_policy" ADD CHECK ("reply_days" BETWEEN 1 AND 365 AND length(btrim("source")) > 0);

CREATE TABLE "service_request" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "to_whom" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "findings" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "written_by_identity_id" TEXT NOT NULL,
    "written_by_name" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "sent_at" TIMESTAMPTZ(6),
    "reply_due_on" DATE,
    "reply" TEXT,
    "replied_at" TIMESTAMPTZ(6),
    "replied_by_name" TEXT,
    "withdrawn_at" TIMESTAMPTZ(6),
    "withdrawn_reason" TEXT,
    CONSTRAINT "service_request_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "service_request_clinic_id_patient_id_idx" ON "service_request"("clinic_id", "patient_id");
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "service_request" ADD CHECK ("locale" IN ('en', 'de'));
ALTER TABLE "service_request" ADD CHECK (length(btrim("to_whom")) > 0 AND length(btrim("reason")) > 0 AND length(btrim("request")) > 0);
ALTER TABLE "service_request" ADD CHECK (("sent_at" IS NULL) = ("reply_due_on" IS NULL));
ALTER TABLE "service_request" ADD CHECK (num_nonnulls("reply", "replied_at", "replied_by_name") IN (0, 3) AND ("reply" IS NULL OR (length(btrim("reply")) > 0 AND "sent_at" IS NOT NULL)));
ALTER TABLE "service_request" ADD CHECK (num_nonnulls("withdrawn_at", "withdrawn_reason") IN (0, 2) AND ("withdrawn_reason" IS NULL OR length(btrim("withdrawn_reason")) > 0));

-- A letter says what it said when it was written; each thing that becomes of it is written down once.
CREATE FUNCTION "service_request_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" AND e."patient_id" = NEW."patient_id") THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a letter is written in a visit of its patient', CONSTRAINT = 'service_request_stands';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD."withdrawn_at" IS NOT NULL
    OR (to_jsonb(NEW) - 'sent_at' - 'reply_due_on' - 'reply' - 'replied_at' - 'replied_by_name' - 'withdrawn_at' - 'withdrawn_reason')
      IS DISTINCT FROM (to_jsonb(OLD) - 'sent_at' - 'reply_due_on' - 'reply' - 'replied_at' - 'replied_by_name' - 'withdrawn_at' - 'withdrawn_reason')
    OR (OLD."sent_at" IS NOT NULL AND (NEW."sent_at", NEW."reply_due_on") IS DISTINCT FROM (OLD."sent_at", OLD."reply_due_on"))
    OR (OLD."reply" IS NOT NULL AND (NEW."reply", NEW."replied_at", NEW."replied_by_name") IS DISTINCT FROM (OLD."reply", OLD."replied_at", OLD."replied_by_name")) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a letter stays as it was written, sent and answered';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "service_request_stands" BEFORE INSERT OR UPDATE ON "service_request" FOR EACH ROW EXECUTE FUNCTION "service_request_stands"();

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['referral_policy', 'service_request'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format($p$CREATE POLICY "clinical_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()))$p$, t);
    EXECUTE format('GRANT SELECT ON %I TO "filiform_app"', t);
  END LOOP;
END $$;
GRANT INSERT ON "service_request" TO "filiform_app";
GRANT UPDATE ("sent_at", "reply_due_on", "reply", "replied_at", "replied_by_name", "withdrawn_at", "withdrawn_reason") ON "service_request" TO "filiform_app";
REVOKE EXECUTE ON FUNCTION "service_request_stands"() FROM PUBLIC;
