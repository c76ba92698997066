-- Second count, minutes of an alarm and days of a container are put in force by a clinical lead, as the other policies are.
DROP TRIGGER "safety_policy_is_decided" ON "safety_policy";
DROP FUNCTION "safety_policy_is_decided"();

ALTER TABLE "safety_policy"
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'in-force' CHECK ("state" IN ('draft', 'in-force', 'discarded')),
  ADD COLUMN "drafted_by" TEXT,
  ADD COLUMN "drafted_by_identity_id" TEXT,
  ADD COLUMN "drafted_at" TIMESTAMPTZ(6),
  ADD COLUMN "approved_at" TIMESTAMPTZ(6),
  ADD COLUMN "approved_by_identity_id" TEXT,
  ADD COLUMN "discarded_by" TEXT,
  ADD COLUMN "discarded_by_identity_id" TEXT,
  ADD COLUMN "discarded_at" TIMESTAMPTZ(6);
ALTER TABLE "safety_policy" ALTER COLUMN "state" DROP DEFAULT;
ALTER TABLE "safety_policy"
  ADD CHECK (num_nonnulls("drafted_by", "drafted_by_identity_id", "drafted_at") IN (0, 3) AND ("state" = 'in-force' OR "drafted_at" IS NOT NULL)),
  ADD CHECK (("approved_at" IS NULL) = ("approved_by_identity_id" IS NULL) AND ("approved_at" IS NULL OR "approved_by" IS NOT NULL)),
  ADD CHECK ("approved_by" IS NULL OR "state" = 'in-force'),
  ADD CHECK ("state" <> 'in-force' OR "drafted_at" IS NULL OR "approved_at" IS NOT NULL),
  ADD CHECK (num_nonnulls("discarded_by", "discarded_by_identity_id", "discarded_at") IN (0, 3) AND ("state" = 'discarded') = ("discarded_at" IS NOT NULL));
CREATE UNIQUE INDEX "safety_policy_one_draft" ON "safety_policy" ("clinic_id") WHERE "state" = 'draft';
CREATE TRIGGER "policy_stands" BEFORE INSERT OR UPDATE ON "safety_policy" FOR EACH ROW EXECUTE FUNCTION "policy_stands"();
DROP TRIGGER IF EXISTS "tell_screens" ON "safety_policy";
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "safety_policy" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE POLICY "drafts_alone" ON "safety_policy" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("state" = 'draft' AND "drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true)));
GRANT UPDATE ("state", "valid_from", "approved_by", "approved_at", "approved_by_identity_id", "discarded_by",
  "discarded_by_identity_id", "discarded_at") ON "safety_policy" TO "filiform_app";

-- The policy of a clinic in force today; null where none was set.
CREATE OR REPLACE FUNCTION "safety_policy_now"("of_clinic" UUID) RETURNS "safety_policy"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p FROM "safety_policy" p WHERE p."clinic_id" = "of_clinic" AND p."state" = 'in-force'
    AND p."valid_from" <= (app_now() AT TIME ZONE (SELECT l."time_zone" FROM "location" l WHERE l."clinic_id" = "of_clinic" ORDER BY l."id" LIMIT 1))::date
  ORDER BY p."valid_from" DESC, p."version" DESC LIMIT 1
$$;

DO $$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || rtrim(pg_get_viewdef('"policy_version"'), ';') || $q$
    UNION ALL SELECT t."clinic_id", t."id", 'safety' AS "kind", 'safety' AS "key", t."version", t."state", t."source", t."valid_from",
      t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
      jsonb_build_object('secondCount', t."second_count", 'deskAfterMinutes', t."desk_after_minutes", 'everyoneAfterMinutes',
        t."everyone_after_minutes", 'sharpsDays', t."sharps_days", 'manualName', t."manual_name", 'manualUrl', t."manual_url") AS "content"
    FROM "safety_policy" t$q$;
END $$;
