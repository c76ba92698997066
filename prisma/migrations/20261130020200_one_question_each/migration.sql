-- What is asked of every booking is asked in one question each: beginning a question costs more than answering it. What is
-- refused stays as it was, word for word (20261126000600 to 20261126000640).

-- Waived claims and plain ones never overlap: all locks first, in order, then one look at everything that was written.
CREATE OR REPLACE FUNCTION "claims_respect_waived"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM CASE WHEN r."waives" THEN pg_advisory_xact_lock(r."key")::text ELSE pg_advisory_xact_lock_shared(r."key")::text END
  FROM (
    SELECT hashtextextended(w."clinic_id"::text || w."resource_id"::text, 0) AS "key", bool_or(w."waived") AS "waives"
    FROM "written" w GROUP BY w."clinic_id", w."resource_id" ORDER BY w."clinic_id", w."resource_id"
  ) r;
  IF EXISTS (
    SELECT 1 FROM "written" w WHERE NOT w."waived" AND (
      SELECT true FROM "claim" c WHERE c."clinic_id" = w."clinic_id" AND c."resource_id" = w."resource_id" AND c."waived"
        AND c."id" <> w."id" AND c."during" && w."during" LIMIT 1)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23P01', MESSAGE = 'claim overlaps a waived claim', CONSTRAINT = 'claim_respects_waived';
  END IF;
  RETURN NULL;
END $$;

-- A new visit: most claim their practitioner, place and patient from their start to their end and need nothing else. Whoever
-- does not is looked at closely, and refused there.
CREATE OR REPLACE FUNCTION "new_visit_is_sound"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE asked RECORD; seen TEXT := nullif(current_setting('app.schedule_seen', true), '');
BEGIN
  SELECT EXISTS (SELECT 1 FROM "patient_need" n WHERE n."clinic_id" = a."clinic_id" AND n."patient_id" = a."patient_id" AND n."ended_at" IS NULL)
      OR cardinality(s."device_kinds") > 0 AS "something",
    s."max_per_day" IS NOT NULL OR s."max_per_patient_per_day" IS NOT NULL AS "limits",
    seen IS NOT NULL AND seen <> c."schedule_version"::text AS "outdated",
    (SELECT bool_or(k."resource_id" = a."practitioner_id") AND bool_or(k."resource_id" = a."place_id") AND bool_or(k."resource_id" = a."patient_id")
       FROM "claim" k WHERE k."clinic_id" = a."clinic_id" AND k."appointment_id" = a."id" AND k."during" @> tstzrange(a."starts_at", a."ends_at"))
      AND NOT EXISTS (SELECT 1 FROM "appointment_participant" p WHERE p."clinic_id" = a."clinic_id" AND p."appointment_id" = a."id")
      AND jsonb_path_exists(a."segments", '$[*] ? (@.kind == "hands-on")')
      AND a."ends_at" - a."starts_at" = (SELECT make_interval(mins => sum((t.s->>'minutes')::int)::int) FROM jsonb_array_elements(a."segments") AS t (s)) AS "plain"
  INTO asked FROM "appointment" a JOIN "healthcare_service" s ON s."clinic_id" = a."clinic_id" AND s."id" = a."service_id"
  JOIN "clinic" c ON c."id" = a."clinic_id"
  WHERE a."clinic_id" = NEW."clinic_id" AND a."id" = NEW."id";
  IF asked."plain" IS NOT TRUE THEN PERFORM visit_is_claimed(NEW."clinic_id", NEW."id"); END IF;
  IF asked."outdated" THEN
    RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'the hours have changed since this visit was decided';
  END IF;
  IF asked."something" THEN PERFORM visit_meets_needs(NEW."clinic_id", NEW."id"); END IF;
  IF asked."limits" THEN PERFORM visit_within_limits(NEW."clinic_id", NEW."id"); END IF;
  RETURN NULL;
END $$;

-- What rest and treatment rows point at is asked once for all rows that a statement writes, and no more of each row for itself:
-- a visit has a dozen of them. The visit and its patient are asked after below (same_patient), a hold and its patient by
-- hold_rest_is_the_holds. The application changes none of these columns, and removes none of what they point at.
ALTER TABLE "rest_claim" DROP CONSTRAINT "rest_claim_clinic_id_patient_id_fkey";
ALTER TABLE "rest_claim" DROP CONSTRAINT "rest_claim_clinic_id_appointment_id_fkey";
ALTER TABLE "rest_claim" DROP CONSTRAINT "rest_claim_clinic_id_area_id_fkey";
ALTER TABLE "rest_claim" DROP CONSTRAINT "rest_claim_clinic_id_rule_id_fkey";
CREATE OR REPLACE FUNCTION "rest_claims_are_sound"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r RECORD; locked TEXT; about UUID;
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT w."clinic_id", w."area_id" FROM "written" w) one
    WHERE (SELECT true FROM "body_area" b WHERE b."clinic_id" = one."clinic_id" AND b."id" = one."area_id") IS NULL
    UNION ALL
    SELECT 1 FROM (SELECT DISTINCT w."clinic_id", w."rule_id" FROM "written" w WHERE w."rule_id" IS NOT NULL) one
    WHERE (SELECT true FROM "recovery_rule" v WHERE v."clinic_id" = one."clinic_id" AND v."id" = one."rule_id") IS NULL
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23503', MESSAGE = 'a rest_claim names an area and a rule of its own clinic', CONSTRAINT = 'rest_claim_names_what_is_there';
  END IF;
  FOR r IN SELECT "clinic_id", "patient_id", "appointment_id", bool_or("waived") AS "waives",
      bool_or("kind" = 'rest' AND "hold_id" IS NULL AND NOT "waived") AS "plain"
    FROM "written" GROUP BY "clinic_id", "patient_id", "appointment_id" ORDER BY "clinic_id", "patient_id", "appointment_id"
  LOOP
    locked := CASE WHEN r."waives" THEN pg_advisory_xact_lock(hashtextextended(r."clinic_id"::text || r."patient_id"::text, 0))::text
      ELSE pg_advisory_xact_lock_shared(hashtextextended(r."clinic_id"::text || r."patient_id"::text, 0))::text END;
    IF r."appointment_id" IS NOT NULL THEN
      SELECT a."patient_id" INTO about FROM "appointment" a WHERE a."clinic_id" = r."clinic_id" AND a."id" = r."appointment_id";
      IF about IS DISTINCT FROM r."patient_id" THEN
        RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this rest_claim is about another patient than its visit', CONSTRAINT = 'same_patient';
      END IF;
    END IF;
    IF r."plain" AND EXISTS (SELECT 1 FROM "rest_claim" c WHERE c."clinic_id" = r."clinic_id" AND c."patient_id" = r."patient_id" AND c."waived") THEN
      IF EXISTS (
        SELECT 1 FROM "written" w WHERE w."clinic_id" = r."clinic_id" AND w."patient_id" = r."patient_id" AND w."appointment_id" = r."appointment_id"
          AND w."kind" = 'rest' AND w."hold_id" IS NULL AND NOT w."waived" AND (
          SELECT true FROM "rest_claim" c WHERE c."clinic_id" = w."clinic_id" AND c."patient_id" = w."patient_id" AND c."area_id" = w."area_id"
            AND c."waived" AND c."appointment_id" <> w."appointment_id" AND c."during" && w."during"
            -- unless this visit's own override, or a fact, was what waived it
            AND c."deviation_id" IS NULL
            AND NOT EXISTS (SELECT 1 FROM "override" o WHERE o."clinic_id" = c."clinic_id" AND o."id" = c."override_id" AND o."appointment_id" = w."appointment_id")
            -- or this rest is itself a fact by now: what happened is written beside a decision already taken
            AND NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = w."clinic_id" AND e."appointment_id" = w."appointment_id")
          LIMIT 1)
      ) THEN
        RAISE EXCEPTION USING ERRCODE = '23P01', MESSAGE = 'rest covers a waived treatment', CONSTRAINT = 'rest_claim_respects_waived';
      END IF;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
