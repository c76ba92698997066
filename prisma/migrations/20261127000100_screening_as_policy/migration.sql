-- What is asked before needling, what speaks against it and where care is needed become rows of clinic policy, and the
-- decisions of those who treat are kept beside the visit.

CREATE TABLE "screening_question" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "words" JSONB NOT NULL,
    "choices" TEXT[],
    "required" BOOLEAN NOT NULL,
    "asked" TEXT NOT NULL,
    "valid_months" INTEGER,
    "condition_code" TEXT,
    "asks_where" BOOLEAN NOT NULL,
    "active" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    CONSTRAINT "screening_question_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "screening_question_clinic_id_code_version_key" ON "screening_question"("clinic_id", "code", "version");
ALTER TABLE "screening_question" ADD CONSTRAINT "screening_question_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "screening_question" ADD CHECK ("asked" IN ('every-visit', 'months', 'until-changed') AND ("asked" = 'months') = ("valid_months" IS NOT NULL));
-- no choices: free words
ALTER TABLE "screening_question" ADD CHECK ("choices" IS NOT NULL AND "choices" <@ ARRAY['yes', 'no', 'unsure', 'does-not-apply']);
ALTER TABLE "screening_question" ADD CHECK ("valid_months" > 0 AND length(btrim("source")) > 0);

CREATE TABLE "contraindication_rule" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "condition_code" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "advice" JSONB NOT NULL,
    "techniques" TEXT[],
    "area_ids" TEXT[],
    "point_codes" TEXT[],
    "severity" TEXT NOT NULL,
    "holds" TEXT NOT NULL,
    "holds_months" INTEGER,
    "co_sign" BOOLEAN NOT NULL,
    "renews_consent" BOOLEAN NOT NULL,
    "active" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    CONSTRAINT "contraindication_rule_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "contraindication_rule_clinic_id_code_version_key" ON "contraindication_rule"("clinic_id", "code", "version");
ALTER TABLE "contraindication_rule" ADD CONSTRAINT "contraindication_rule_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "contraindication_rule" ADD CHECK ("severity" IN ('block', 'acknowledge', 'info'));
-- how long a decision about it holds
ALTER TABLE "contraindication_rule" ADD CHECK ("holds" IN ('visit', 'months', 'until-changed') AND ("holds" = 'months') = ("holds_months" IS NOT NULL) AND "holds_months" > 0);
-- empty lists: every technique, every place, whole areas and not only points in them
ALTER TABLE "contraindication_rule" ADD CHECK ("techniques" IS NOT NULL AND "area_ids" IS NOT NULL AND "point_codes" IS NOT NULL);
ALTER TABLE "contraindication_rule" ADD CHECK (length(btrim("source")) > 0);

CREATE TABLE "risk_zone_policy" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "zone" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "why" JSONB NOT NULL,
    "warn_max_length_mm" INTEGER,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    CONSTRAINT "risk_zone_policy_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "risk_zone_policy_clinic_id_zone_version_key" ON "risk_zone_policy"("clinic_id", "zone", "version");
ALTER TABLE "risk_zone_policy" ADD CONSTRAINT "risk_zone_policy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "risk_zone_policy" ADD CHECK ("zone" IN ('pleural', 'vascular', 'neural', 'abdominal', 'orbital') AND "warn_max_length_mm" > 0 AND length(btrim("source")) > 0);

-- From which age somebody is no child any more, is asked as well as a guardian, and signs alone.
CREATE TABLE "capacity_policy" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "jurisdiction" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "child_under_years" INTEGER NOT NULL,
    "assents_from_years" INTEGER NOT NULL,
    "signs_from_years" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    CONSTRAINT "capacity_policy_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "capacity_policy_clinic_id_jurisdiction_version_key" ON "capacity_policy"("clinic_id", "jurisdiction", "version");
ALTER TABLE "capacity_policy" ADD CONSTRAINT "capacity_policy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "capacity_policy" ADD CHECK ("child_under_years" BETWEEN 0 AND 25 AND "assents_from_years" BETWEEN 0 AND "signs_from_years" AND "signs_from_years" <= 25 AND length(btrim("source")) > 0);

-- What somebody who treats decided about a rule in a visit: to go on with care, or to leave it out.
CREATE TABLE "acknowledgement" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "technique" TEXT NOT NULL,
    "known" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "needs_co_sign" BOOLEAN NOT NULL,
    "co_signed_at" TIMESTAMPTZ(6),
    "co_signed_by_identity_id" TEXT,
    "co_signed_by_name" TEXT,
    "version" INTEGER NOT NULL,
    CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "acknowledgement_clinic_id_patient_id_at_idx" ON "acknowledgement"("clinic_id", "patient_id", "at");
CREATE INDEX "acknowledgement_clinic_id_rule_id_at_idx" ON "acknowledgement"("clinic_id", "rule_id", "at");
CREATE INDEX "acknowledgement_clinic_id_encounter_id_idx" ON "acknowledgement"("clinic_id", "encounter_id");
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_clinic_id_rule_id_fkey" FOREIGN KEY ("clinic_id", "rule_id") REFERENCES "contraindication_rule"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "acknowledgement" ADD CHECK ("decision" IN ('go-on', 'leave-out'));
ALTER TABLE "acknowledgement" ADD CHECK ("decision" = 'leave-out' OR length(btrim("reason")) > 0);
ALTER TABLE "acknowledgement" ADD CHECK (num_nonnulls("co_signed_at", "co_signed_by_identity_id", "co_signed_by_name") IN (0, 3)
  AND ("co_signed_at" IS NULL OR "needs_co_sign") AND (NOT "needs_co_sign" OR "decision" = 'go-on'));
-- nobody signs for themselves
ALTER TABLE "acknowledgement" ADD CHECK ("co_signed_by_identity_id" IS DISTINCT FROM "by_identity_id");

-- A decision stays as it was made; a co-signature is added once, by a clinical lead.
CREATE FUNCTION "acknowledgement_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF OLD."co_signed_at" IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a decision that was co-signed stays as it is';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id" AND m."identity_id" = NEW."co_signed_by_identity_id"
    AND m."active" AND m."clinical_lead") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'only a clinical lead co-signs', CONSTRAINT = 'co_signed_by_a_lead';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "acknowledgement_stands"() FROM PUBLIC;
CREATE TRIGGER "acknowledgement_stands" BEFORE UPDATE ON "acknowledgement" FOR EACH ROW EXECUTE FUNCTION "acknowledgement_stands"();

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['screening_question', 'contraindication_rule', 'risk_zone_policy', 'capacity_policy', 'acknowledgement'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format('GRANT SELECT ON %I TO "filiform_app"', t);
    EXECUTE format($p$CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['screening_question', 'contraindication_rule', 'risk_zone_policy'] LOOP
    EXECUTE format($p$CREATE POLICY "staff_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()))$p$, t);
  END LOOP;
END $$;
-- what was decided about somebody belongs to the clinical record
CREATE POLICY "clinical_only" ON "acknowledgement" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()));
GRANT INSERT ON "acknowledgement" TO "filiform_app";
GRANT UPDATE ("co_signed_at", "co_signed_by_identity_id", "co_signed_by_name", "version") ON "acknowledgement" TO "filiform_app";

-- How often each rule was asked about and passed over, for those who answer for the rules; nobody's name, no reason.
CREATE FUNCTION "override_rates"("since" TIMESTAMPTZ) RETURNS TABLE ("code" TEXT, "went_on" INTEGER, "left_out" INTEGER, "visits" INTEGER)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r."code", count(*) FILTER (WHERE a."decision" = 'go-on')::int, count(*) FILTER (WHERE a."decision" = 'leave-out')::int,
    count(DISTINCT a."encounter_id")::int
  FROM "acknowledgement" a JOIN "contraindication_rule" r ON r."clinic_id" = a."clinic_id" AND r."id" = a."rule_id"
  WHERE a."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid AND a."at" >= "since"
    AND (app_owns() OR app_reads_clinical())
  GROUP BY r."code"
$$;
REVOKE EXECUTE ON FUNCTION "override_rates"(TIMESTAMPTZ) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "override_rates"(TIMESTAMPTZ) TO "filiform_app";
