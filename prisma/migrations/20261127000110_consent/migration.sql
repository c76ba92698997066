-- The words of consent become rows by technique and risk, a consent keeps what was known and talked about, it is taken back
-- by whoever may, and its copy goes out as any message does.

CREATE TABLE "consent_text" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "version" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "technique" TEXT,
    "risk_zone" TEXT,
    "heading" JSONB NOT NULL,
    "words" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    CONSTRAINT "consent_text_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "consent_text_clinic_id_version_position_idx" ON "consent_text"("clinic_id", "version", "position");
CREATE UNIQUE INDEX "consent_text_once" ON "consent_text" ("clinic_id", "version", "part", "technique", "risk_zone") NULLS NOT DISTINCT;
ALTER TABLE "consent_text" ADD CONSTRAINT "consent_text_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "consent_text" ADD CHECK (length(btrim("source")) > 0 AND "part" IN ('what', 'common', 'rare', 'risk', 'other', 'training', 'free', 'agree', 'assent'));
ALTER TABLE "consent_text" ADD CHECK (("risk_zone" IS NOT NULL) = ("part" = 'risk'));

-- What somebody signed stays what they signed.
CREATE FUNCTION "consent_text_stays"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "consent" c WHERE c."clinic_id" = OLD."clinic_id" AND c."text_version" = OLD."version") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'the words of a signed consent stay as they were signed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
REVOKE EXECUTE ON FUNCTION "consent_text_stays"() FROM PUBLIC;
CREATE TRIGGER "consent_text_stays" BEFORE UPDATE OR DELETE ON "consent_text" FOR EACH ROW EXECUTE FUNCTION "consent_text_stays"();

ALTER TABLE "consent"
  ADD COLUMN "conditions" TEXT[],
  ADD COLUMN "assents" BOOLEAN,
  ADD COLUMN "interpreter" TEXT,
  ADD COLUMN "teach_back" TEXT,
  ADD COLUMN "talked_by_name" TEXT,
  ADD COLUMN "withdrawn_by" TEXT,
  ADD COLUMN "withdrawn_by_identity_id" TEXT,
  ADD COLUMN "withdrawn_reason" TEXT;
ALTER TABLE "consent" ADD CHECK ("withdrawn_by" IS NULL OR ("withdrawn_at" IS NOT NULL AND "withdrawn_by_identity_id" IS NOT NULL AND "withdrawn_by" IN ('staff', 'patient')));
GRANT UPDATE ("interpreter", "teach_back", "talked_by_name", "withdrawn_by", "withdrawn_by_identity_id", "withdrawn_reason") ON "consent" TO "filiform_app";

-- It is taken back once, and what was signed does not change; what was talked about may be written beside it.
CREATE FUNCTION "consent_stays"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a consent that was taken back stays taken back, and as it was signed';
END $$;
CREATE TRIGGER "consent_stays" BEFORE UPDATE ON "consent" FOR EACH ROW
  WHEN (OLD."withdrawn_at" IS NOT NULL OR (NEW."patient_id", NEW."technique", NEW."risk_zones", NEW."text_version", NEW."locale", NEW."signed_name", NEW."signer_relation", NEW."signature", NEW."signed_at", NEW."conditions", NEW."assents")
    IS DISTINCT FROM (OLD."patient_id", OLD."technique", OLD."risk_zones", OLD."text_version", OLD."locale", OLD."signed_name", OLD."signer_relation", OLD."signature", OLD."signed_at", OLD."conditions", OLD."assents"))
  EXECUTE FUNCTION "consent_stays"();

-- Its copy is a message of its own: of a consent and of no step of aftercare.
ALTER TABLE "communication" ALTER COLUMN "encounter_id" DROP NOT NULL;
ALTER TABLE "communication" ALTER COLUMN "step_id" DROP NOT NULL;
ALTER TABLE "communication" ALTER COLUMN "basis" DROP NOT NULL;
ALTER TABLE "communication" ADD COLUMN "consent_id" UUID;
ALTER TABLE "communication" ADD CONSTRAINT "communication_clinic_id_consent_id_fkey" FOREIGN KEY ("clinic_id", "consent_id") REFERENCES "consent"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "communication_clinic_id_consent_id_channel_attempt_key" ON "communication"("clinic_id", "consent_id", "channel", "attempt");
ALTER TABLE "communication" ADD CONSTRAINT "communication_is_a_steps_or_a_consents" CHECK (
  CASE WHEN "consent_id" IS NULL THEN "step_id" IS NOT NULL AND "encounter_id" IS NOT NULL AND "basis" IS NOT NULL
    ELSE "step_id" IS NULL AND "encounter_id" IS NULL AND "basis" IS NULL END);
-- A copy is of the patient whose consent it is.
DROP TRIGGER "same_patient" ON "communication";
CREATE CONSTRAINT TRIGGER "same_patient" AFTER INSERT OR UPDATE OF "patient_id", "encounter_id" ON "communication" FOR EACH ROW
  WHEN (NEW."encounter_id" IS NOT NULL) EXECUTE FUNCTION "same_patient"();
CREATE FUNCTION "copy_is_of_its_patient"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "consent" c WHERE c."clinic_id" = NEW."clinic_id" AND c."id" = NEW."consent_id" AND c."patient_id" = NEW."patient_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this copy is of the consent of another patient', CONSTRAINT = 'same_patient';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "copy_is_of_its_patient"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "copy_is_of_its_patient" AFTER INSERT OR UPDATE OF "patient_id", "consent_id" ON "communication" FOR EACH ROW
  WHEN (NEW."consent_id" IS NOT NULL) EXECUTE FUNCTION "copy_is_of_its_patient"();
DROP TRIGGER "communication_is_settled" ON "communication";
CREATE TRIGGER "communication_is_settled" BEFORE UPDATE ON "communication" FOR EACH ROW
  WHEN ((OLD."status" IN ('sent', 'unknown', 'failed', 'withheld') AND NEW."status" IN ('due', 'sending'))
    OR (OLD."encounter_id", OLD."step_id", OLD."consent_id", OLD."channel", OLD."attempt")
      IS DISTINCT FROM (NEW."encounter_id", NEW."step_id", NEW."consent_id", NEW."channel", NEW."attempt"))
  EXECUTE FUNCTION "communication_is_settled"();

ALTER TABLE "consent_text" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "consent_text" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
GRANT SELECT ON "consent_text" TO "filiform_app";
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "consent_text" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "consent" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
