-- A visit that is only asked for keeps its time and its rest until the clinic has answered: P1 and P2 hold for it as well.

CREATE OR REPLACE FUNCTION "appointment_holds"("of_clinic" UUID, "of_appointment" UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE a RECORD;
BEGIN
  SELECT * INTO a FROM "appointment" WHERE "clinic_id" = "of_clinic" AND "id" = "of_appointment";
  IF NOT FOUND OR a."status" NOT IN ('proposed', 'booked', 'arrived', 'checked-in') THEN RETURN; END IF;
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
    OR EXISTS (
      -- whoever else takes part is there from before the visit until after it
      SELECT 1 FROM "appointment_participant" p WHERE p."clinic_id" = "of_clinic" AND p."appointment_id" = a."id" AND NOT EXISTS (
        SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = p."resource_id"
          AND c."during" @> tstzrange(a."starts_at" - make_interval(mins => a."buffer_before_minutes"), a."ends_at" + make_interval(mins => a."buffer_after_minutes"))))
  THEN
    RAISE EXCEPTION USING ERRCODE = 'FF001', MESSAGE = 'a visit that is to happen must claim its practitioner, place and patient, and whoever else takes part';
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
      AND a."status" IN ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled')
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
