-- The same guarantees at less cost, once more: a question costs more to begin than to answer, so fewer are begun.

-- P3: the written rows are gone through once. Each resource is locked before it is asked about, and only one of which
-- something is waived is asked about at length.
CREATE OR REPLACE FUNCTION "claims_respect_waived"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r RECORD; locked TEXT;
BEGIN
  FOR r IN SELECT "clinic_id", "resource_id", bool_or("waived") AS "waives", bool_or(NOT "waived") AS "plain"
    FROM "written" GROUP BY "clinic_id", "resource_id" ORDER BY "clinic_id", "resource_id"
  LOOP
    locked := CASE WHEN r."waives" THEN pg_advisory_xact_lock(hashtextextended(r."clinic_id"::text || r."resource_id"::text, 0))::text
      ELSE pg_advisory_xact_lock_shared(hashtextextended(r."clinic_id"::text || r."resource_id"::text, 0))::text END;
    IF r."plain" AND EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = r."clinic_id" AND c."resource_id" = r."resource_id" AND c."waived") THEN
      IF EXISTS (
        SELECT 1 FROM "written" w WHERE w."clinic_id" = r."clinic_id" AND w."resource_id" = r."resource_id" AND NOT w."waived" AND (
          SELECT true FROM "claim" c WHERE c."clinic_id" = w."clinic_id" AND c."resource_id" = w."resource_id" AND c."waived"
            AND c."id" <> w."id" AND c."during" && w."during" LIMIT 1)
      ) THEN
        RAISE EXCEPTION USING ERRCODE = '23P01', MESSAGE = 'claim overlaps a waived claim', CONSTRAINT = 'claim_respects_waived';
      END IF;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- P2 and P3 for rest, likewise, and that what hangs on a visit is about the visit's patient.
CREATE OR REPLACE FUNCTION "rest_claims_are_sound"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r RECORD; locked TEXT; about UUID;
BEGIN
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

-- P1: what a visit that is to happen claims. Its segments one by one only when the practitioner is not there throughout, and
-- whoever else takes part only when somebody does.
DROP FUNCTION "visit_is_claimed"(UUID, UUID);
CREATE FUNCTION "visit_is_claimed"("of_clinic" UUID, "of_appointment" UUID) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE a RECORD; held RECORD;
BEGIN
  SELECT v."status", v."practitioner_id", v."place_id", v."patient_id", v."starts_at", v."ends_at", v."segments",
    v."buffer_before_minutes", v."buffer_after_minutes",
    EXISTS (SELECT 1 FROM "appointment_participant" p WHERE p."clinic_id" = v."clinic_id" AND p."appointment_id" = v."id") AS "others"
  INTO a FROM "appointment" v WHERE v."clinic_id" = "of_clinic" AND v."id" = "of_appointment";
  IF NOT FOUND OR a."status" NOT IN ('proposed', 'booked', 'arrived', 'checked-in') THEN RETURN true; END IF;
  SELECT coalesce(bool_or(c."resource_id" = a."practitioner_id"), false) AS "practitioner",
    coalesce(bool_or(c."resource_id" = a."practitioner_id" AND c."during" @> tstzrange(a."starts_at", a."ends_at")), false) AS "throughout",
    coalesce(bool_or(c."resource_id" = a."place_id" AND c."during" @> tstzrange(a."starts_at", a."ends_at")), false) AS "place",
    coalesce(bool_or(c."resource_id" = a."patient_id" AND c."during" @> tstzrange(a."starts_at", a."ends_at")), false) AS "patient"
  INTO held FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = "of_appointment";
  IF held."practitioner" AND held."place" AND held."patient" AND NOT held."throughout" THEN
    -- whenever hands are on the patient, the practitioner is claimed; while needles rest, they may be elsewhere
    held."practitioner" := NOT EXISTS (
      SELECT 1 FROM (
        SELECT t.s->>'kind' AS "kind", make_interval(mins => (t.s->>'minutes')::int) AS "lasts",
               make_interval(mins => (sum((t.s->>'minutes')::int) OVER (ORDER BY t.n) - (t.s->>'minutes')::int)::int) AS "after"
        FROM jsonb_array_elements(a."segments") WITH ORDINALITY AS t (s, n)
      ) part
      WHERE part."kind" <> 'resting' AND NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = "of_appointment"
        AND c."resource_id" = a."practitioner_id" AND c."during" @> tstzrange(a."starts_at" + part."after", a."starts_at" + part."after" + part."lasts")));
  END IF;
  IF a."others" AND held."practitioner" THEN
    -- whoever else takes part is there from before the visit until after it
    held."practitioner" := NOT EXISTS (
      SELECT 1 FROM "appointment_participant" p WHERE p."clinic_id" = "of_clinic" AND p."appointment_id" = "of_appointment" AND NOT EXISTS (
        SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = "of_appointment" AND c."resource_id" = p."resource_id"
          AND c."during" @> tstzrange(a."starts_at" - make_interval(mins => a."buffer_before_minutes"), a."ends_at" + make_interval(mins => a."buffer_after_minutes"))));
  END IF;
  IF NOT (held."practitioner" AND held."place" AND held."patient") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF001', MESSAGE = 'a visit that is to happen must claim its practitioner, place and patient, and whoever else takes part';
  END IF;
  IF NOT jsonb_path_exists(a."segments", '$[*] ? (@.kind == "hands-on")')
    OR a."ends_at" - a."starts_at" <> (SELECT make_interval(mins => sum((t.s->>'minutes')::int)::int) FROM jsonb_array_elements(a."segments") AS t (s))
  THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a visit lasts as long as its segments, and hands are on the patient in one of them', CONSTRAINT = 'segments_add_up';
  END IF;
  RETURN true;
END $$;
CREATE OR REPLACE FUNCTION "new_visit_is_sound"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE needs RECORD; claimed BOOLEAN;
BEGIN
  claimed := visit_is_claimed(NEW."clinic_id", NEW."id");
  SELECT EXISTS (SELECT 1 FROM "patient_need" n WHERE n."clinic_id" = a."clinic_id" AND n."patient_id" = a."patient_id" AND n."ended_at" IS NULL)
      OR cardinality(s."device_kinds") > 0 AS "something",
    s."max_per_day" IS NOT NULL OR s."max_per_patient_per_day" IS NOT NULL AS "limits"
  INTO needs FROM "appointment" a JOIN "healthcare_service" s ON s."clinic_id" = a."clinic_id" AND s."id" = a."service_id"
  WHERE a."clinic_id" = NEW."clinic_id" AND a."id" = NEW."id";
  IF needs."something" THEN PERFORM visit_meets_needs(NEW."clinic_id", NEW."id"); END IF;
  IF needs."limits" THEN PERFORM visit_within_limits(NEW."clinic_id", NEW."id"); END IF;
  RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION "visit_is_claimed"(UUID, UUID) FROM PUBLIC;
