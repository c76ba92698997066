-- The same guarantees at less cost: what was asked row by row is asked once a statement, and what is read every second has
-- an index that row-level security lets it use.

-- Behind the walls only operators that cannot give a row away are asked before the wall: comparing instants may be, `&&` of
-- two ranges may not, so that no index on "during" bounds a read and a resource's whole past was read each time.
ALTER TABLE "claim"
  ADD COLUMN "starts_at" TIMESTAMPTZ(6) GENERATED ALWAYS AS (lower("during")) STORED,
  ADD COLUMN "ends_at" TIMESTAMPTZ(6) GENERATED ALWAYS AS (upper("during")) STORED;
-- a visit of sixteen hours with both its buffers is a day long; who reads a stretch looks one day back and no further
ALTER TABLE "claim" ADD CONSTRAINT "claim_is_a_day_at_most" CHECK (upper("during") - lower("during") <= INTERVAL '24 hours');
CREATE INDEX "claim_clinic_id_resource_id_starts_at_idx" ON "claim" ("clinic_id", "resource_id", "starts_at");

-- What is asked of the written rows is asked by a question in the question, and not by a join: nobody knows beforehand how
-- many rows a statement writes, and a join could choose to read the whole table.

-- P3: a plain claim is not laid over a waived one. The locks come before the question, and the question sees whatever was
-- committed while they were waited for.
DROP TRIGGER "claim_respects_waived" ON "claim";
CREATE FUNCTION "claims_respect_waived"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r RECORD;
BEGIN
  FOR r IN SELECT "clinic_id", "resource_id", bool_or("waived") AS "waived" FROM "written" GROUP BY 1, 2 ORDER BY 1, 2 LOOP
    PERFORM waiver_waits(r."clinic_id", r."resource_id", r."waived");
  END LOOP;
  IF EXISTS (
    SELECT 1 FROM "written" w WHERE NOT w."waived" AND (
      SELECT true FROM "claim" c WHERE c."clinic_id" = w."clinic_id" AND c."resource_id" = w."resource_id" AND c."waived"
        AND c."id" <> w."id" AND c."during" && w."during" LIMIT 1)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23P01', MESSAGE = 'claim overlaps a waived claim', CONSTRAINT = 'claim_respects_waived';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "claims_respect_waived" AFTER INSERT ON "claim" REFERENCING NEW TABLE AS "written"
  FOR EACH STATEMENT EXECUTE FUNCTION "claims_respect_waived"();

-- P2 and P3 for rest, likewise.
DROP TRIGGER "rest_claim_respects_waived" ON "rest_claim";
CREATE FUNCTION "rest_claims_respect_waived"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r RECORD;
BEGIN
  FOR r IN SELECT "clinic_id", "patient_id", bool_or("waived") AS "waived" FROM "written" GROUP BY 1, 2 ORDER BY 1, 2 LOOP
    PERFORM waiver_waits(r."clinic_id", r."patient_id", r."waived");
  END LOOP;
  IF EXISTS (
    SELECT 1 FROM "written" w WHERE w."kind" = 'rest' AND w."hold_id" IS NULL AND NOT w."waived" AND (
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
  RETURN NULL;
END $$;
CREATE TRIGGER "rest_claims_respect_waived" AFTER INSERT ON "rest_claim" REFERENCING NEW TABLE AS "written"
  FOR EACH STATEMENT EXECUTE FUNCTION "rest_claims_respect_waived"();

-- What hangs on a visit is about the visit's patient.
DROP TRIGGER "same_patient" ON "rest_claim";
CREATE FUNCTION "rest_is_of_the_same_patient"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT "clinic_id", "appointment_id", "patient_id" FROM "written" WHERE "appointment_id" IS NOT NULL) w
    WHERE w."patient_id" IS DISTINCT FROM
      (SELECT a."patient_id" FROM "appointment" a WHERE a."clinic_id" = w."clinic_id" AND a."id" = w."appointment_id")
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this rest_claim is about another patient than its visit', CONSTRAINT = 'same_patient';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "same_patient" AFTER INSERT ON "rest_claim" REFERENCING NEW TABLE AS "written"
  FOR EACH STATEMENT EXECUTE FUNCTION "rest_is_of_the_same_patient"();
CREATE TRIGGER "same_patient_still" AFTER UPDATE ON "rest_claim" REFERENCING NEW TABLE AS "written"
  FOR EACH STATEMENT EXECUTE FUNCTION "rest_is_of_the_same_patient"();

-- An area that is added to a visit is claimed like those it began with; what else the visit holds is asked of the visit.
DROP TRIGGER "appointment_area_is_claimed" ON "appointment_area";
CREATE FUNCTION "planned_area_is_claimed"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "appointment" a
    JOIN "appointment_area" aa ON aa."clinic_id" = a."clinic_id" AND aa."appointment_id" = a."id" AND aa."area_id" = NEW."area_id"
    JOIN "body_area" b ON b."clinic_id" = aa."clinic_id" AND b."id" = aa."area_id" AND b."leaf"
    WHERE a."clinic_id" = NEW."clinic_id" AND a."id" = NEW."appointment_id" AND a."technique" IS NOT NULL
      AND a."status" IN ('proposed', 'booked', 'arrived', 'checked-in')
      AND NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = a."clinic_id" AND e."appointment_id" = a."id")
      AND NOT EXISTS (SELECT 1 FROM "rest_claim" r WHERE r."clinic_id" = a."clinic_id" AND r."appointment_id" = a."id"
        AND r."area_id" = NEW."area_id" AND r."kind" = 'treatment' AND r."during" = tstzrange(a."starts_at", a."ends_at"))
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'a planned needling must claim every decided area from its start to its end';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "appointment_area_is_claimed" AFTER INSERT ON "appointment_area"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "planned_area_is_claimed"();

REVOKE EXECUTE ON FUNCTION "claims_respect_waived"(), "rest_claims_respect_waived"(), "rest_is_of_the_same_patient"(), "planned_area_is_claimed"() FROM PUBLIC;
