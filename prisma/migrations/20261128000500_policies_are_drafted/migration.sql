-- What a clinic decides about needling is drafted by its owner or by who treats, and put in force by a clinical lead. One way
-- for every such table: a draft is a version of its own, nothing that was written is rewritten, every version stays.

ALTER TABLE "consent_policy" ADD COLUMN "version" INTEGER;
UPDATE "consent_policy" c SET "version" = n."nth"
  FROM (SELECT "clinic_id", "id", row_number() OVER (PARTITION BY "clinic_id" ORDER BY "valid_from", "id")::int AS "nth" FROM "consent_policy") n
  WHERE n."clinic_id" = c."clinic_id" AND n."id" = c."id";
ALTER TABLE "consent_policy" ALTER COLUMN "version" SET NOT NULL;
CREATE UNIQUE INDEX "consent_policy_clinic_id_version_key" ON "consent_policy"("clinic_id", "version");

DROP TRIGGER "clinic_text_is_approved" ON "clinic_text";
DROP FUNCTION "clinic_text_is_approved"();

-- A version stays as it was written. A draft is approved or discarded, once; what came with the clinic is approved, once.
CREATE FUNCTION "policy_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  -- what is decided about a version, beside what it says
  decided CONSTANT TEXT[] := ARRAY['state', 'valid_from', 'approved_by', 'approved_at', 'approved_by_identity_id',
    'discarded_by', 'discarded_at', 'discarded_by_identity_id'];
  me CONSTANT TEXT := nullif(current_setting('app.identity_id', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW."state" = 'draft' AND NOT EXISTS (SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id"
      AND m."identity_id" = NEW."drafted_by_identity_id" AND m."active" AND m."roles" && ARRAY['owner', 'practitioner']) THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'the owner or who treats drafts a policy', CONSTRAINT = 'policy_is_drafted';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD."state" = 'discarded' OR OLD."approved_at" IS NOT NULL OR (to_jsonb(NEW) - decided) IS DISTINCT FROM (to_jsonb(OLD) - decided) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a version of a policy stays as it was written and decided; the next one follows it';
  END IF;
  IF OLD."state" = 'draft' AND NEW."state" = 'discarded' AND NEW."approved_at" IS NULL AND NEW."valid_from" = OLD."valid_from" THEN
    RETURN NEW;
  END IF;
  IF NEW."state" <> 'in-force' OR NEW."approved_at" IS NULL OR NEW."discarded_at" IS NOT NULL
    OR (OLD."state" = 'in-force' AND NEW."valid_from" <> OLD."valid_from") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a draft is approved or discarded';
  END IF;
  IF NEW."approved_by_identity_id" IS DISTINCT FROM me OR NOT EXISTS (
    SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id" AND m."identity_id" = me AND m."active"
      AND m."clinical_lead" AND 'practitioner' = ANY (m."roles")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a clinical lead approves a policy, in their own name', CONSTRAINT = 'policy_is_approved';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "policy_stands"() FROM PUBLIC;

DO $$
DECLARE
  t TEXT;
  k TEXT;
BEGIN
  -- each with what a version is a version of
  FOR t, k IN VALUES ('contraindication_rule', ', "code"'), ('screening_question', ', "code"'), ('risk_zone_policy', ', "zone"'),
    ('capacity_policy', ', "jurisdiction"'), ('clinic_text', ', "key"'), ('consent_policy', ''), ('outcome_policy', ''), ('referral_policy', '')
  LOOP
    EXECUTE format($q$ALTER TABLE %I
      ADD COLUMN "state" TEXT NOT NULL DEFAULT 'in-force' CHECK ("state" IN ('draft', 'in-force', 'discarded')),
      ADD COLUMN "drafted_by" TEXT,
      ADD COLUMN "drafted_by_identity_id" TEXT,
      ADD COLUMN "drafted_at" TIMESTAMPTZ(6),
      ADD COLUMN "discarded_by" TEXT,
      ADD COLUMN "discarded_by_identity_id" TEXT,
      ADD COLUMN "discarded_at" TIMESTAMPTZ(6)$q$, t);
    EXECUTE format($q$ALTER TABLE %I ALTER COLUMN "state" DROP DEFAULT$q$, t);
    IF t <> 'clinic_text' THEN
      EXECUTE format('ALTER TABLE %I ADD COLUMN "approved_at" TIMESTAMPTZ(6), ADD COLUMN "approved_by_identity_id" TEXT', t);
    END IF;
    EXECUTE format($q$ALTER TABLE %I
      ADD CHECK (num_nonnulls("drafted_by", "drafted_by_identity_id", "drafted_at") IN (0, 3) AND ("state" = 'in-force' OR "drafted_at" IS NOT NULL)),
      ADD CHECK (("approved_at" IS NULL) = ("approved_by_identity_id" IS NULL) AND ("approved_at" IS NULL OR "approved_by" IS NOT NULL)),
      ADD CHECK ("approved_by" IS NULL OR "state" = 'in-force'),
      -- what somebody drafted is in force by an approval alone
      ADD CHECK ("state" <> 'in-force' OR "drafted_at" IS NULL OR "approved_at" IS NOT NULL),
      ADD CHECK (num_nonnulls("discarded_by", "discarded_by_identity_id", "discarded_at") IN (0, 3) AND ("state" = 'discarded') = ("discarded_at" IS NOT NULL))$q$, t);
    EXECUTE format($q$CREATE UNIQUE INDEX %I ON %I ("clinic_id"%s) WHERE "state" = 'draft'$q$, t || '_one_draft', t, k);
    EXECUTE format('CREATE TRIGGER "policy_stands" BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "policy_stands"()', t);
    EXECUTE format('DROP TRIGGER IF EXISTS "tell_screens" ON %I', t);
    EXECUTE format('CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()', t);
    EXECUTE format('GRANT INSERT ON %I TO "filiform_app"', t);
    EXECUTE format('GRANT UPDATE ("state", "valid_from", "approved_by", "approved_at", "approved_by_identity_id", "discarded_by",
      "discarded_by_identity_id", "discarded_at") ON %I TO "filiform_app"', t);
    -- whatever a procedure forgot: what is added is a draft, under one's own name
    EXECUTE format($q$CREATE POLICY "drafts_alone" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app"
      WITH CHECK ("state" = 'draft' AND "drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true)))$q$, t);
    -- and nothing that is not in force is read at the patients' pages
    EXECUTE format($q$CREATE POLICY "in_force_alone" ON %I AS RESTRICTIVE FOR SELECT TO "filiform_app"
      USING ((SELECT app_is_staff()) OR "state" = 'in-force')$q$, t);
  END LOOP;
END $$;

-- Two of them stood behind the wall of the record: they are the clinic's, not a patient's, and its owner drafts them.
DROP POLICY "clinical_only" ON "outcome_policy";
DROP POLICY "clinical_only" ON "referral_policy";
CREATE POLICY "policies_are_read" ON "outcome_policy" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical() OR app_owns()));
CREATE POLICY "policies_are_read" ON "referral_policy" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical() OR app_owns()));

-- The words of a consent belong to the version of the policy that brought them, and are added with its draft alone.
CREATE POLICY "with_its_draft" ON "consent_text" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ("approved_by" IS NULL
  AND EXISTS (SELECT 1 FROM "consent_policy" p WHERE p."clinic_id" = "consent_text"."clinic_id" AND p."text_version" = "consent_text"."version"
    AND p."state" = 'draft' AND p."drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true)))
  AND NOT EXISTS (SELECT 1 FROM "consent_policy" p WHERE p."clinic_id" = "consent_text"."clinic_id" AND p."text_version" = "consent_text"."version"
    AND p."state" <> 'draft'));
CREATE POLICY "in_force_alone" ON "consent_text" AS RESTRICTIVE FOR SELECT TO "filiform_app" USING ((SELECT app_is_staff())
  OR EXISTS (SELECT 1 FROM "consent_policy" p WHERE p."clinic_id" = "consent_text"."clinic_id" AND p."text_version" = "consent_text"."version"
    AND p."state" = 'in-force'));
GRANT INSERT ON "consent_text" TO "filiform_app";

-- What somebody signed, and what somebody approved, stays as it was; a name is added to what had none.
CREATE OR REPLACE FUNCTION "consent_text_stays"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD."approved_by" IS NULL AND (to_jsonb(NEW) - 'approved_by') = (to_jsonb(OLD) - 'approved_by') THEN RETURN NEW; END IF;
  END IF;
  IF OLD."approved_by" IS NOT NULL
    OR EXISTS (SELECT 1 FROM "consent" c WHERE c."clinic_id" = OLD."clinic_id" AND c."text_version" = OLD."version") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'the words of a consent stay as they were approved and signed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

-- Who approves the policy approves its words.
CREATE FUNCTION "consent_words_are_approved"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE "consent_text" SET "approved_by" = NEW."approved_by"
    WHERE "clinic_id" = NEW."clinic_id" AND "version" = NEW."text_version" AND "approved_by" IS NULL;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "consent_words_are_approved"() FROM PUBLIC;
CREATE TRIGGER "consent_words_are_approved" AFTER UPDATE ON "consent_policy" FOR EACH ROW
  WHEN (OLD."approved_at" IS NULL AND NEW."approved_at" IS NOT NULL) EXECUTE FUNCTION "consent_words_are_approved"();

-- Every version of every policy, read alike; behind the walls of each table.
DO $$
DECLARE branches TEXT;
BEGIN
  SELECT string_agg(format($q$SELECT t."clinic_id", t."id", %L AS "kind", %s AS "key", t."version", t."state", t."source", t."valid_from",
    t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
    jsonb_build_object(%s) AS "content" FROM %I t$q$, p.kind, p.key, p.content, p.tab), ' UNION ALL ') INTO branches
  FROM (VALUES
    ('contraindication', 'contraindication_rule', 't."code"', $c$'conditionCode', t."condition_code", 'name', t."name", 'advice', t."advice",
      'techniques', t."techniques", 'areaIds', t."area_ids", 'pointCodes', t."point_codes", 'severity', t."severity", 'holds', t."holds",
      'holdsMonths', t."holds_months", 'coSign', t."co_sign", 'renewsConsent', t."renews_consent", 'active', t."active"$c$),
    ('question', 'screening_question', 't."code"', $c$'position', t."position", 'words', t."words", 'choices', t."choices", 'required', t."required",
      'asked', t."asked", 'validMonths', t."valid_months", 'conditionCode', t."condition_code", 'asksWhere', t."asks_where", 'active', t."active"$c$),
    ('risk-zone', 'risk_zone_policy', 't."zone"', $c$'why', t."why", 'warnMaxLengthMm', t."warn_max_length_mm"$c$),
    ('ages', 'capacity_policy', 't."jurisdiction"', $c$'childUnderYears', t."child_under_years", 'assentsFromYears', t."assents_from_years",
      'signsFromYears', t."signs_from_years"$c$),
    ('text', 'clinic_text', 't."key"', $c$'title', t."title", 'steps', t."steps"$c$),
    ('consent', 'consent_policy', '''consent''', $c$'validMonths', t."valid_months", 'parts', coalesce((
      SELECT jsonb_agg(jsonb_build_object('part', x."part", 'technique', x."technique", 'riskZone', x."risk_zone", 'heading', x."heading",
        'words', x."words") ORDER BY x."position", x."id")
      FROM "consent_text" x WHERE x."clinic_id" = t."clinic_id" AND x."version" = t."text_version"), '[]')$c$),
    ('outcome', 'outcome_policy', '''outcome''', $c$'reviewFromVisit', t."review_from_visit", 'reviewByVisit', t."review_by_visit",
      'painChange', t."pain_change", 'functionChange', t."function_change"$c$),
    ('referral', 'referral_policy', '''referral''', $c$'replyDays', t."reply_days"$c$)
  ) AS p(kind, tab, key, content);
  EXECUTE 'CREATE VIEW "policy_version" WITH (security_invoker = true) AS ' || branches;
END $$;
GRANT SELECT ON "policy_version" TO "filiform_app";
