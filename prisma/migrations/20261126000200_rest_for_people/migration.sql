-- Rest that is about one patient: a longer rule for somebody, and an area on hold until a day or until somebody clears it.

-- Rules: drafts rest nothing; a rule with a patient holds for that patient alone, beside the clinic's, until it is ended.
ALTER TABLE "recovery_rule"
  ADD COLUMN "patient_id" UUID,
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'in-force',
  ADD COLUMN "drafted_by_identity_id" TEXT,
  ADD COLUMN "approved_at" TIMESTAMPTZ(6),
  ADD COLUMN "approved_by_identity_id" TEXT,
  ADD COLUMN "ended_at" TIMESTAMPTZ(6),
  ADD COLUMN "ended_by_identity_id" TEXT,
  ADD COLUMN "ended_reason" TEXT,
  ADD COLUMN "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now();
ALTER TABLE "recovery_rule" ALTER COLUMN "state" DROP DEFAULT;
ALTER TABLE "recovery_rule" ADD CONSTRAINT "recovery_rule_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "recovery_rule_clinic_id_patient_id_idx" ON "recovery_rule"("clinic_id", "patient_id");
CREATE UNIQUE INDEX "recovery_rule_version" ON "recovery_rule" ("clinic_id", "technique", "relation", "version") WHERE "patient_id" IS NULL;

ALTER TABLE "recovery_rule" ADD CHECK ("state" IN ('draft', 'in-force'));
ALTER TABLE "recovery_rule" ADD CHECK (length(btrim("source")) > 0);
ALTER TABLE "recovery_rule" ADD CHECK ("technique" IN ('deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'));
-- an approval has a name and an hour; a draft has neither
ALTER TABLE "recovery_rule" ADD CHECK (("approved_at" IS NULL) = ("approved_by_identity_id" IS NULL));
ALTER TABLE "recovery_rule" ADD CHECK ("approved_at" IS NULL OR "approved_by" IS NOT NULL);
ALTER TABLE "recovery_rule" ADD CHECK ("state" = 'in-force' OR ("approved_by" IS NULL AND "drafted_by_identity_id" IS NOT NULL));
-- a patient's rule is decided by somebody, at once; it asks for more, never for a little less
ALTER TABLE "recovery_rule" ADD CHECK ("patient_id" IS NULL OR ("state" = 'in-force' AND "approved_at" IS NOT NULL AND "amount" > 0 AND "tolerance_minutes" = 0));
-- the clinic's rules are followed by their next version, so that the end of one never wakes an older one
ALTER TABLE "recovery_rule" ADD CHECK ("ended_at" IS NULL OR "patient_id" IS NOT NULL OR "state" = 'draft');
ALTER TABLE "recovery_rule" ADD CHECK (("ended_at" IS NULL) = ("ended_by_identity_id" IS NULL)
  AND ("ended_at" IS NULL) = ("ended_reason" IS NULL) AND ("ended_reason" IS NULL OR length(btrim("ended_reason")) > 0));

-- Once in force a rule stays as it was approved: stored rest points at it. A clinical lead approves, a practitioner decides for a patient.
CREATE FUNCTION "recovery_rule_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD."ended_at" IS NOT NULL
      OR (NEW."patient_id", NEW."technique", NEW."relation", NEW."amount", NEW."unit", NEW."tolerance_minutes", NEW."source", NEW."version", NEW."drafted_by_identity_id")
        IS DISTINCT FROM (OLD."patient_id", OLD."technique", OLD."relation", OLD."amount", OLD."unit", OLD."tolerance_minutes", OLD."source", OLD."version", OLD."drafted_by_identity_id")
      OR (OLD."state" = 'in-force' AND (NEW."state", NEW."valid_from", NEW."approved_by", NEW."approved_at", NEW."approved_by_identity_id")
        IS DISTINCT FROM (OLD."state", OLD."valid_from", OLD."approved_by", OLD."approved_at", OLD."approved_by_identity_id"))
    THEN
      RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a rule of rest stays as it was decided; the next one follows it';
    END IF;
    IF OLD."state" = 'in-force' OR NEW."state" = 'draft' THEN RETURN NEW; END IF;
  END IF;
  IF NEW."state" = 'in-force' AND (TG_OP = 'UPDATE' OR NEW."patient_id" IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM "membership" m
    WHERE m."clinic_id" = NEW."clinic_id" AND m."identity_id" = NEW."approved_by_identity_id" AND m."active" AND 'practitioner' = ANY (m."roles")
      AND (NEW."patient_id" IS NOT NULL OR m."clinical_lead")
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'only a clinical lead approves a rule of the clinic, only a practitioner decides one for a patient', CONSTRAINT = 'rule_is_approved';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "recovery_rule_stands" BEFORE INSERT OR UPDATE ON "recovery_rule" FOR EACH ROW EXECUTE FUNCTION "recovery_rule_stands"();

-- Holds: these areas are not needled until a day, or until somebody clears them.
CREATE TABLE "area_hold" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "area_ids" TEXT[],
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6),
    "encounter_id" UUID,
    "placed_by_identity_id" TEXT NOT NULL,
    "placed_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "cleared_at" TIMESTAMPTZ(6),
    "cleared_by_identity_id" TEXT,
    "cleared_by_name" TEXT,
    "cleared_reason" TEXT,
    "version" INTEGER NOT NULL,
    CONSTRAINT "area_hold_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "area_hold_clinic_id_patient_id_idx" ON "area_hold"("clinic_id", "patient_id");
ALTER TABLE "area_hold" ADD CONSTRAINT "area_hold_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "area_hold" ADD CONSTRAINT "area_hold_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "area_hold" ADD CONSTRAINT "area_hold_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "area_hold" ADD CHECK ("kind" IN ('incident', 'elsewhere', 'other'));
ALTER TABLE "area_hold" ADD CHECK ("area_ids" IS NOT NULL AND cardinality("area_ids") BETWEEN 1 AND 100);
ALTER TABLE "area_hold" ADD CHECK (length(btrim("reason")) > 0);
ALTER TABLE "area_hold" ADD CHECK ("ends_at" IS NULL OR "ends_at" > "starts_at");
ALTER TABLE "area_hold" ADD CHECK (num_nonnulls("cleared_at", "cleared_by_identity_id", "cleared_by_name", "cleared_reason") IN (0, 4)
  AND ("cleared_reason" IS NULL OR length(btrim("cleared_reason")) > 0));

-- Rest belongs to a visit or to a hold. Only a hold may have no end, and a hold only rests.
ALTER TABLE "rest_claim" ALTER COLUMN "appointment_id" DROP NOT NULL;
ALTER TABLE "rest_claim" ADD COLUMN "hold_id" UUID;
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_hold_id_fkey" FOREIGN KEY ("clinic_id", "hold_id") REFERENCES "area_hold"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "rest_claim_hold" ON "rest_claim" ("clinic_id", "hold_id") WHERE "hold_id" IS NOT NULL;
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_is_a_visits_or_a_holds" CHECK (num_nonnulls("appointment_id", "hold_id") = 1);
ALTER TABLE "rest_claim" ADD CONSTRAINT "holds_only_rest" CHECK ("hold_id" IS NULL OR "kind" = 'rest');
ALTER TABLE "rest_claim" DROP CONSTRAINT "rest_claim_is_half_open";
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_is_half_open"
  CHECK (NOT isempty("during") AND lower_inc("during") AND NOT upper_inc("during") AND NOT lower_inf("during")
    AND (NOT upper_inf("during") OR "hold_id" IS NOT NULL));

DROP TRIGGER "same_patient" ON "rest_claim";
CREATE CONSTRAINT TRIGGER "same_patient" AFTER INSERT OR UPDATE ON "rest_claim" FOR EACH ROW
  WHEN (NEW."appointment_id" IS NOT NULL) EXECUTE FUNCTION "same_patient"();

-- A hold's rest is the hold's: its patient, its time, while it stands.
CREATE FUNCTION "hold_rest_is_the_holds"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "area_hold" h
    WHERE h."clinic_id" = NEW."clinic_id" AND h."id" = NEW."hold_id" AND h."patient_id" = NEW."patient_id"
      AND h."cleared_at" IS NULL AND NEW."during" = tstzrange(h."starts_at", h."ends_at", '[)')
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this rest is of another patient or another time than its hold', CONSTRAINT = 'hold_rest_is_the_holds';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "hold_rest_is_the_holds" AFTER INSERT ON "rest_claim" FOR EACH ROW
  WHEN (NEW."hold_id" IS NOT NULL) EXECUTE FUNCTION "hold_rest_is_the_holds"();

-- What a hold rests does not go while the hold stands, nor what it has rested by then.
CREATE FUNCTION "hold_rest_stays"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "area_hold" h WHERE h."clinic_id" = OLD."clinic_id" AND h."id" = OLD."hold_id"
    AND (h."cleared_at" IS NULL OR h."cleared_at" > lower(OLD."during"))) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'an area rests for as long as its hold stands';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER "hold_rest_stays" BEFORE DELETE ON "rest_claim" FOR EACH ROW
  WHEN (OLD."hold_id" IS NOT NULL) EXECUTE FUNCTION "hold_rest_stays"();

-- A hold that stands rests every area it names, wide ones leaf by leaf.
CREATE FUNCTION "hold_rests"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (
    WITH RECURSIVE "held" AS (
      SELECT named."area_id" AS "named", b."id", b."leaf" OR b."id" = 'anywhere' AS "leaf" FROM unnest(NEW."area_ids") AS named ("area_id")
      LEFT JOIN "body_area" b ON b."clinic_id" = NEW."clinic_id" AND b."id" = named."area_id"
      UNION
      SELECT p."named", b."id", b."leaf" FROM "held" p JOIN "body_area" b ON b."clinic_id" = NEW."clinic_id" AND b."parent_id" = p."id"
    )
    SELECT 1 FROM "held" WHERE "leaf" AND NOT EXISTS (SELECT 1 FROM "rest_claim" r
      WHERE r."clinic_id" = NEW."clinic_id" AND r."hold_id" = NEW."id" AND r."area_id" = "held"."id")
    UNION ALL
    SELECT 1 FROM "held" GROUP BY "named" HAVING NOT coalesce(bool_or("leaf"), false)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'a hold rests every area that it names';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "hold_rests" AFTER INSERT ON "area_hold" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."cleared_at" IS NULL) EXECUTE FUNCTION "hold_rests"();

-- A hold is cleared once, and is otherwise what it was.
CREATE FUNCTION "area_hold_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF OLD."cleared_at" IS NOT NULL
    OR (NEW."clinic_id", NEW."id", NEW."patient_id", NEW."area_ids", NEW."kind", NEW."reason", NEW."starts_at", NEW."ends_at", NEW."encounter_id", NEW."placed_by_identity_id", NEW."placed_by_name", NEW."created_at")
      IS DISTINCT FROM (OLD."clinic_id", OLD."id", OLD."patient_id", OLD."area_ids", OLD."kind", OLD."reason", OLD."starts_at", OLD."ends_at", OLD."encounter_id", OLD."placed_by_identity_id", OLD."placed_by_name", OLD."created_at")
  THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a hold is cleared once and stays what it was';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "area_hold_stands" BEFORE UPDATE ON "area_hold" FOR EACH ROW EXECUTE FUNCTION "area_hold_stands"();

-- Cleared, it rests nothing from then on. What it has rested until then stays written.
CREATE FUNCTION "area_hold_lets_go"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM "rest_claim" WHERE "clinic_id" = NEW."clinic_id" AND "hold_id" = NEW."id" AND lower("during") >= NEW."cleared_at";
  UPDATE "rest_claim" SET "during" = tstzrange(lower("during"), NEW."cleared_at", '[)')
  WHERE "clinic_id" = NEW."clinic_id" AND "hold_id" = NEW."id" AND (upper_inf("during") OR upper("during") > NEW."cleared_at");
  RETURN NULL;
END $$;
CREATE TRIGGER "area_hold_lets_go" AFTER UPDATE OF "cleared_at" ON "area_hold" FOR EACH ROW
  WHEN (NEW."cleared_at" IS NOT NULL) EXECUTE FUNCTION "area_hold_lets_go"();
CREATE TRIGGER "rest_claim_unwaive_when_shorter" AFTER UPDATE OF "during" ON "rest_claim" FOR EACH ROW EXECUTE FUNCTION "rest_claim_unwaive"();

-- A hold is a fact about the body: it may cover what was decided before, and those who plan are told.
CREATE OR REPLACE FUNCTION "rest_claim_respects_waived"() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  PERFORM waiver_waits(NEW."clinic_id", NEW."patient_id", NEW."waived");
  IF NEW."kind" = 'rest' AND NEW."hold_id" IS NULL AND NOT NEW."waived" AND EXISTS (
    SELECT 1 FROM "rest_claim" c
    WHERE c."clinic_id" = NEW."clinic_id" AND c."patient_id" = NEW."patient_id" AND c."area_id" = NEW."area_id"
      AND c."waived" AND c."appointment_id" <> NEW."appointment_id" AND c."during" && NEW."during"
      -- unless this visit's own override, or a fact, was what waived it
      AND c."deviation_id" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "override" o WHERE o."clinic_id" = c."clinic_id" AND o."id" = c."override_id" AND o."appointment_id" = NEW."appointment_id")
      -- or this rest is itself a fact by now: what happened is written beside a decision already taken
      AND NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."appointment_id" = NEW."appointment_id")
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23P01', MESSAGE = 'rest covers a waived treatment', CONSTRAINT = 'rest_claim_respects_waived';
  END IF;
  RETURN NEW;
END $$;

-- P2: a treatment is never without the rest that the rules in force set after it, the clinic's and the patient's own, in its
-- area, its neighbours or everywhere: asked when the treatment is written and when a rest goes.
-- Rest once stored stands as it was decided, so a rule that begins later asks nothing of it.
CREATE OR REPLACE FUNCTION "treatment_rests"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE of_clinic UUID; of_appointment UUID; of_area TEXT;
BEGIN
  IF TG_OP = 'DELETE' THEN of_clinic := OLD."clinic_id"; of_appointment := OLD."appointment_id"; of_area := OLD."area_id";
  ELSE of_clinic := NEW."clinic_id"; of_appointment := NEW."appointment_id"; of_area := NEW."area_id"; END IF;
  IF EXISTS (
    SELECT 1 FROM "rest_claim" t
    JOIN "body_area" b ON b."clinic_id" = t."clinic_id" AND b."id" = t."area_id" AND b."leaf"
    JOIN "appointment" a ON a."clinic_id" = t."clinic_id" AND a."id" = t."appointment_id"
      AND a."status" IN ('booked', 'arrived', 'checked-in', 'fulfilled')
    CROSS JOIN LATERAL (
      -- what was used there, or what is planned
      SELECT DISTINCT coalesce(p."technique", a."technique") AS "technique" FROM (SELECT 1) one
      LEFT JOIN "encounter" e ON e."clinic_id" = a."clinic_id" AND e."appointment_id" = a."id"
      LEFT JOIN "procedure" p ON p."clinic_id" = e."clinic_id" AND p."encounter_id" = e."id" AND p."area_id" = t."area_id" AND NOT p."entered_in_error"
    ) used
    CROSS JOIN LATERAL (
      -- of the clinic's rules the one that began last; of the patient's own all that have begun and are not ended
      (SELECT DISTINCT ON (r."relation") r.* FROM "recovery_rule" r
       WHERE r."clinic_id" = t."clinic_id" AND r."patient_id" IS NULL AND r."state" = 'in-force' AND r."technique" = used."technique"
         AND r."valid_from" <= (app_now() AT TIME ZONE a."time_zone")::date
       ORDER BY r."relation", r."valid_from" DESC, r."version" DESC)
      UNION ALL
      SELECT r.* FROM "recovery_rule" r
      WHERE r."clinic_id" = t."clinic_id" AND r."patient_id" = t."patient_id" AND r."state" = 'in-force' AND r."technique" = used."technique"
        AND r."valid_from" <= (app_now() AT TIME ZONE a."time_zone")::date AND (r."ended_at" IS NULL OR r."ended_at" > app_now())
    ) rule
    CROSS JOIN LATERAL (
      -- which areas the rule reaches from the treated one
      SELECT t."area_id" WHERE rule."relation" = 'same'
      UNION ALL SELECT 'anywhere' WHERE rule."relation" = 'anywhere'
      UNION ALL SELECT n."neighbour_id" FROM "body_area_neighbour" n
        WHERE rule."relation" = 'neighbour' AND n."clinic_id" = t."clinic_id" AND n."area_id" = t."area_id"
    ) reached ("area_id")
    CROSS JOIN LATERAL (
      SELECT CASE rule."unit"
          WHEN 'hours' THEN upper(t."during") + make_interval(hours => rule."amount")
          ELSE (((upper(t."during") - INTERVAL '1 ms') AT TIME ZONE a."time_zone")::date + rule."amount")::timestamp AT TIME ZONE a."time_zone"
        END - make_interval(mins => rule."tolerance_minutes") AS "until"
    ) rest
    WHERE t."clinic_id" = of_clinic AND t."appointment_id" = of_appointment AND t."kind" = 'treatment'
      -- a rest that goes may be that of any area treated in the visit: its neighbour's, or everywhere's
      AND (TG_OP = 'DELETE' OR t."area_id" = of_area)
      AND rest."until" > upper(t."during")
      AND NOT EXISTS (
        SELECT 1 FROM "rest_claim" r
        WHERE r."clinic_id" = t."clinic_id" AND r."appointment_id" = t."appointment_id" AND r."area_id" = reached."area_id" AND r."kind" = 'rest'
          AND lower(r."during") <= upper(t."during")
          -- a midnight that comes twice is the earlier one for the calendar and the later one here
          AND upper(r."during") >= rest."until" - CASE rule."unit" WHEN 'days' THEN INTERVAL '1 hour' ELSE INTERVAL '0' END)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'a treatment cannot be without the rest that the rules set';
  END IF;
  RETURN NULL;
END $$;

-- P7. The clinic's rules are drafted through the application and never put in force by it without an approval.
GRANT INSERT ON "recovery_rule" TO "filiform_app";
GRANT UPDATE ("state", "valid_from", "approved_by", "approved_at", "approved_by_identity_id", "ended_at", "ended_by_identity_id", "ended_reason") ON "recovery_rule" TO "filiform_app";
CREATE POLICY "own_patients" ON "recovery_rule" AS RESTRICTIVE TO "filiform_app"
  USING ("patient_id" IS NULL OR (SELECT app_is_staff()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]));
CREATE POLICY "begins_as_draft" ON "recovery_rule" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ((SELECT app_is_staff()) AND (("patient_id" IS NULL AND "state" = 'draft') OR ("patient_id" IS NOT NULL AND (SELECT app_reads_clinical()))));
CREATE POLICY "staff_decide" ON "recovery_rule" AS RESTRICTIVE FOR UPDATE TO "filiform_app"
  USING ((SELECT app_is_staff()) AND ("patient_id" IS NULL OR (SELECT app_reads_clinical())));

ALTER TABLE "area_hold" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "area_hold" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "area_hold" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "clinical_places" ON "area_hold" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ((SELECT app_reads_clinical()));
CREATE POLICY "clinical_clears" ON "area_hold" AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING ((SELECT app_reads_clinical()));
GRANT SELECT, INSERT ON "area_hold" TO "filiform_app";
GRANT UPDATE ("cleared_at", "cleared_by_identity_id", "cleared_by_name", "cleared_reason", "version") ON "area_hold" TO "filiform_app";

REVOKE EXECUTE ON FUNCTION "recovery_rule_stands"(), "hold_rest_is_the_holds"(), "hold_rest_stays"(), "hold_rests"(), "area_hold_stands"(), "area_hold_lets_go"() FROM PUBLIC;

CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "area_hold" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "recovery_rule" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
