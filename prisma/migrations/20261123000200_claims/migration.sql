-- P1: nobody and nothing is claimed twice at one instant.
ALTER TABLE "claim" ADD CONSTRAINT "claim_one_at_a_time"
  EXCLUDE USING gist ("clinic_id" WITH =, "resource_id" WITH =, "during" WITH &&) WHERE (NOT "waived");
ALTER TABLE "claim" ADD CONSTRAINT "claim_is_half_open"
  CHECK (NOT isempty("during") AND lower_inc("during") AND NOT upper_inc("during") AND NOT lower_inf("during") AND NOT upper_inf("during"));

-- P2: a treatment never falls into a rest, whichever was written first. Rest may overlap rest; boundaries may touch.
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_is_respected"
  EXCLUDE USING gist ("clinic_id" WITH =, "patient_id" WITH =, "area_id" WITH =, "kind" WITH <>, "during" WITH &&) WHERE (NOT "waived");
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_is_half_open"
  CHECK (NOT isempty("during") AND lower_inc("during") AND NOT upper_inc("during") AND NOT lower_inf("during") AND NOT upper_inf("during"));
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_kind" CHECK ("kind" IN ('treatment', 'rest'));
CREATE INDEX "rest_claim_waived" ON "rest_claim" ("clinic_id", "patient_id", "area_id") WHERE "waived";
CREATE INDEX "claim_waived" ON "claim" ("clinic_id", "resource_id") WHERE "waived";

-- P3: only a recorded decision or a recorded fact waives, and only a treatment, never a rest.
ALTER TABLE "claim" ADD CONSTRAINT "claim_waiver_is_recorded"
  CHECK ("waived" = ("override_id" IS NOT NULL OR "deviation_id" IS NOT NULL));
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_waiver_is_recorded"
  CHECK ("waived" = ("override_id" IS NOT NULL OR "deviation_id" IS NOT NULL));
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_is_never_waived" CHECK ("kind" = 'treatment' OR NOT "waived");

-- Who waives waits for those who are claiming the same resource just then, and they for it: neither sees the other
-- before its end, and the constraint above does not look at waived rows.
CREATE FUNCTION "waiver_waits"("of_clinic" UUID, "of_resource" UUID, "waives" BOOLEAN) RETURNS VOID
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE lock_key BIGINT := hashtextextended("of_clinic"::text || "of_resource"::text, 0);
BEGIN
  IF "waives" THEN PERFORM pg_advisory_xact_lock(lock_key); ELSE PERFORM pg_advisory_xact_lock_shared(lock_key); END IF;
END $$;

-- A waived claim still occupies its time: a plain claim may not be laid over it.
CREATE FUNCTION "claim_respects_waived"() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  PERFORM waiver_waits(NEW."clinic_id", NEW."resource_id", NEW."waived");
  IF NOT NEW."waived" AND EXISTS (
    SELECT 1 FROM "claim" c
    WHERE c."clinic_id" = NEW."clinic_id" AND c."resource_id" = NEW."resource_id" AND c."waived"
      AND c."id" <> NEW."id" AND c."during" && NEW."during"
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23P01', MESSAGE = 'claim overlaps a waived claim', CONSTRAINT = 'claim_respects_waived';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "claim_respects_waived" BEFORE INSERT ON "claim" FOR EACH ROW EXECUTE FUNCTION "claim_respects_waived"();
CREATE TRIGGER "claim_becomes_waived" BEFORE UPDATE OF "waived" ON "claim" FOR EACH ROW
  WHEN (NEW."waived" AND NOT OLD."waived") EXECUTE FUNCTION "claim_respects_waived"();

CREATE FUNCTION "rest_claim_respects_waived"() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  PERFORM waiver_waits(NEW."clinic_id", NEW."patient_id", NEW."waived");
  IF NEW."kind" = 'rest' AND NOT NEW."waived" AND EXISTS (
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
CREATE TRIGGER "rest_claim_respects_waived" BEFORE INSERT ON "rest_claim" FOR EACH ROW EXECUTE FUNCTION "rest_claim_respects_waived"();
CREATE TRIGGER "rest_claim_becomes_waived" BEFORE UPDATE OF "waived" ON "rest_claim" FOR EACH ROW
  WHEN (NEW."waived" AND NOT OLD."waived") EXECUTE FUNCTION "rest_claim_respects_waived"();

-- When what a waiver broke goes away, the waiver goes too, unless something still collides: no hole stays behind.
CREATE FUNCTION "claim_unwaive"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE "row" RECORD;
BEGIN
  FOR "row" IN
    SELECT c."id", c."during" FROM "claim" c
    WHERE c."clinic_id" = OLD."clinic_id" AND c."resource_id" = OLD."resource_id" AND c."waived" AND c."during" && OLD."during"
    ORDER BY c."id" FOR UPDATE
  LOOP
    IF NOT EXISTS (
      SELECT 1 FROM "claim" o
      WHERE o."clinic_id" = OLD."clinic_id" AND o."resource_id" = OLD."resource_id" AND o."id" <> "row"."id"
        AND NOT o."waived" AND o."during" && "row"."during"
    ) THEN
      UPDATE "claim" SET "waived" = false, "override_id" = NULL, "deviation_id" = NULL
      WHERE "clinic_id" = OLD."clinic_id" AND "id" = "row"."id";
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER "claim_unwaive" AFTER DELETE ON "claim" FOR EACH ROW EXECUTE FUNCTION "claim_unwaive"();

CREATE FUNCTION "rest_claim_unwaive"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE "row" RECORD;
BEGIN
  FOR "row" IN
    SELECT c."id", c."during" FROM "rest_claim" c
    WHERE c."clinic_id" = OLD."clinic_id" AND c."patient_id" = OLD."patient_id" AND c."area_id" = OLD."area_id"
      AND c."waived" AND c."during" && OLD."during"
    ORDER BY c."id" FOR UPDATE
  LOOP
    IF NOT EXISTS (
      SELECT 1 FROM "rest_claim" o
      WHERE o."clinic_id" = OLD."clinic_id" AND o."patient_id" = OLD."patient_id" AND o."area_id" = OLD."area_id"
        AND o."id" <> "row"."id" AND o."kind" = 'rest' AND o."during" && "row"."during"
    ) THEN
      UPDATE "rest_claim" SET "waived" = false, "override_id" = NULL, "deviation_id" = NULL
      WHERE "clinic_id" = OLD."clinic_id" AND "id" = "row"."id";
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER "rest_claim_unwaive" AFTER DELETE ON "rest_claim" FOR EACH ROW EXECUTE FUNCTION "rest_claim_unwaive"();

-- A visit that will not happen holds nothing, whichever path said so.
CREATE FUNCTION "appointment_lets_go"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM "claim" WHERE "clinic_id" = NEW."clinic_id" AND "appointment_id" = NEW."id";
  DELETE FROM "rest_claim" WHERE "clinic_id" = NEW."clinic_id" AND "appointment_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "appointment_lets_go" AFTER UPDATE OF "status" ON "appointment" FOR EACH ROW
  WHEN (NEW."status" IN ('cancelled', 'noshow', 'entered-in-error')) EXECUTE FUNCTION "appointment_lets_go"();

-- A visit that is to happen holds its practitioner, place and patient, and (while planned) every decided area.
CREATE FUNCTION "appointment_holds"("of_clinic" UUID, "of_appointment" UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE a RECORD;
BEGIN
  SELECT * INTO a FROM "appointment" WHERE "clinic_id" = "of_clinic" AND "id" = "of_appointment";
  IF NOT FOUND OR a."status" NOT IN ('booked', 'arrived', 'checked-in') THEN RETURN; END IF;
  IF EXISTS (
      -- whenever hands are on the patient, the practitioner is claimed; while needles rest, they may be elsewhere
      SELECT 1 FROM (
        SELECT t.s->>'kind' AS "kind", make_interval(mins => (t.s->>'minutes')::int) AS "lasts",
               make_interval(mins => (sum((t.s->>'minutes')::int) OVER (ORDER BY t.n) - (t.s->>'minutes')::int)::int) AS "after"
        FROM jsonb_array_elements(a."segments") WITH ORDINALITY AS t (s, n)
      ) part
      WHERE part."kind" <> 'resting' AND NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id"
        AND c."resource_id" = a."practitioner_id" AND c."during" @> tstzrange(a."starts_at" + part."after", a."starts_at" + part."after" + part."lasts")))
    OR NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = a."practitioner_id")
    OR NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = a."place_id"
      AND c."during" @> tstzrange(a."starts_at", a."ends_at"))
    OR NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = a."patient_id"
      AND c."during" @> tstzrange(a."starts_at", a."ends_at"))
  THEN
    RAISE EXCEPTION USING ERRCODE = 'FF001', MESSAGE = 'a visit that is to happen must claim its practitioner, place and patient';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM jsonb_array_elements(a."segments") AS t (s) WHERE t.s->>'kind' = 'hands-on')
    OR a."ends_at" - a."starts_at" <> (SELECT make_interval(mins => sum((t.s->>'minutes')::int)::int) FROM jsonb_array_elements(a."segments") AS t (s))
  THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a visit lasts as long as its segments, and hands are on the patient in one of them', CONSTRAINT = 'segments_add_up';
  END IF;
  IF a."technique" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = "of_clinic" AND e."appointment_id" = a."id")
    AND EXISTS (
      SELECT 1 FROM "appointment_area" aa JOIN "body_area" b ON b."clinic_id" = aa."clinic_id" AND b."id" = aa."area_id" AND b."leaf"
      WHERE aa."clinic_id" = "of_clinic" AND aa."appointment_id" = a."id"
        AND NOT EXISTS (SELECT 1 FROM "rest_claim" r WHERE r."clinic_id" = "of_clinic" AND r."appointment_id" = a."id"
          AND r."area_id" = aa."area_id" AND r."kind" = 'treatment' AND r."during" = tstzrange(a."starts_at", a."ends_at")))
  THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'a planned needling must claim every decided area from its start to its end';
  END IF;
END $$;

CREATE FUNCTION "appointment_holds_check"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_TABLE_NAME = 'appointment' THEN
    PERFORM appointment_holds(NEW."clinic_id", NEW."id");
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM appointment_holds(OLD."clinic_id", OLD."appointment_id");
  ELSE
    PERFORM appointment_holds(NEW."clinic_id", NEW."appointment_id");
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "appointment_holds" AFTER INSERT OR UPDATE ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "appointment_holds_check"();
CREATE CONSTRAINT TRIGGER "claim_stays" AFTER DELETE ON "claim"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "appointment_holds_check"();
CREATE CONSTRAINT TRIGGER "rest_claim_stays" AFTER DELETE ON "rest_claim"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "appointment_holds_check"();
CREATE CONSTRAINT TRIGGER "appointment_area_is_claimed" AFTER INSERT ON "appointment_area"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "appointment_holds_check"();

-- What hangs on a visit is about the visit's patient, and about nobody else.
CREATE FUNCTION "same_patient"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE about UUID;
BEGIN
  IF TG_TABLE_NAME = 'communication' THEN
    SELECT e."patient_id" INTO about FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id";
  ELSE
    SELECT a."patient_id" INTO about FROM "appointment" a WHERE a."clinic_id" = NEW."clinic_id" AND a."id" = NEW."appointment_id";
  END IF;
  IF about IS DISTINCT FROM NEW."patient_id" THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = format('this %s is about another patient than its visit', TG_TABLE_NAME), CONSTRAINT = 'same_patient';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "same_patient" AFTER INSERT OR UPDATE ON "rest_claim" FOR EACH ROW EXECUTE FUNCTION "same_patient"();
CREATE CONSTRAINT TRIGGER "same_patient" AFTER INSERT OR UPDATE OF "patient_id", "appointment_id" ON "encounter" FOR EACH ROW EXECUTE FUNCTION "same_patient"();
CREATE CONSTRAINT TRIGGER "same_patient" AFTER INSERT OR UPDATE OF "patient_id", "encounter_id" ON "communication" FOR EACH ROW EXECUTE FUNCTION "same_patient"();

CREATE FUNCTION "visit_keeps_patient"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "rest_claim" r JOIN "appointment" a ON a."clinic_id" = r."clinic_id" AND a."id" = r."appointment_id"
      WHERE r."clinic_id" = NEW."clinic_id" AND r."appointment_id" = NEW."id" AND r."patient_id" <> a."patient_id")
    OR EXISTS (SELECT 1 FROM "encounter" e JOIN "appointment" a ON a."clinic_id" = e."clinic_id" AND a."id" = e."appointment_id"
      WHERE e."clinic_id" = NEW."clinic_id" AND e."appointment_id" = NEW."id" AND e."patient_id" <> a."patient_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'what hangs on this visit is about another patient', CONSTRAINT = 'same_patient';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "visit_keeps_patient" AFTER UPDATE OF "patient_id" ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."patient_id" <> OLD."patient_id") EXECUTE FUNCTION "visit_keeps_patient"();

-- A treatment that the clinic's rule lets its area rest after is never without that rest: asked when either is written or goes.
-- Rest once stored stands as it was decided, so a rule that begins later asks nothing of it.
CREATE FUNCTION "treatment_rests"() RETURNS TRIGGER
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
      SELECT r.* FROM "recovery_rule" r
      WHERE r."clinic_id" = t."clinic_id" AND r."technique" = used."technique" AND r."relation" = 'same'
        AND r."valid_from" <= (app_now() AT TIME ZONE a."time_zone")::date
      ORDER BY r."valid_from" DESC, r."version" DESC LIMIT 1
    ) rule
    CROSS JOIN LATERAL (
      SELECT CASE rule."unit"
          WHEN 'hours' THEN upper(t."during") + make_interval(hours => rule."amount")
          ELSE (((upper(t."during") - INTERVAL '1 ms') AT TIME ZONE a."time_zone")::date + rule."amount")::timestamp AT TIME ZONE a."time_zone"
        END - make_interval(mins => rule."tolerance_minutes") AS "until"
    ) rest
    WHERE t."clinic_id" = of_clinic AND t."appointment_id" = of_appointment AND t."area_id" = of_area AND t."kind" = 'treatment'
      AND rest."until" > upper(t."during")
      AND NOT EXISTS (
        SELECT 1 FROM "rest_claim" r
        WHERE r."clinic_id" = t."clinic_id" AND r."appointment_id" = t."appointment_id" AND r."area_id" = t."area_id" AND r."kind" = 'rest'
          AND lower(r."during") <= upper(t."during")
          -- a midnight that comes twice is the earlier one for the calendar and the later one here
          AND upper(r."during") >= rest."until" - CASE rule."unit" WHEN 'days' THEN INTERVAL '1 hour' ELSE INTERVAL '0' END)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'a treatment cannot be without the rest that the clinic''s rule sets';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "treatment_rests" AFTER INSERT ON "rest_claim" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."kind" = 'treatment' AND NEW."area_id" <> 'anywhere') EXECUTE FUNCTION "treatment_rests"();
CREATE CONSTRAINT TRIGGER "rest_stays" AFTER DELETE ON "rest_claim" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."kind" = 'rest') EXECUTE FUNCTION "treatment_rests"();

-- A decision or a fact waives only what it is about: an override that breaks this kind of rule, for this visit or one that
-- meets it; a fact about a visit of the same patient, or about one that meets it.
CREATE FUNCTION "claim_waiver_is_about_it"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM (
      SELECT o."appointment_id" FROM "override" o
      WHERE o."clinic_id" = NEW."clinic_id" AND o."id" = NEW."override_id" AND 'overlap' = ANY (o."breaks")
      UNION ALL
      SELECT coalesce(d."appointment_id", e."appointment_id") FROM "deviation" d
      LEFT JOIN "encounter" e ON e."clinic_id" = d."clinic_id" AND e."id" = d."encounter_id"
      WHERE d."clinic_id" = NEW."clinic_id" AND d."id" = NEW."deviation_id"
    ) about
    JOIN "appointment" a ON a."clinic_id" = NEW."clinic_id" AND a."id" = about."appointment_id"
    WHERE a."id" = NEW."appointment_id" OR NEW."during" && tstzrange(
      a."starts_at" - make_interval(mins => a."buffer_before_minutes"), a."ends_at" + make_interval(mins => a."buffer_after_minutes"))
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this decision is about another visit or another rule', CONSTRAINT = 'waiver_is_about_it';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "waiver_is_about_it" AFTER INSERT OR UPDATE ON "claim" FOR EACH ROW
  WHEN (NEW."waived") EXECUTE FUNCTION "claim_waiver_is_about_it"();

CREATE FUNCTION "rest_waiver_is_about_it"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM (
      SELECT o."appointment_id" FROM "override" o
      WHERE o."clinic_id" = NEW."clinic_id" AND o."id" = NEW."override_id" AND 'rest' = ANY (o."breaks")
      UNION ALL
      SELECT coalesce(d."appointment_id", e."appointment_id") FROM "deviation" d
      LEFT JOIN "encounter" e ON e."clinic_id" = d."clinic_id" AND e."id" = d."encounter_id"
      WHERE d."clinic_id" = NEW."clinic_id" AND d."id" = NEW."deviation_id"
    ) about
    JOIN "appointment" a ON a."clinic_id" = NEW."clinic_id" AND a."id" = about."appointment_id"
    WHERE a."patient_id" = NEW."patient_id"
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this decision is about another patient or another rule', CONSTRAINT = 'waiver_is_about_it';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "waiver_is_about_it" AFTER INSERT OR UPDATE ON "rest_claim" FOR EACH ROW
  WHEN (NEW."waived") EXECUTE FUNCTION "rest_waiver_is_about_it"();
